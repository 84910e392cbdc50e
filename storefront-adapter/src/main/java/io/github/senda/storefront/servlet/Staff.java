package io.github.senda.storefront.servlet;

import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the shop's own people from its visitors: by an address, by a role of the shop's own
 * sign-in. Whoever was seen in a role is known by the cookie until the shop starts again, as the
 * role is not seen of every request. Bounded; safe for any thread.
 */
final class Staff {

  private static final int MOST = 1_000;

  private final List<String> roles;
  private volatile boolean any;
  private final Networks addresses;
  private final Set<VisitorId> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<VisitorId, Boolean> eldest) {
              return size() > MOST;
            }
          });

  Staff(List<String> roles, Networks addresses) {
    this.roles = List.copyOf(roles);
    this.addresses = addresses;
  }

  boolean hasAddresses() {
    return !addresses.isEmpty();
  }

  Networks addresses() {
    return addresses;
  }

  /** Whether a request's user is in one of the roles, as far as this request object knows. */
  boolean isInRole(HttpServletRequest request) {
    if (roles.isEmpty()) {
      return false;
    }
    try {
      for (String role : roles) {
        if (request.isUserInRole(role)) {
          return true;
        }
      }
    } catch (RuntimeException e) {
      // A host may have forgotten by the end of the request who sent it.
      return false;
    }
    return false;
  }

  void remember(VisitorId visitor) {
    synchronized (seen) {
      seen.add(visitor);
    }
    any = true;
  }

  boolean knows(VisitorId visitor) {
    if (!any) {
      return false;
    }
    synchronized (seen) {
      return seen.contains(visitor);
    }
  }
}
