package io.github.senda.storefront.servlet;

import io.github.senda.storefront.channel.Devices;
import io.github.senda.storefront.channel.Hosts;
import io.github.senda.storefront.channel.OriginReader;
import io.github.senda.touch.Attributes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What of a request says how its visit came in, as attributes: the device with every touch, where
 * the visitor came from with a page that was not asked for by one of the shop's own. The first
 * touch of a visit that says so decides ({@link Attributes#then}).
 *
 * <p>Nothing is said where a visitor comes back from where shops send them: payment and sign-in
 * services, and, of one who was here before, any host to which this shop has redirected somebody.
 * Of a referrer only the host is looked at. Safe for any thread.
 */
final class Landing {

  static final int MOST_EXITS = 200;

  private static final Attributes SIMULATED = Attributes.of("visitor", "simulated");

  private final Devices devices = new Devices();
  private final OriginReader origins;
  private final Set<String> ownHosts;
  private final Set<String> exits = ConcurrentHashMap.newKeySet();
  private final Map<Attributes, Attributes> simulatedOnes = new ConcurrentHashMap<>();

  Landing(Set<String> ownHosts, Clock clock) {
    this.ownHosts = Set.copyOf(ownHosts);
    this.origins = new OriginReader(clock);
  }

  /**
   * What is known of a visit by one of its requests.
   *
   * @param page whether a page is asked for
   * @param known whether the visitor was here before
   */
  Attributes attributes(
      HttpServletRequest request,
      boolean page,
      boolean known,
      String query,
      String userAgent,
      boolean simulated) {
    Devices.Seen device = devices.of(userAgent);
    Attributes all = simulated ? simulated(device.attributes()) : device.attributes();
    if (!page || "same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
      return all;
    }
    Optional<Attributes> origin = origin(request, known, query, device.app());
    return origin.isPresent() ? all.then(origin.get()) : all;
  }

  private Attributes simulated(Attributes device) {
    return simulatedOnes.computeIfAbsent(device, SIMULATED::then);
  }

  private Optional<Attributes> origin(
      HttpServletRequest request, boolean known, String query, Optional<String> app) {
    String referrer = request.getHeader("Referer");
    String host = referrer == null ? "" : Hosts.of(referrer);
    if (!host.isEmpty()
        && (isOwn(request, host)
            || Hosts.isReturn(host)
            || (known && exits.contains(Hosts.name(host))))) {
      // Nor do its tags count: a shop's own links have some, and what a bank sends back as well.
      return Optional.empty();
    }
    String from = host.isEmpty() ? app.orElse("") : host;
    return query.isEmpty() && from.isEmpty() ? Optional.empty() : origins.read(query, from);
  }

  private boolean isOwn(HttpServletRequest request, String host) {
    return isOwn(request.getHeader("Host"), host)
        || "same-site".equals(request.getHeader("Sec-Fetch-Site"))
        || isOwn(request.getHeader("X-Forwarded-Host"), host)
        || Hosts.isAmong(ownHosts, host);
  }

  /** A visitor who forges the name of a proxy's host only says less of himself. */
  private static boolean isOwn(String asked, String host) {
    if (asked == null) {
      return false;
    }
    int comma = asked.indexOf(',');
    String first = comma < 0 ? asked : asked.substring(0, comma);
    return Hosts.areRelated(Hosts.plain(first.strip()), host);
  }

  /** The shop has sent somebody to another host, as a redirect's target {@code //host}. */
  void leaves(String target) {
    String name = Hosts.name(Hosts.plain(target.substring(2)));
    if (exits.size() < MOST_EXITS) {
      exits.add(name);
    }
  }
}
