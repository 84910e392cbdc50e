package io.github.senda.touch;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * Who a visitor is to Senda: 128 random bits that name no one. The text is 32 lower-case hex
 * digits.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record VisitorId(long high, long low) {

  private static final int DIGITS = 32;

  /** A new visitor, from a source of randomness that nobody can foretell. */
  public static VisitorId random(SecureRandom random) {
    return new VisitorId(random.nextLong(), random.nextLong());
  }

  /** Reads what {@link #toString} wrote; anything else, as a forged cookie, is empty. */
  public static Optional<VisitorId> parse(String text) {
    if (text.length() != DIGITS) {
      return Optional.empty();
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new VisitorId(
            Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16)));
  }

  @Override
  public String toString() {
    return hex(high) + hex(low);
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
