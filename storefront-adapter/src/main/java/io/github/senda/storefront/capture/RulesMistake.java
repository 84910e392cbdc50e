package io.github.senda.storefront.capture;

import io.github.senda.storefront.channel.ChannelMistake;
import java.util.List;

/**
 * What is wrong with a file of rules. Its message is one sentence in English that names file, line
 * and place; whoever says it in another language takes the parts.
 */
public final class RulesMistake extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** What may be wrong; {@code {0}} and {@code {1}} stand for the mistake's values. */
  public enum Kind {
    NOT_CLOSED("the file ends before its last bracket is closed"),
    NO_JSON("this is not JSON"),
    AFTER_THE_END("there is more after the end"),
    UNKNOWN_FIELD("\"{0}\" is none of {1}"),
    NO_OBJECT("expected an object {...}"),
    NO_WORDS("expected an object of lists of words"),
    NO_LIST("expected a list [...] of rules"),
    NO_RULE("expected a rule {...}"),
    NO_STATUS("expected the first digit of a status, 1 to 5"),
    NO_FLAG("expected true or false"),
    NO_FLAG_OR_NULL("expected true, false or null"),
    NO_NUMBER("expected a number from 0 to 1"),
    NO_TEXT("expected a text in quotes"),
    CHANNEL_NO_LIST(ChannelMistake.NO_LIST),
    CHANNEL_TOO_MANY_RULES(ChannelMistake.TOO_MANY_RULES),
    CHANNEL_NO_RULE(ChannelMistake.NO_RULE),
    CHANNEL_NO_CHANNEL(ChannelMistake.NO_CHANNEL),
    CHANNEL_ASKS_NOTHING(ChannelMistake.ASKS_NOTHING),
    CHANNEL_NAME(ChannelMistake.NAME),
    CHANNEL_TOO_MANY_TEXTS(ChannelMistake.TOO_MANY_TEXTS),
    CHANNEL_EMPTY_LIST(ChannelMistake.EMPTY_LIST),
    CHANNEL_TEXT_LENGTH(ChannelMistake.TEXT_LENGTH),
    CHANNEL_UNKNOWN_KIND(ChannelMistake.UNKNOWN_KIND),
    TOO_MANY_RULES("there are more than {0} rules"),
    NO_TOUCHPOINT("the rule has no \"touchpoint\"; null there means noise"),
    TOUCHPOINT_LENGTH("a touchpoint's name has 1 to {0} characters"),
    NO_METHOD("\"{0}\" is no HTTP method"),
    STATUS_DIGIT("a status is told by its first digit, 1 to 5, not \"{0}\""),
    PATTERN_LENGTH("a pattern has 1 to {0} characters"),
    TOO_MANY_PATTERNS("there are more than {0} patterns"),
    TOO_MANY_REPEATS("the counted repeats of a pattern multiply to {0} at most"),
    NO_PATTERN("\"{0}\" is no pattern of RE2: {1}"),
    SIGN_LENGTH("a sign has at most {0} characters"),
    NO_SIGN("\"{0}\" is no sign, as \"GET /cart 2\" is one"),
    CONFIDENCE("a confidence is a number from 0 to 1, not \"{0}\""),
    TEMPLATE("a template begins with \"/\", not as \"{0}\""),
    NO_WORD("there is no word in \"{0}\""),
    UNKNOWN_WORDS("\"${0}\" names no words; there are {1}"),
    PHRASE_LENGTH("a phrase has 1 to {0} characters"),
    FILE_LENGTH("a file of rules has at most {0} characters"),
    NOT_UTF_8("the file is not in UTF-8"),
    NOT_APART(
        "its rules cannot be told from one another: put them into one list [...] with commas"
            + " between");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    Kind(ChannelMistake mistake) {
      this(mistake.sentence());
    }

    /** The kind that a mistake in a rule of a channel is. */
    static Kind of(ChannelMistake mistake) {
      return switch (mistake) {
        case NO_LIST -> CHANNEL_NO_LIST;
        case TOO_MANY_RULES -> CHANNEL_TOO_MANY_RULES;
        case NO_RULE -> CHANNEL_NO_RULE;
        case UNKNOWN_FIELD -> UNKNOWN_FIELD;
        case NO_CHANNEL -> CHANNEL_NO_CHANNEL;
        case ASKS_NOTHING -> CHANNEL_ASKS_NOTHING;
        case NAME -> CHANNEL_NAME;
        case TOO_MANY_TEXTS -> CHANNEL_TOO_MANY_TEXTS;
        case EMPTY_LIST -> CHANNEL_EMPTY_LIST;
        case TEXT_LENGTH -> CHANNEL_TEXT_LENGTH;
        case UNKNOWN_KIND -> CHANNEL_UNKNOWN_KIND;
        case NO_TEXT -> NO_TEXT;
      };
    }

    /** What is wrong, in English, with places for the values. */
    public String sentence() {
      return sentence;
    }
  }

  private final Kind kind;
  private final String file;
  private final int line;
  private final String path;
  private final List<String> values;

  /**
   * @param file how the file is called
   * @param line the line, from 1; 0 if it is the file as a whole that is wrong
   * @param path the place in the file, as {@code $.rules[3].path}
   * @param values what belongs into the sentence
   */
  RulesMistake(Kind kind, String file, int line, String path, List<String> values) {
    super(
        file
            + (line > 0 ? ", line " + line + ", " + path : "")
            + ": "
            + filled(kind.sentence(), values));
    this.kind = kind;
    this.file = file;
    this.line = line;
    this.path = path;
    this.values = List.copyOf(values);
  }

  /** A file that is wrong as a whole. */
  RulesMistake(Kind kind, String file, String... values) {
    this(kind, file, 0, "", List.of(values));
  }

  public Kind kind() {
    return kind;
  }

  /** How the file is called. */
  public String file() {
    return file;
  }

  /** The line, from 1; 0 if it is the file as a whole that is wrong. */
  public int line() {
    return line;
  }

  /** The place in the file, as {@code $.rules[3].path}; empty where there is no line. */
  public String path() {
    return path;
  }

  /** A sentence with this mistake's values in their places. */
  public String fill(String sentence) {
    return filled(sentence, values);
  }

  private static String filled(String sentence, List<String> values) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int at = sentence.indexOf('{'); at >= 0; at = sentence.indexOf('{', at + 1)) {
      int value =
          at + 2 < sentence.length() && sentence.charAt(at + 2) == '}'
              ? sentence.charAt(at + 1) - '0'
              : -1;
      if (value >= 0 && value < values.size()) {
        filled.append(sentence, from, at).append(values.get(value));
        from = at + 3;
      }
    }
    return filled.append(sentence, from, sentence.length()).toString();
  }
}
