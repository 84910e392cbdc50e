package io.github.senda.storefront.beacon;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.VisitorId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who tells something: a visitor whom the filter would count. A value; safe for any thread.
 *
 * @param visitor who
 * @param attributes what is known of the visit
 * @param range the part of the address that a network's neighbours share; empty where everybody has
 *     the same address, as behind a proxy that is not trusted
 * @param now when it was received, by the shop's clock
 */
public record Sender(
    VisitorId visitor, Attributes attributes, Optional<String> range, Instant now) {

  private static final int GROUPS = 3;

  public Sender {
    Objects.requireNonNull(visitor, "visitor == null");
    Objects.requireNonNull(attributes, "attributes == null");
    Objects.requireNonNull(range, "range == null");
    Objects.requireNonNull(now, "now == null");
  }

  /**
   * The range of an address: its first 24 bits, or 48 where it is one of the new kind.
   *
   * @param address as {@code java.net.InetAddress} writes it; anything else gives none
   */
  public static Optional<String> range(String address) {
    char separator = address.indexOf(':') >= 0 ? ':' : '.';
    int end = 0;
    for (int group = 0; group < GROUPS; group++) {
      end = address.indexOf(separator, end) + 1;
      if (end == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(address.substring(0, end));
  }
}
