package io.github.senda.storefront.servlet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front of a shop whose word on a visitor's address is taken. A value; safe for any
 * thread.
 *
 * @param networks where they are
 */
record TrustedProxies(Networks networks) {

  /** Reads a list with commas; what is no address goes to the complaints. */
  static TrustedProxies parse(String text, List<String> complaints) {
    return new TrustedProxies(Networks.parse("senda.trusted-proxies", text, complaints));
  }

  /**
   * The net that tells visitors apart: of the peer's address, or of what trusted proxies say of it;
   * empty if it is private, since then it may be everybody's. The rest of the address is gone here.
   *
   * @param peer the address that the request came from
   * @param forwarded the values of {@code X-Forwarded-For}, first to last
   */
  Optional<String> visitor(String peer, List<String> forwarded) {
    return origin(peer, forwarded).filter(Networks::isPublic).map(Networks::net);
  }

  /**
   * Where a request came from, be it a private address; empty if that is only a proxy's that is not
   * trusted.
   */
  Optional<InetAddress> origin(String peer, List<String> forwarded) {
    Optional<InetAddress> address = Networks.address(peer);
    List<String> hops = new ArrayList<>();
    forwarded.forEach(value -> hops.addAll(List.of(value.split(",", -1))));
    int hop = hops.size() - 1;
    while (hop >= 0 && address.filter(networks::holds).isPresent()) {
      address = Networks.address(hops.get(hop--).strip());
    }
    boolean saysMore = hop >= 0;
    return address.filter(known -> !saysMore || Networks.isPublic(known));
  }
}
