package io.github.senda.touch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * An amount in a currency: the price times the quantity, without shipping and tax, as GA4's {@code
 * value}. Amounts of two currencies are never added up.
 *
 * @param tenThousandths the amount in ten-thousandths of the currency's unit, so that no currency
 *     in use loses anything
 * @param currency the currency's code of three letters (ISO 4217), upper case
 */
public record Money(long tenThousandths, String currency) {

  public Money {
    if (!isCode(currency)) {
      throw new IllegalArgumentException(
          "a currency is a code of three letters as EUR, not \"" + currency + "\"");
    }
  }

  /** A loop and no stream: an amount is made for every touch that has one, at every reading. */
  private static boolean isCode(String currency) {
    boolean letters = currency.length() == 3;
    for (int i = 0; letters && i < currency.length(); i++) {
      letters = currency.charAt(i) >= 'A' && currency.charAt(i) <= 'Z';
    }
    return letters;
  }

  /** The amount with two significant digits, which tells nobody's basket from many others. */
  public Money rounded() {
    MathContext two = new MathContext(2, RoundingMode.HALF_EVEN);
    return new Money(new BigDecimal(tenThousandths).round(two).longValueExact(), currency);
  }

  /**
   * Reads an amount as a shop gives it: a number with a decimal point, or a {@link Number}.
   *
   * @return empty if either is no such thing, or the amount is beyond a billion units
   */
  public static Optional<Money> parse(String amount, String currency) {
    try {
      BigDecimal value = new BigDecimal(amount.strip());
      if (value.precision() > 20
          || Math.abs(value.scale()) > 20
          || value.abs().compareTo(BigDecimal.valueOf(1_000_000_000L)) > 0) {
        return Optional.empty();
      }
      long tenThousandths =
          value.setScale(4, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
      return Optional.of(new Money(tenThousandths, currency.strip().toUpperCase(Locale.ROOT)));
    } catch (ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
