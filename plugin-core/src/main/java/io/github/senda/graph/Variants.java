package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Every distinct way through the shop, with how many journeys took it: exact, over ended journeys.
 * The order is by journeys, most first, then by names. Immutable; safe for any thread.
 */
public final class Variants {

  private static final Comparator<List<Touchpoint>> BY_NAMES =
      (one, other) -> {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
          int byName = one.get(i).compareTo(other.get(i));
          if (byName != 0) {
            return byName;
          }
        }
        return Integer.compare(one.size(), other.size());
      };

  private final List<Touchpoint> names;
  private final Table table;
  private final Integer[] byJourneys;
  private final long journeys;

  private Variants(List<Touchpoint> names, Table table) {
    this.names = names;
    this.table = table;
    this.byJourneys = new Integer[table.size];
    Arrays.setAll(byJourneys, i -> i);
    this.journeys = Arrays.stream(table.counts, 0, table.size).sum();
    Arrays.sort(
        byJourneys,
        Comparator.<Integer>comparingLong(i -> -table.counts[i])
            .thenComparing(this::touchpoints, BY_NAMES));
  }

  /** The variants of a log's ended journeys. */
  public static Variants of(JourneyLog log, Meaning meaning) {
    Table table = new Table();
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      if (!reader.active()) {
        table.add(reader.touchpoints(), reader.length());
      }
    }
    return new Variants(meaning.touchpoints(), table);
  }

  private List<Touchpoint> touchpoints(int variant) {
    return table.sequence(variant).stream().map(names::get).toList();
  }

  /** How many distinct variants there are. */
  public int distinct() {
    return table.size;
  }

  /** How many journeys all variants have together. */
  public long journeys() {
    return journeys;
  }

  /** The first {@code most} variants in order, fewer if there are not as many. */
  public List<Variant> top(int most) {
    List<Variant> top = new ArrayList<>();
    for (int i = 0; i < Math.min(most, table.size); i++) {
      top.add(new Variant(touchpoints(byJourneys[i]), table.counts[byJourneys[i]]));
    }
    return List.copyOf(top);
  }

  /** Sequences by hash, each kept once, its numbers as varints in one array of bytes. */
  private static final class Table {
    private byte[] pool = new byte[4096];
    private int used;
    private int[] places = new int[1024];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] hashes = new int[256];
    private long[] counts = new long[256];
    private int size;

    Table() {
      Arrays.fill(places, -1);
    }

    void add(int[] touchpoints, int length) {
      // Written at the end of the pool first, and left there only if it is new.
      if (used + length * 5 > pool.length) {
        pool = Arrays.copyOf(pool, Math.max(pool.length * 2, used + length * 5));
      }
      int end = used;
      int hash = length;
      for (int i = 0; i < length; i++) {
        int number = touchpoints[i];
        hash = (hash ^ number) * 0x01000193;
        while (number > 0x7f) {
          pool[end++] = (byte) (number | 0x80);
          number >>>= 7;
        }
        pool[end++] = (byte) number;
      }
      hash ^= hash >>> 15;
      int mask = places.length - 1;
      int at = hash & mask;
      while (places[at] >= 0) {
        int variant = places[at];
        if (hashes[variant] == hash
            && Arrays.equals(pool, starts[variant], ends[variant], pool, used, end)) {
          counts[variant]++;
          return;
        }
        at = (at + 1) & mask;
      }
      places[at] = size;
      append(used, end, hash);
      used = end;
      if (size * 2 > places.length) {
        rehash();
      }
    }

    private void append(int start, int end, int hash) {
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
        hashes = Arrays.copyOf(hashes, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
      }
      starts[size] = start;
      ends[size] = end;
      hashes[size] = hash;
      counts[size++] = 1;
    }

    private void rehash() {
      places = new int[places.length * 2];
      Arrays.fill(places, -1);
      int mask = places.length - 1;
      for (int variant = 0; variant < size; variant++) {
        int at = hashes[variant] & mask;
        while (places[at] >= 0) {
          at = (at + 1) & mask;
        }
        places[at] = variant;
      }
    }

    List<Integer> sequence(int variant) {
      List<Integer> sequence = new ArrayList<>();
      for (int at = starts[variant]; at < ends[variant]; ) {
        int number = pool[at] & 0x7f;
        int shift = 7;
        while (pool[at++] < 0) {
          number |= (pool[at] & 0x7f) << shift;
          shift += 7;
        }
        sequence.add(number);
      }
      return sequence;
    }
  }
}
