package io.github.senda.store;

import io.github.senda.touch.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A touch of a visit that is in no block yet, as numbers of its store's dictionaries.
 *
 * @param sequence its number in the store, which no other touch ever has
 * @param millis when it was, since the epoch
 */
record OpenTouch(
    long sequence,
    long visitorHigh,
    long visitorLow,
    long millis,
    int sign,
    int attributes,
    Known known) {

  /** How many bytes {@link #write} takes at most. */
  static final int MOST_BYTES = 76;

  /** How many it takes where nothing is known. */
  private static final int LEAST_BYTES = 41;

  private static final int CURRENCY_BYTES = 3;

  /**
   * What is known of a touch: numbers that tell whether two are about the same, 0 where there is
   * none.
   *
   * @param same a hash of the id that stood in the path
   * @param order the sequence of the touch that was the first to name the order
   * @param cart a hash of the cart's id
   */
  record Known(long same, long order, long cart, Optional<Money> value) {

    static final Known NOTHING = new Known(0, 0, 0, Optional.empty());

    static Known of(long same, long order, long cart, Optional<Money> value) {
      return new Known(same, order, cart, value);
    }

    boolean isNothing() {
      return same == 0 && order == 0 && cart == 0 && value.isEmpty();
    }
  }

  /** The number of the touch that begins at a place. */
  static long sequenceAt(ByteBuffer bytes, int at) {
    return bytes.getLong(at);
  }

  /** How many bytes the touch takes that begins at a place. */
  static int bytesAt(ByteBuffer bytes, int at) {
    return bytes.get(at + LEAST_BYTES - 1) == 0 ? LEAST_BYTES : MOST_BYTES;
  }

  /** Every number in as many bytes as it has, so that a database can write them as well. */
  void write(ByteBuffer bytes) {
    bytes.putLong(sequence).putLong(visitorHigh).putLong(visitorLow).putLong(millis);
    bytes.putInt(sign).putInt(attributes);
    if (known.isNothing()) {
      bytes.put((byte) 0);
      return;
    }
    bytes.put((byte) 1).putLong(known.same).putLong(known.order).putLong(known.cart);
    bytes.putLong(known.value.map(Money::tenThousandths).orElse(0L));
    bytes.put(
        known
            .value
            .map(value -> value.currency().getBytes(StandardCharsets.ISO_8859_1))
            .orElseGet(() -> new byte[CURRENCY_BYTES]));
  }

  /** Reads what {@link #write} wrote. */
  static OpenTouch read(ByteBuffer bytes) {
    return new OpenTouch(
        bytes.getLong(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.getInt(),
        bytes.getInt(),
        bytes.get() == 0
            ? Known.NOTHING
            : Known.of(bytes.getLong(), bytes.getLong(), bytes.getLong(), value(bytes)));
  }

  private static Optional<Money> value(ByteBuffer bytes) {
    long amount = bytes.getLong();
    byte[] currency = new byte[CURRENCY_BYTES];
    bytes.get(currency);
    return currency[0] == 0
        ? Optional.empty()
        : Optional.of(new Money(amount, new String(currency, StandardCharsets.ISO_8859_1)));
  }
}
