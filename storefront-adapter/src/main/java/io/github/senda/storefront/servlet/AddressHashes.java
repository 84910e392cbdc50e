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
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows visitors again who keep no cookie, by a salted hash of address and browser. A hash stands
 * for a visitor only until a request shows that the cookie is kept; from then on whoever comes
 * without one from behind the same address is somebody else.
 *
 * <p>The salt is random, in memory only, and another every day; the one of the day before is kept
 * for visits across midnight. Bounded; safe for any thread.
 */
final class AddressHashes {

  private static final int MOST = 10_000;
  private static final int SALT_BYTES = 32;

  /** Half of an HMAC-SHA-256: enough to tell visitors apart, and no more is kept. */
  private record Hash(long high, long low) {}

  private record Unconfirmed(VisitorId visitor, long lastSeen) {}

  private final Clock clock;
  private final long memory;
  private final SecureRandom random;
  private final Map<Hash, Unconfirmed> byHash = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<VisitorId, Hash> byVisitor = new HashMap<>();
  private long day = Long.MIN_VALUE;
  private List<byte[]> salts = List.of();

  /**
   * @param memory how long a visitor may be silent and is still known
   */
  AddressHashes(Clock clock, Duration memory, SecureRandom random) {
    this.clock = clock;
    this.memory = memory.toMillis();
    this.random = random;
  }

  /** The visitor behind an address and browser whose cookie has not come back yet. */
  synchronized Optional<VisitorId> find(String address, String userAgent) {
    long now = clock.millis();
    for (byte[] salt : saltsAt(now)) {
      Hash hash = hash(salt, address, userAgent);
      Unconfirmed found = byHash.get(hash);
      if (found != null && now - found.lastSeen() <= memory) {
        byHash.put(hash, new Unconfirmed(found.visitor(), now));
        return Optional.of(found.visitor());
      }
    }
    return Optional.empty();
  }

  /** Remembers a new visitor until the cookie comes back. */
  synchronized void remember(String address, String userAgent, VisitorId visitor) {
    long now = clock.millis();
    Hash hash = hash(saltsAt(now).get(0), address, userAgent);
    Unconfirmed before = byHash.put(hash, new Unconfirmed(visitor, now));
    if (before != null) {
      byVisitor.remove(before.visitor());
    }
    byVisitor.put(visitor, hash);
    if (byHash.size() > MOST) {
      Iterator<Unconfirmed> eldest = byHash.values().iterator();
      byVisitor.remove(eldest.next().visitor());
      eldest.remove();
    }
  }

  /** A cookie came back: its visitor's hash stands for nobody any more. */
  synchronized void confirm(VisitorId visitor) {
    Hash hash = byVisitor.remove(visitor);
    if (hash != null) {
      byHash.remove(hash);
    }
  }

  synchronized int size() {
    return byHash.size();
  }

  /** Today's salt, then yesterday's if there was one. */
  private List<byte[]> saltsAt(long now) {
    long today = Math.floorDiv(now, Duration.ofDays(1).toMillis());
    if (today > day) {
      byte[] salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      List<byte[]> kept = new ArrayList<>();
      kept.add(salt);
      if (today == day + 1) {
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
