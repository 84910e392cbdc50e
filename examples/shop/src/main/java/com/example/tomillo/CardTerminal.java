package com.example.tomillo;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks whether a card pays. The numbers that it refuses are the test numbers that payment providers
 * use.
 */
final class CardTerminal {
  private static final Set<String> DECLINED = Set.of("4000000000000002");
  private static final Set<String> NO_FUNDS = Set.of("4000000000009995");
  private static final Pattern EXPIRY = Pattern.compile("(0[1-9]|1[0-2])\\s*/\\s*(\\d{2})");

  private final Clock clock;

  CardTerminal(Clock clock) {
    this.clock = clock;
  }

  /** The card's digits, if they can be a card's. */
  static Optional<String> number(String typed) {
    String digits = typed.replaceAll("[ -]", "");
    return digits.matches("\\d{13,19}") && checks(digits) ? Optional.of(digits) : Optional.empty();
  }

  /** The check digit of ISO/IEC 7812. */
  private static boolean checks(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /** Whether a card of that {@code MM/YY} is still good. */
  boolean valid(String expiry) {
    Matcher matcher = EXPIRY.matcher(expiry.strip());
    return matcher.matches()
        && !YearMonth.of(
                2000 + Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)))
            .isBefore(YearMonth.now(clock));
  }

  /** Why the card does not pay; empty if it does. */
  Optional<Phrase> refusal(String number) {
    if (DECLINED.contains(number)) {
      return Optional.of(Phrase.of("error.card.declined"));
    }
    return NO_FUNDS.contains(number)
        ? Optional.of(Phrase.of("error.card.funds"))
        : Optional.empty();
  }
}
