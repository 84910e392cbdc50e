package io.github.senda.storefront.channel;

import io.github.senda.touch.Attributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells devices and browsers by their user agents. What a user agent said is remembered by a hash
 * of it that is another in each process, so that asking again costs next to nothing; the user agent
 * itself is kept nowhere. Bounded; without a lock, since an entry never changes and a lost one
 * costs only its working out. Safe for any thread.
 */
public final class Devices {

  /** More kinds of browsers at a time than a shop has; a power of two. */
  private static final int PLACES = 1_024;

  private static final long ODD = 0x9E3779B97F4A7C15L;

  private record Entry(long hash, Seen seen) {}

  /**
   * What is known of whoever sends a user agent.
   *
   * @param attributes device and browser; the same object for all that are alike
   * @param app the app whose own browser it is, as a source
   */
  public record Seen(Attributes attributes, Optional<String> app) {}

  private final Entry[] entries = new Entry[PLACES];
  private final Map<Device, Seen> seen = new ConcurrentHashMap<>();
  private final long seed = ThreadLocalRandom.current().nextLong();

  /** What a user agent says; one that is empty says nothing. */
  public Seen of(String userAgent) {
    long hash = hash(userAgent);
    int place = (int) (hash >>> 54);
    Entry entry = entries[place];
    if (entry != null && entry.hash == hash) {
      return entry.seen;
    }
    Seen found =
        seen.computeIfAbsent(
            Device.of(userAgent), device -> new Seen(device.attributes(), device.app()));
    entries[place] = new Entry(hash, found);
    return found;
  }

  /** Four characters at a time, since a processor does so much at once. */
  private long hash(String text) {
    int length = text.length();
    long one = seed;
    long two = length;
    int at = 0;
    for (; at + 3 < length; at += 4) {
      long four =
          (long) text.charAt(at) << 48
              | (long) text.charAt(at + 1) << 32
              | (long) text.charAt(at + 2) << 16
              | text.charAt(at + 3);
      one = Long.rotateLeft((one ^ four) * ODD, 29);
    }
    for (; at < length; at++) {
      two = two * 31 + text.charAt(at);
    }
    long mixed = (one ^ two * ODD) * ODD;
    return (mixed ^ mixed >>> 32) * ODD;
  }
}
