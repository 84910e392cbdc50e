package io.github.senda.storefront.intake;

import io.github.senda.touch.Money;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads amounts as tables write them in Spain and elsewhere: {@code 1.234,50}, {@code 1,234.50},
 * {@code 59,9}, {@code -12.00 €}. One sign before three last digits may stand for thousands or for
 * decimals; such a text is refused rather than read a thousand times too large.
 */
final class AmountText {

  private static final Pattern AMOUNT =
      Pattern.compile(
          "([-+]?)([€£]|[A-Za-z]{3})?\\s*([-+]?)([0-9][0-9.,' ]*)\\s*([€£]|[A-Za-z]{3})?");
  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

  private AmountText() {}

  /**
   * An amount and its currency.
   *
   * @param said what the currency's column says; where it says nothing, a sign beside the amount or
   *     else the usual one counts
   */
  static Money of(String text, Optional<String> said, Optional<String> usual) throws Wrong {
    Matcher matcher = AMOUNT.matcher(text.replace('\u00a0', ' ').replace('\u202f', ' ').strip());
    if (!matcher.matches()) {
      throw new Wrong(Mistake.VALUE_FORM, text);
    }
    Optional<String> beside =
        Optional.ofNullable(matcher.group(2))
            .or(() -> Optional.ofNullable(matcher.group(5)))
            .map(AmountText::code);
    String currency = currency(said.or(() -> beside).or(() -> usual));
    if (beside.isPresent() && !beside.get().equals(currency)) {
      throw new Wrong(Mistake.CURRENCY_CODE, beside.get());
    }
    String sign = matcher.group(1) + matcher.group(3);
    if (sign.length() > 1) {
      throw new Wrong(Mistake.VALUE_FORM, text);
    }
    return Money.parse(sign + digits(text, matcher.group(4).strip()), currency)
        .orElseThrow(() -> new Wrong(Mistake.VALUE_FORM, text));
  }

  /** A currency's code. */
  static String currency(Optional<String> said) throws Wrong {
    if (said.isEmpty()) {
      throw new Wrong(Mistake.CURRENCY_MISSING, "");
    }
    String code = code(said.get());
    if (!CODE.matcher(code).matches()) {
      throw new Wrong(Mistake.CURRENCY_CODE, said.get());
    }
    return code;
  }

  private static String code(String sign) {
    return switch (sign) {
      case "€" -> "EUR";
      case "£" -> "GBP";
      default -> sign.toUpperCase(Locale.ROOT);
    };
  }

  /** The amount with a decimal point and nothing else. */
  private static String digits(String text, String amount) throws Wrong {
    String number = amount.replace(" ", "").replace("'", "");
    int point = number.lastIndexOf('.');
    int comma = number.lastIndexOf(',');
    if (point < 0 && comma < 0) {
      return number;
    }
    char last = point > comma ? '.' : ',';
    int at = Math.max(point, comma);
    boolean both = point >= 0 && comma >= 0;
    boolean once = number.indexOf(last) == at;
    if (!once) {
      // 1.234.567: a sign that stands twice stands for thousands, and no other is behind it.
      if (both || !isGrouped(number, last)) {
        throw new Wrong(Mistake.VALUE_FORM, text);
      }
      return number.replace(String.valueOf(last), "");
    }
    String whole = number.substring(0, at);
    if (both && !isGrouped(whole, last == '.' ? ',' : '.')) {
      throw new Wrong(Mistake.VALUE_FORM, text);
    }
    boolean mayBeThousands = !both && number.length() - at - 1 == 3 && !whole.equals("0");
    if (mayBeThousands && whole.length() <= 3) {
      throw new Wrong(Mistake.VALUE_TWO_WAYS, text);
    }
    return whole.replace(".", "").replace(",", "") + "." + number.substring(at + 1);
  }

  private static boolean isGrouped(String number, char sign) {
    String[] groups = number.split(Pattern.quote(String.valueOf(sign)), -1);
    for (int i = 0; i < groups.length; i++) {
      boolean whole =
          i == 0 ? !groups[i].isEmpty() && groups[i].length() <= 3 : groups[i].length() == 3;
      if (!whole) {
        return false;
      }
    }
    return true;
  }
}
