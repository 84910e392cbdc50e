package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Every distinct way through the shop, with how many journeys took it: exact, over ended journeys.
 * The order is by journeys, most first, then by names. Immutable; safe for any thread.
 */
public final class Variants {

  private final List<Touchpoint> names;
  private final int[] rankByName;
  private final Table table;
  private final int[] members;
  private final long journeys;

  Variants(List<Touchpoint> names, Table table) {
    this(names, table, IntStream.range(0, table.size).toArray());
  }

  private Variants(List<Touchpoint> names, Table table, int[] members) {
    this.names = names;
    this.table = table;
    this.members = members;
    this.journeys = journeysBelow(Long.MAX_VALUE);
    Integer[] byName = new Integer[names.size()];
    Arrays.setAll(byName, i -> i);
    Arrays.sort(byName, Comparator.comparing(names::get));
    this.rankByName = new int[byName.length];
    for (int rank = 0; rank < byName.length; rank++) {
      rankByName[byName[rank]] = rank;
    }
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

  /** Those of these variants that touch a touchpoint, or those that do not. */
  public Variants through(Touchpoint touchpoint, boolean touched) {
    int number = names.indexOf(touchpoint);
    return new Variants(
        names,
        table,
        Arrays.stream(members)
            .filter(variant -> table.touches(variant, number) == touched)
            .toArray());
  }

  /** How many distinct variants there are. */
  public int distinct() {
    return members.length;
  }

  /** How many variants fewer journeys took than these. */
  public int distinctBelow(long enough) {
    return (int) Arrays.stream(members).filter(v -> table.counts[v] < enough).count();
  }

  /** How many journeys took the variants that fewer journeys took than these. */
  public long journeysBelow(long enough) {
    return Arrays.stream(members).mapToLong(v -> table.counts[v]).filter(n -> n < enough).sum();
  }

  /** How many journeys all variants have together. */
  public long journeys() {
    return journeys;
  }

  /** How many journeys took exactly this way. */
  public long journeys(List<Touchpoint> way) {
    int[] numbers = way.stream().mapToInt(names::indexOf).toArray();
    for (int variant : members) {
      if (table.is(variant, numbers)) {
        return table.counts[variant];
      }
    }
    return 0;
  }

  /** The first {@code most} variants in order, fewer if there are not as many. */
  public List<Variant> top(int most) {
    if (most <= 0) {
      return List.of();
    }
    Comparator<Integer> inOrder =
        (one, other) -> {
          int byJourneys = Long.compare(table.counts[other], table.counts[one]);
          return byJourneys != 0 ? byJourneys : table.compare(one, other, rankByName);
        };
    // The last of the best so far stands at the head: most variants are turned away there.
    PriorityQueue<Integer> best = new PriorityQueue<>(inOrder.reversed());
    for (int variant : members) {
      if (best.size() < most) {
        best.add(variant);
      } else if (inOrder.compare(variant, best.peek()) < 0) {
        best.poll();
        best.add(variant);
      }
    }
    List<Variant> top = new ArrayList<>();
    best.stream()
        .sorted(inOrder)
        .forEach(
            variant ->
                top.add(
                    new Variant(
                        table.sequence(variant).stream().map(names::get).toList(),
                        table.counts[variant])));
    return List.copyOf(top);
  }

  /** Sequences by hash, each kept once, its numbers as varints in one array of bytes. */
  static final class Table {
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

    /** Compares two sequences by the rank of their numbers; a beginning comes before the whole. */
    int compare(int one, int other, int[] ranks) {
      int mine = starts[one];
      int theirs = starts[other];
      while (mine < ends[one] && theirs < ends[other]) {
        int myNumber = number(mine);
        int theirNumber = number(theirs);
        if (myNumber != theirNumber) {
          return Integer.compare(ranks[myNumber], ranks[theirNumber]);
        }
        mine += width(mine);
        theirs += width(theirs);
      }
      return Boolean.compare(mine < ends[one], theirs < ends[other]);
    }

    boolean is(int variant, int[] numbers) {
      int at = starts[variant];
      for (int number : numbers) {
        if (at == ends[variant] || number(at) != number) {
          return false;
        }
        at += width(at);
      }
      return at == ends[variant];
    }

    private int number(int at) {
      int number = pool[at] & 0x7f;
      int shift = 7;
      for (int i = at; pool[i] < 0; shift += 7) {
        number |= (pool[++i] & 0x7f) << shift;
      }
      return number;
    }

    private int width(int at) {
      int end = at;
      while (pool[end] < 0) {
        end++;
      }
      return end + 1 - at;
    }

    boolean touches(int variant, int number) {
      for (int at = starts[variant]; at < ends[variant]; at += width(at)) {
        if (number(at) == number) {
          return true;
        }
      }
      return false;
    }

    List<Integer> sequence(int variant) {
      List<Integer> sequence = new ArrayList<>();
      for (int at = starts[variant]; at < ends[variant]; at += width(at)) {
        sequence.add(number(at));
      }
      return sequence;
    }
  }
}
