package io.github.senda.storefront.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers by which offices, banks and telephones know people. Texts are lower case, their
 * digits plain.
 */
final class PersonalNumbers {

  private static final int LONG = 9;
  private static final int DIALLED = 8;
  private static final int SHORTEST_ACCOUNT = 15;
  private static final int LONGEST_ACCOUNT = 34;

  private static final String ALONE = "(?<![0-9a-z])";
  private static final String END = "(?![0-9a-z])";
  private static final String GAP = "[ ./_-]?";

  /** Between digits of one number. */
  private static final String BETWEEN = " .,-/()_:*~'";

  private static final Pattern ACCOUNT =
      Pattern.compile(ALONE + "([a-z]{2}" + GAP + "[0-9]{2}(?:" + GAP + "[0-9a-z]){11,30}+)");

  private static final Pattern NIF =
      Pattern.compile(
          ALONE
              + "([xyz]?)"
              + GAP
              + "([0-9]{1,2}\\.?[0-9]{3}\\.?[0-9]{3})"
              + GAP
              + "([a-z])"
              + END);
  private static final String NIF_LETTERS = "trwagmyfpdxbnjzsqvhlcke";

  private static final Pattern CIF =
      Pattern.compile(
          ALONE + "[abcdefghjnpqrsuvw]" + GAP + "([0-9]{7})" + GAP + "([0-9a-j])" + END);
  private static final String CIF_LETTERS = "jabcdefghi";

  private static final Pattern PPS = Pattern.compile(ALONE + "([0-9]{7})([a-w])([a-i]?)" + END);
  private static final String PPS_LETTERS = "wabcdefghijklmnopqrstuv";

  /** Those whose shape alone says enough: Italy, Finland, Corsica, the United Kingdom. */
  private static final Pattern SHAPES =
      Pattern.compile(
          ALONE
              + "(?:[a-z]{3}"
              + GAP
              + "[a-z]{3}"
              + GAP
              + "[0-9l-v]{2}[a-ehlmprst][0-9l-v]{2}"
              + GAP
              + "[a-z][0-9l-v]{3}[a-z]"
              + "|[0-9]{6}[+a-f-][0-9]{3}[0-9a-y]"
              + "|[12] ?[0-9]{2} ?[0-9]{2} ?2[ab] ?[0-9]{3} ?[0-9]{3}(?: ?[0-9]{2})?"
              + "|[a-ceghj-prstw-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d])"
              + END);

  private PersonalNumbers() {}

  /**
   * Whether a number, be its digits in groups, is as long as a telephone's: nine digits, or eight
   * as they are dialled.
   */
  static boolean isLong(String text) {
    int digits = 0;
    int groups = 0;
    int gap = 0;
    boolean pairs = true;
    int group = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        if (gap > 0 || digits == 0) {
          pairs = digits == 0 || (pairs && group == 2);
          groups = digits == 0 ? 1 : groups + 1;
          group = 0;
        }
        digits++;
        group++;
        gap = 0;
        boolean dialled = digits == DIALLED && pairs && groups == 4 && group == 2;
        if (digits >= LONG || (dialled && !isDigitAt(text, i + 1))) {
          return true;
        }
      } else if (digits > 0 && BETWEEN.indexOf(c) >= 0 && gap < 3) {
        gap++;
      } else {
        digits = 0;
        gap = 0;
      }
    }
    return false;
  }

  private static boolean isDigitAt(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Whether an IBAN is in it, by its check digits (ISO 13616: the rest by 97 is 1). */
  static boolean isAccount(String text) {
    Matcher account = ACCOUNT.matcher(text);
    int from = 0;
    while (account.find(from)) {
      String whole = account.group(1).replaceAll("[^0-9a-z]", "");
      int most = Math.min(whole.length(), LONGEST_ACCOUNT);
      for (int length = SHORTEST_ACCOUNT; length <= most; length++) {
        if (restBy97(whole.substring(4, length) + whole.substring(0, 4)) == 1) {
          return true;
        }
      }
      from = account.start() + 1;
    }
    return false;
  }

  private static int restBy97(String text) {
    int rest = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = Character.digit(text.charAt(i), 36);
      rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
    }
    return rest;
  }

  /** Whether a national id is in it, by its check letter where it has one. */
  static boolean isNational(String text) {
    if (SHAPES.matcher(text).find()) {
      return true;
    }
    Matcher nif = NIF.matcher(text);
    while (nif.find()) {
      String digits = nif.group(2).replace(".", "");
      boolean foreigner = !nif.group(1).isEmpty();
      if (digits.length() == (foreigner ? 7 : 8)) {
        int first = foreigner ? "xyz".indexOf(nif.group(1)) : 0;
        long number = Long.parseLong(first + digits);
        if (NIF_LETTERS.charAt((int) (number % 23)) == nif.group(3).charAt(0)) {
          return true;
        }
      }
    }
    return hasCompany(text) || hasIrish(text);
  }

  private static boolean hasCompany(String text) {
    Matcher cif = CIF.matcher(text);
    while (cif.find()) {
      String digits = cif.group(1);
      int sum = 0;
      for (int i = 0; i < digits.length(); i++) {
        int digit = digits.charAt(i) - '0';
        int twice = digit * 2;
        sum += i % 2 == 0 ? twice / 10 + twice % 10 : digit;
      }
      int check = (10 - sum % 10) % 10;
      char told = cif.group(2).charAt(0);
      if (told == '0' + check || told == CIF_LETTERS.charAt(check)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasIrish(String text) {
    Matcher pps = PPS.matcher(text);
    while (pps.find()) {
      int sum = pps.group(3).isEmpty() ? 0 : 9 * (pps.group(3).charAt(0) - 'a' + 1);
      for (int i = 0; i < 7; i++) {
        sum += (8 - i) * (pps.group(1).charAt(i) - '0');
      }
      if (PPS_LETTERS.charAt(sum % 23) == pps.group(2).charAt(0)) {
        return true;
      }
    }
    return false;
  }
}
