package io.github.senda.graph;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Unit;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Graphs of logs that have most of their blocks in common, as a shop's of today and of a minute
 * ago, or of this month and the last: what each block adds is kept, and so is what groups of blocks
 * add, since graphs add. A graph is then a sum of few parts, and only blocks that are new, still
 * open or partly outside the period are read.
 *
 * <p>{@link #graph} gives exactly what {@link JourneyGraph#of} gives. A part is known by its
 * blocks' content, so a block that was written again, merged or let go of takes its part with it;
 * nothing is ever subtracted. Parts are of the touchpoints before any were merged, so another zoom
 * needs no reading either. Memory is bounded; what was not asked for longest goes first. Safe for
 * any thread, one at a time.
 */
public final class KeptGraphs implements SimpleGraph.Graphs {

  /** Meanings that are kept at a time: today's, and the one before or one being tried. */
  private static final int MOST_MEANINGS = 2;

  /** Bytes that a part takes beside its own. */
  private static final int OVERHEAD = 300;

  private record Kept(GraphPart part, Optional<Passers> passers) {
    long bytes() {
      return (long) OVERHEAD + part.bytes() + passers.map(Passers::bytes).orElse(0);
    }
  }

  /**
   * What is kept as long as nobody needs its memory more; how much that was is still known then.
   */
  private record Soft(SoftReference<Kept> kept, long bytes) {}

  /** What is kept under one meaning, the latest asked for at the end. */
  private static final class Shelf {
    private final Meaning meaning;
    private final Map<List<JourneyBlock.Key>, Soft> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final CountFold folding;

    Shelf(Meaning meaning) {
      this.meaning = meaning;
      this.folding = new CountFold(meaning.touchpoints());
    }
  }

  private final long mostBytes;
  private final Deque<Shelf> shelves = new ArrayDeque<>();
  private long bytes;

  private KeptGraphs(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Keeps parts in a quarter of the heap at most; a hundred million touches take some 150 MB. They
   * go before the heap is full.
   */
  public static KeptGraphs standard() {
    return ofBytes(Runtime.getRuntime().maxMemory() / 4);
  }

  /** Keeps parts of so many bytes at most. */
  public static KeptGraphs ofBytes(long most) {
    return new KeptGraphs(most);
  }

  /** About how many bytes the parts take that are kept now. */
  public synchronized long bytes() {
    return bytes;
  }

  @Override
  public JourneyGraph graph(JourneyLog log, Meaning meaning) {
    Optional<int[]> shown = shown(log, meaning);
    return shown.isEmpty() ? JourneyGraph.of(log, meaning) : sum(log, meaning, shown.get()).graph();
  }

  @Override
  public JourneyCounts counts(JourneyLog log, Meaning meaning) {
    // Whether somebody came to a step is told of touchpoints as they are, not of merged ones.
    return shown(log, meaning)
        .filter(as -> IntStream.range(0, as.length).allMatch(i -> as[i] == i))
        .map(as -> sum(log, meaning, as))
        .orElseGet(() -> JourneyCounts.of(log, meaning));
  }

  /** What touchpoints are shown as, where what is kept can tell of a log. */
  private static Optional<int[]> shown(JourneyLog log, Meaning meaning) {
    boolean whole = log.unit() == Unit.VISIT && log.filter().isAll();
    return whole ? meaning.merges() : Optional.empty();
  }

  private synchronized JourneyCounts sum(JourneyLog log, Meaning meaning, int[] shown) {
    long from = log.from().map(JourneyLog::micros).orElse(Long.MIN_VALUE);
    long to = log.to().map(JourneyLog::micros).orElse(Long.MAX_VALUE);
    List<JourneyBlock> sealed = new ArrayList<>();
    List<JourneyBlock> read = new ArrayList<>();
    for (JourneyBlock block : log.blocks()) {
      boolean inside = block.firstStart() >= from && block.lastStart() < to;
      if (block.open() || !inside) {
        read.add(block);
      }
      if (!block.open() && block.journeys() > 0) {
        sealed.add(block);
      }
    }
    Simulated simulated = Simulated.of(log);
    CountFold sum = new CountFold(meaning.touchpoints());
    sum.read(log.over(read), meaning, simulated);
    new Asking(log, shelf(meaning), simulated, BlockTree.of(sealed, from, to), sum, shown).add();
    return sum.counts();
  }

  private Shelf shelf(Meaning meaning) {
    for (Iterator<Shelf> each = shelves.iterator(); each.hasNext(); ) {
      Shelf shelf = each.next();
      if (shelf.meaning.readsAs(meaning)) {
        each.remove();
        shelves.addFirst(shelf);
        return shelf;
      }
    }
    if (shelves.size() == MOST_MEANINGS) {
      shelves.removeLast().kept.values().forEach(soft -> bytes -= soft.bytes());
    }
    Shelf shelf = new Shelf(meaning.plain());
    shelves.addFirst(shelf);
    return shelf;
  }

  private static Optional<Kept> known(Shelf shelf, List<JourneyBlock.Key> key) {
    return Optional.ofNullable(shelf.kept.get(key)).map(soft -> soft.kept().get());
  }

  private void keep(Shelf shelf, List<JourneyBlock.Key> key, Kept kept) {
    Soft before = shelf.kept.put(key, new Soft(new SoftReference<>(kept), kept.bytes()));
    bytes += kept.bytes() - (before == null ? 0 : before.bytes());
    while (bytes > mostBytes) {
      Shelf last = shelves.getLast();
      if (last.kept.isEmpty()) {
        shelves.removeLast();
      } else {
        Iterator<Soft> eldest = last.kept.values().iterator();
        bytes -= eldest.next().bytes();
        eldest.remove();
      }
    }
  }

  /** The parts that one question takes. */
  private final class Asking {
    private final JourneyLog log;
    private final Shelf shelf;
    private final Simulated simulated;
    private final BlockTree tree;
    private final CountFold sum;
    private final int[] shown;
    private final boolean[] merged;

    Asking(
        JourneyLog log,
        Shelf shelf,
        Simulated simulated,
        BlockTree tree,
        CountFold sum,
        int[] shown) {
      this.log = log;
      this.shelf = shelf;
      this.simulated = simulated;
      this.tree = tree;
      this.sum = sum;
      this.shown = shown;
      this.merged = new boolean[shown.length];
    }

    void add() {
      List<int[]> several = several();
      add(tree.top(), 0, tree.size());
      for (int block = 0; block < tree.size() && !several.isEmpty(); block++) {
        if (tree.isInside(block, block + 1)) {
          Passers passers = ofBlock(block).passers().orElseThrow();
          for (int[] touchpoints : several) {
            sum.graph().addPassed(shown[touchpoints[0]], passers.passing(touchpoints));
          }
        }
      }
    }

    /** The touchpoints that are shown as one, for each such; each is marked. */
    private List<int[]> several() {
      Map<Integer, List<Integer>> byShown = new LinkedHashMap<>();
      for (int i = 0; i < shown.length; i++) {
        byShown.computeIfAbsent(shown[i], added -> new ArrayList<>()).add(i);
      }
      List<int[]> several = new ArrayList<>();
      byShown.forEach(
          (number, touchpoints) -> {
            if (touchpoints.size() > 1) {
              merged[number] = true;
              several.add(touchpoints.stream().mapToInt(Integer::intValue).toArray());
            }
          });
      return several;
    }

    private void add(int level, int start, int end) {
      if (tree.isInside(start, end) && tree.touches(start, end) <= GraphFold.MOST_TOUCHES) {
        GraphPart part = part(level, start, end).part();
        sum.makeRoom(part.touches());
        part.addTo(sum, shown, merged);
      } else if (tree.isAnyInside(start, end)) {
        for (int at = start; at < end; ) {
          int next = tree.endOfGroup(level - 1, at, end);
          add(level - 1, at, next);
          at = next;
        }
      }
    }

    private Kept part(int level, int start, int end) {
      if (end - start == 1) {
        return ofBlock(start);
      }
      int first = tree.endOfGroup(level - 1, start, end);
      if (first == end) {
        return part(level - 1, start, end);
      }
      List<JourneyBlock.Key> key = tree.keys(start, end);
      Optional<Kept> known = known(shelf, key);
      if (known.isPresent()) {
        return known.get();
      }
      CountFold fold = new CountFold(shelf.meaning.touchpoints());
      int[] same = new int[fold.graph().size()];
      for (int i = 0; i < same.length; i++) {
        same[i] = i;
      }
      for (int at = start; at < end; ) {
        int next = tree.endOfGroup(level - 1, at, end);
        part(level - 1, at, next).part().addTo(fold, same, new boolean[same.length]);
        at = next;
      }
      Kept made = new Kept(GraphPart.of(fold), Optional.empty());
      keep(shelf, key, made);
      return made;
    }

    private Kept ofBlock(int place) {
      List<JourneyBlock.Key> key = tree.keys(place, place + 1);
      Optional<Kept> known = known(shelf, key);
      if (known.isPresent()) {
        return known.get();
      }
      JourneyBlock block = tree.block(place);
      CountFold fold = shelf.folding;
      fold.clear();
      Passers.Builder passers = new Passers.Builder(fold.graph().size(), block.journeys());
      JourneyLog.Reader reader = log.over(List.of(block)).reader(shelf.meaning);
      while (reader.next()) {
        fold.add(reader, simulated);
        passers.add(reader.touchpoints(), reader.length());
      }
      Kept made = new Kept(GraphPart.of(fold), Optional.of(passers.build()));
      keep(shelf, key, made);
      return made;
    }
  }
}
