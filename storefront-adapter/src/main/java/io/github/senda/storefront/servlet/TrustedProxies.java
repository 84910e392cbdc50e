package io.github.senda.storefront.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies in front of a shop whose word on a visitor's address is taken: addresses and networks
 * ({@code 10.0.0.0/8}). A value; safe for any thread.
 *
 * @param networks the networks, each with its address and the number of bits that count
 */
record TrustedProxies(List<Network> networks) {

  /** Looks like an address, so that nothing is ever asked of a name server. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  TrustedProxies {
    networks = List.copyOf(networks);
  }

  /** The addresses whose first bits are these. */
  record Network(InetAddress address, int bits) {

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

  /** Reads a list with commas; what is no address goes to the complaints. */
  static TrustedProxies parse(String text, List<String> complaints) {
    List<Network> networks = new ArrayList<>();
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
            "senda.trusted-proxies holds addresses as 10.1.2.3 or 10.0.0.0/8, not \""
                + part
                + "\"; it is left out");
      } else {
        networks.add(new Network(address.get(), bits));
      }
    }
    return new TrustedProxies(networks);
  }

  /**
   * The address that tells visitors apart: the peer's, or what trusted proxies say of it; empty if
   * it is private, since then it may be everybody's.
   *
   * @param peer the address that the request came from
   * @param forwarded the values of {@code X-Forwarded-For}, first to last
   */
  Optional<String> visitor(String peer, List<String> forwarded) {
    Optional<InetAddress> address = address(peer);
    List<String> hops = new ArrayList<>();
    forwarded.forEach(value -> hops.addAll(List.of(value.split(",", -1))));
    for (int i = hops.size() - 1; i >= 0 && address.filter(this::trusts).isPresent(); i--) {
      address = address(hops.get(i).strip());
    }
    return address.filter(TrustedProxies::isPublic).map(InetAddress::getHostAddress);
  }

  private boolean trusts(InetAddress address) {
    for (Network network : networks) {
      if (network.holds(address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPublic(InetAddress address) {
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

  private static Optional<InetAddress> address(String text) {
    if (text.length() > 45 || !LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
