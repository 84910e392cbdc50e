package io.github.senda.storefront.channel;

/** What may be wrong with a list of rules of channels; {@code {0}} and {@code {1}} are values. */
public enum ChannelMistake {
  NO_LIST("expected a list [...] of rules of channels"),
  TOO_MANY_RULES("there are more than {0} rules of channels"),
  NO_RULE("expected a rule of a channel {...}"),
  UNKNOWN_FIELD("\"{0}\" is none of {1}"),
  NO_CHANNEL("the rule has no \"channel\"; null there means that nothing brought it"),
  ASKS_NOTHING("the rule asks for none of {0}"),
  NAME("a channel's name is up to 40 small letters, digits and _, not \"{0}\""),
  TOO_MANY_TEXTS("there are more than {0} texts"),
  EMPTY_LIST("the list is empty, and nothing would ever fit"),
  TEXT_LENGTH("a text has 1 to {0} characters, and is not \"*\" alone"),
  UNKNOWN_KIND("\"{0}\" is no kind of sources; there are {1}"),
  NO_TEXT("expected a text in quotes");

  private final String sentence;

  ChannelMistake(String sentence) {
    this.sentence = sentence;
  }

  /** What is wrong, in English, with places for the values. */
  public String sentence() {
    return sentence;
  }

  /** Makes of what is wrong an exception that names the place where the reader stands. */
  public interface Teller {
    IllegalArgumentException of(ChannelMistake mistake, Object... values);
  }
}
