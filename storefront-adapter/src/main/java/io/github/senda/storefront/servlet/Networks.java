package io.github.senda.storefront.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses and ranges of them ({@code 10.0.0.0/8}). A value; safe for any thread.
 *
 * @param ranges the ranges, none or more
 */
record Networks(List<Range> ranges) {

  /** Looks like an address, so that nothing is ever asked of a name server. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int LONGEST_LITERAL = 45;

  Networks {
    ranges = List.copyOf(ranges);
  }

  /** The addresses whose first bits are these. */
  record Range(InetAddress address, int bits) {

    boolean holds(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads a setting that is a list with commas; what is no address goes to the complaints. */
  static Networks parse(String setting, String text, List<String> complaints) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split("[,\\s]+", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      String[] halves = part.split("/", 2);
      Optional<InetAddress> address = address(halves[0]);
      int most = address.map(known -> known.getAddress().length * 8).orElse(0);
      boolean wellFormed = halves.length == 1 || halves[1].matches("[0-9]{1,3}");
      int bits = halves.length == 2 && wellFormed ? Integer.parseInt(halves[1]) : most;
      if (address.isEmpty() || !wellFormed || bits > most) {
        complaints.add(
            setting
                + " holds addresses as 10.1.2.3 or 10.0.0.0/8, not \""
                + part
                + "\"; it is left out");
      } else {
        ranges.add(new Range(address.get(), bits));
      }
    }
    return new Networks(ranges);
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean holds(InetAddress address) {
    for (Range range : ranges) {
      if (range.holds(address)) {
        return true;
      }
    }
    return false;
  }

  /** The address that a text is; empty if it is none. */
  static Optional<InetAddress> address(String text) {
    if (text.length() > LONGEST_LITERAL || !LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is one of the whole net, and so not everybody's. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return !address.isLoopbackAddress()
        && !address.isSiteLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !uniqueLocal
        && !shared;
  }

  /** The net of an address, which many share: its first 24 bits, of IPv6 its first 48. */
  static String net(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 3 : 6);
  }
}
