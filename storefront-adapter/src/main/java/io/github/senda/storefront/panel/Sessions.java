package io.github.senda.storefront.panel;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is signed in to the panel: random ids of 128 bits, in memory only, the longest unused given
 * up first where there are too many. Safe for any thread.
 */
final class Sessions {

  private static final int MOST = 200;
  private static final Duration UNUSED = Duration.ofHours(2);
  private static final Duration LONGEST = Duration.ofHours(12);

  private record Session(Instant begun, Instant used) {}

  private final Map<String, Session> byId = new LinkedHashMap<>(16, 0.75f, true);
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /** Begins a session. */
  synchronized String begin() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    String text = HexFormat.of().formatHex(id);
    byId.values().removeIf(this::isOver);
    if (byId.size() >= MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    byId.put(text, new Session(clock.instant(), clock.instant()));
    return text;
  }

  /** Whether a session is there and not over; it is used by being asked for. */
  synchronized boolean isOpen(String id) {
    Session session = byId.get(id);
    if (session == null) {
      return false;
    }
    if (isOver(session)) {
      byId.remove(id);
      return false;
    }
    byId.put(id, new Session(session.begun(), clock.instant()));
    return true;
  }

  /** Ends a session, if there is one. */
  synchronized void end(String id) {
    byId.remove(id);
  }

  synchronized int size() {
    return byId.size();
  }

  private boolean isOver(Session session) {
    Instant now = clock.instant();
    return now.isAfter(session.used().plus(UNUSED)) || now.isAfter(session.begun().plus(LONGEST));
  }
}
