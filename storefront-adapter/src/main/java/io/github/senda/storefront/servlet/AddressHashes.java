package io.github.senda.storefront.servlet;

import io.github.senda.touch.VisitorId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows visitors again who keep no cookie, by a salted hash of address and browser. Many people may
 * have the same, so a hash is a place where several may stand: those whose cookie has not come back
 * yet. Whoever comes from one of the shop's own pages and brings no cookie refuses them, and is the
 * one who was on that page. Whoever comes from elsewhere is taken for somebody new, unless the one
 * who refuses cookies there is alone there, or was sent away by the shop, as to a bank.
 *
 * <p>The salt is random, in memory only, and another every day; the one before is kept for visits
 * across midnight, and so for 48 hours at most: whoever keeps one calls {@link #age} now and then,
 * also where no request comes. Bounded; safe for any thread.
 */
final class AddressHashes {

  /** Where a request says that it came from. */
  enum From {
    /** One of the shop's own pages. */
    HERE,
    /** Another site, or an address that somebody typed. */
    ELSEWHERE,
    /** It does not say, as of old browsers and of those that hide it. */
    UNSAID
  }

  private static final int MOST = 10_000;
  private static final int MOST_AT_ONE_PLACE = 16;
  private static final int SALT_BYTES = 32;
  private static final int PAGES = 8;

  /** Half of an HMAC-SHA-256: enough to tell visitors apart, and no more is kept. */
  private record Hash(long high, long low) {}

  /** Those with one address and browser whose cookie has not come back, and when one's last did. */
  private static final class Place {
    private final List<Known> known = new ArrayList<>();
    private Optional<Long> lastKept = Optional.empty();
  }

  private static final class Known {
    private final VisitorId visitor;
    private final int[] pages = new int[PAGES];
    private int page;
    private long lastSeen;
    private boolean refuses;
    private boolean away;

    Known(VisitorId visitor, long now) {
      this.visitor = visitor;
      this.lastSeen = now;
    }

    void on(String address) {
      page = (page + 1) % PAGES;
      pages[page] = address.hashCode();
    }

    /** 2 for whoever is on that page, 1 for whoever was a moment ago. */
    int wasOn(String address) {
      int hash = address.hashCode();
      for (int seen : pages) {
        if (seen == hash) {
          return pages[page] == hash ? 2 : 1;
        }
      }
      return 0;
    }
  }

  private final Clock clock;
  private final long memory;
  private final SecureRandom random;
  private final Map<Hash, Place> places = new LinkedHashMap<>(16, 0.75f, true);

  /** Read without the lock for every request that brings a cookie. */
  private final Map<VisitorId, Hash> byVisitor = new ConcurrentHashMap<>();

  private volatile long day = Long.MIN_VALUE;
  private List<byte[]> salts = List.of();

  /**
   * @param memory how long a visitor may be silent and is still known
   */
  AddressHashes(Clock clock, Duration memory, SecureRandom random) {
    this.clock = clock;
    this.memory = memory.toMillis();
    this.random = random;
  }

  /**
   * The visitor who sends a request without a cookie, if it is one who did before.
   *
   * @param page the path and query of the page that it came from, where it says so
   */
  synchronized Optional<VisitorId> find(
      String address, String userAgent, From from, Optional<String> page) {
    long now = clock.millis();
    List<Known> here = new ArrayList<>();
    boolean shared = false;
    for (byte[] salt : saltsAt(now)) {
      Place place = places.get(hash(salt, address, userAgent));
      if (place != null) {
        place.known.stream().filter(known -> isFresh(known.lastSeen, now)).forEach(here::add);
        shared |= place.lastKept.filter(kept -> isFresh(kept, now)).isPresent();
      }
    }
    Optional<Known> found = from == From.HERE ? onPage(here, page) : alone(here, from, shared);
    found.ifPresent(
        known -> {
          known.lastSeen = now;
          known.refuses = true;
          known.away = false;
        });
    return found.map(known -> known.visitor);
  }

  private boolean isFresh(long time, long now) {
    return now - time <= memory;
  }

  /** Of several, whoever is on the page; else who is known to refuse; else who came last. */
  private static Optional<Known> onPage(List<Known> here, Optional<String> page) {
    Known best = null;
    int bestScore = -1;
    for (Known known : here) {
      int score = page.map(known::wasOn).orElse(0) * 2 + (known.refuses ? 1 : 0);
      if (score > bestScore || (score == bestScore && known.lastSeen >= best.lastSeen)) {
        best = known;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<Known> alone(List<Known> here, From from, boolean shared) {
    List<Known> refusing = here.stream().filter(known -> known.refuses).toList();
    if (refusing.size() == 1 && (refusing.get(0).away || !shared)) {
      return Optional.of(refusing.get(0));
    }
    return from == From.UNSAID && here.size() == 1 && !shared
        ? Optional.of(here.get(0))
        : Optional.empty();
  }

  /** Remembers a new visitor until the cookie comes back. */
  synchronized void remember(String address, String userAgent, VisitorId visitor) {
    long now = clock.millis();
    Hash hash = hash(saltsAt(now).get(0), address, userAgent);
    Place place = places.computeIfAbsent(hash, any -> new Place());
    place.known.removeIf(known -> !isFresh(known.lastSeen, now) && forget(known));
    if (place.known.size() == MOST_AT_ONE_PLACE) {
      forget(place.known.remove(leastMissed(place.known)));
    }
    place.known.add(new Known(visitor, now));
    byVisitor.put(visitor, hash);
    Iterator<Place> eldest = places.values().iterator();
    while (byVisitor.size() > MOST || places.size() > MOST) {
      eldest.next().known.forEach(this::forget);
      eldest.remove();
    }
  }

  /** The first who is not known to refuse cookies, and so will be known by one or has gone. */
  private static int leastMissed(List<Known> known) {
    for (int i = 0; i < known.size(); i++) {
      if (!known.get(i).refuses) {
        return i;
      }
    }
    return 0;
  }

  private boolean forget(Known known) {
    byVisitor.remove(known.visitor);
    return true;
  }

  /** A visitor without a cookie looks at a page. */
  synchronized void on(VisitorId visitor, String address) {
    known(visitor).ifPresent(known -> known.on(address));
  }

  /** The shop sends a visitor elsewhere: whoever comes back without a cookie may be that one. */
  void leaves(VisitorId visitor) {
    if (byVisitor.containsKey(visitor)) {
      synchronized (this) {
        known(visitor).ifPresent(known -> known.away = true);
      }
    }
  }

  private Optional<Known> known(VisitorId visitor) {
    Hash hash = byVisitor.get(visitor);
    Place place = hash == null ? null : places.get(hash);
    return place == null
        ? Optional.empty()
        : place.known.stream().filter(known -> known.visitor.equals(visitor)).findFirst();
  }

  /** A cookie came back: its visitor is known by it from now on. */
  void confirm(VisitorId visitor) {
    if (byVisitor.containsKey(visitor)) {
      synchronized (this) {
        Hash hash = byVisitor.remove(visitor);
        Place place = hash == null ? null : places.get(hash);
        if (place != null) {
          place.known.removeIf(known -> known.visitor.equals(visitor));
          place.lastKept = Optional.of(clock.millis());
        }
      }
    }
  }

  /** Drops the salts that are too old: nearly always one look at the clock. */
  void age() {
    if (day != Long.MIN_VALUE && day != dayOf(clock.millis())) {
      synchronized (this) {
        saltsAt(clock.millis());
      }
    }
  }

  private static long dayOf(long millis) {
    return Math.floorDiv(millis, Duration.ofDays(1).toMillis());
  }

  /** How many salts are kept. */
  synchronized int salts() {
    return salts.size();
  }

  /** How many visitors are remembered. */
  int size() {
    return byVisitor.size();
  }

  /** Today's salt, then the one before, unless it is older than yesterday's. */
  private List<byte[]> saltsAt(long now) {
    long today = dayOf(now);
    if (today != day) {
      byte[] salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      List<byte[]> kept = new ArrayList<>();
      kept.add(salt);
      // A clock that was set back is no reason to cut the visits that are under way.
      if (!salts.isEmpty() && today <= day + 1) {
        kept.add(salts.get(0));
      }
      salts = List.copyOf(kept);
      day = today;
    }
    return salts;
  }

  private static Hash hash(byte[] salt, String address, String userAgent) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      byte[] text = (address + "\n" + userAgent).getBytes(StandardCharsets.UTF_8);
      ByteBuffer bytes = ByteBuffer.wrap(mac.doFinal(text));
      return new Hash(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
