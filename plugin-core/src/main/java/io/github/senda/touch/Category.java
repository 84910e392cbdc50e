package io.github.senda.touch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of goods a touch was about, in the shop's own words: {@code ollas}. GA4's {@code
 * item_category}. It has no column of its own: it stands in the dictionary entry that a touch
 * points to, in a {@link Sign} among the parameters, in a log behind the activity's name.
 */
public final class Category {

  /** Begins what stands among a sign's parameters where a category is known. */
  public static final String NAMED = ":category=";

  /** What is said of a category that there is no room for beside the others. */
  public static final String OTHER = "other";

  /** No text in a log has it but by accident, and then only a label is another. */
  private static final char JOINT = '\u001f';

  private static final int LONGEST = 60;
  private static final int MOST_DIGITS = 4;

  private Category() {}

  /** The category that a dictionary entry tells, be it a sign's text or a log's. */
  public static Optional<String> of(String entry) {
    int joint = entry.lastIndexOf(JOINT);
    if (joint >= 0) {
      return Optional.of(entry.substring(joint + 1)).filter(category -> !category.isEmpty());
    }
    if (!entry.contains(NAMED)) {
      return Optional.empty();
    }
    try {
      return of(Sign.parse(entry));
    } catch (IllegalArgumentException e) {
      // An activity of a log that happens to read so.
      return Optional.empty();
    }
  }

  /** The category that a sign tells. */
  public static Optional<String> of(Sign sign) {
    for (String parameter : sign.parameters()) {
      if (parameter.startsWith(NAMED)) {
        return Optional.of(parameter.substring(NAMED.length()));
      }
    }
    return Optional.empty();
  }

  /** The sign as it is to rules, which go by what was done and not by what it was about. */
  public static Sign without(Sign sign) {
    if (of(sign).isEmpty()) {
      return sign;
    }
    List<String> others =
        sign.parameters().stream().filter(name -> !name.startsWith(NAMED)).toList();
    return new Sign(
        sign.method(),
        sign.path(),
        others,
        sign.forward(),
        sign.statusClass(),
        sign.thrown(),
        sign.redirect());
  }

  /** The dictionary entry of an activity in a log with its category. */
  public static String joined(String activity, String category) {
    return activity + JOINT + category;
  }

  /**
   * A category as shops write it in paths, links and words, as one and the same: {@code
   * Ollas-y-Sartenes} is {@code ollas y sartenes}. Empty where it looks like no word: an id, a
   * number, what is too long. Whether it tells who somebody is, it does not ask.
   */
  public static Optional<String> word(String said) {
    if (said.length() > LONGEST) {
      return Optional.empty();
    }
    StringBuilder word = new StringBuilder(said.length());
    int letters = 0;
    int digits = 0;
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      int kind = Character.getType(c);
      if (Character.isLetter(c)) {
        letters++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '-' || c == '_' || c == '+' || c == ' ') {
        c = ' ';
      } else if ("&/.,:>|()'".indexOf(c) < 0 && kind != Character.NON_SPACING_MARK) {
        return Optional.empty();
      }
      if (c != ' ' || (!word.isEmpty() && word.charAt(word.length() - 1) != ' ')) {
        word.append(c);
      }
    }
    String plain = word.toString().strip().toLowerCase(Locale.ROOT);
    return letters >= 2 && digits <= MOST_DIGITS ? Optional.of(plain) : Optional.empty();
  }
}
