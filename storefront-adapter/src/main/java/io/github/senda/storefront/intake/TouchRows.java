package io.github.senda.storefront.intake;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.Sessionizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Touches as rows of three numbers in the order in which they came: whose it is, what it is, when.
 * They become journeys by a counting sort, 16 bytes a row and 4 more while they do. For one thread.
 */
final class TouchRows {

  private static final int JOURNEYS_IN_A_BLOCK = 4096;
  private static final int TOUCHES_IN_A_BLOCK = 1 << 17;
  private static final int SHORT_RUN = 12;

  private int[] owners = new int[1 << 14];
  private int[] signs = new int[1 << 14];
  private long[] micros = new long[1 << 14];
  private int[] sets = new int[0];
  private int size;

  void add(int owner, int sign, long time) {
    if (size == owners.length) {
      int capacity = Math.addExact(size, size);
      owners = Arrays.copyOf(owners, capacity);
      signs = Arrays.copyOf(signs, capacity);
      micros = Arrays.copyOf(micros, capacity);
    }
    owners[size] = owner;
    signs[size] = sign;
    micros[size++] = time;
  }

  /** Says what the row of the last touch has of attributes, as {@link CsvAttributes} gives it. */
  void describe(int set) {
    if (sets.length < owners.length) {
      sets = Arrays.copyOf(sets, owners.length);
    }
    sets[size - 1] = set;
  }

  int size() {
    return size;
  }

  /** As the one below, with nothing known beside the touches. */
  List<JourneyBlock> blocks(int ownerCount, Optional<Sessionizer> cut) {
    return blocks(ownerCount, cut, CsvAttributes.none());
  }

  /**
   * The journeys: one an owner, or an owner's visits where they are to be cut. Within an owner the
   * touches go by time; of two at the same time the one that came first goes first. An owner whose
   * touches are cut is a visitor who is known again from visit to visit.
   *
   * @param ownerCount one more than the largest owner
   * @param attributes what rows were described by
   */
  List<JourneyBlock> blocks(int ownerCount, Optional<Sessionizer> cut, CsvAttributes attributes) {
    int[] ends = new int[ownerCount];
    for (int row = 0; row < size; row++) {
      ends[owners[row]]++;
    }
    for (int owner = 0, end = 0; owner < ownerCount; owner++) {
      int length = ends[owner];
      ends[owner] = end;
      end += length;
    }
    int[] rows = new int[size];
    for (int row = 0; row < size; row++) {
      rows[ends[owners[row]]++] = row;
    }
    Packer packer = new Packer(cut, attributes);
    for (int owner = 0, start = 0; owner < ownerCount; start = ends[owner++]) {
      sortByTime(rows, start, ends[owner]);
      packer.add(rows, start, ends[owner]);
    }
    return packer.blocks();
  }

  /** Sorts in place and stable: nothing to do where it is sorted, else runs and then merges. */
  private void sortByTime(int[] rows, int from, int to) {
    int sorted = from + 1;
    while (sorted < to && micros[rows[sorted - 1]] <= micros[rows[sorted]]) {
      sorted++;
    }
    if (sorted >= to) {
      return;
    }
    for (int run = from; run < to; run += SHORT_RUN) {
      insert(rows, run, Math.min(run + SHORT_RUN, to));
    }
    int[] merged = new int[to - from > SHORT_RUN ? to - from : 0];
    for (long length = SHORT_RUN; length < to - from; length *= 2) {
      for (long run = from; run + length < to; run += length * 2) {
        int middle = (int) (run + length);
        merge(rows, (int) run, middle, (int) Math.min(middle + length, to), merged);
      }
    }
  }

  private void insert(int[] rows, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int at = i;
      while (at > from && micros[rows[at - 1]] > micros[row]) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }

  private void merge(int[] rows, int from, int middle, int to, int[] left) {
    int lefts = middle - from;
    System.arraycopy(rows, from, left, 0, lefts);
    int right = middle;
    int at = from;
    for (int next = 0; next < lefts; at++) {
      boolean takeRight = right < to && micros[rows[right]] < micros[left[next]];
      rows[at] = takeRight ? rows[right++] : left[next++];
    }
  }

  /** Fills blocks with journeys. */
  private final class Packer {
    private final List<JourneyBlock> blocks = new ArrayList<>();
    private final Optional<Sessionizer> cut;
    private JourneyBlock.Builder builder = JourneyBlock.builder();
    private int[] touches = new int[64];
    private long[] times = new long[64];
    private final CsvAttributes attributes;
    private int[] described = new int[64];

    Packer(Optional<Sessionizer> cut, CsvAttributes attributes) {
      this.cut = cut;
      this.attributes = attributes;
    }

    void add(int[] rows, int from, int to) {
      int length = to - from;
      if (length > touches.length) {
        touches = new int[length * 2];
        times = new long[length * 2];
        described = new int[length * 2];
      }
      for (int i = 0; i < length; i++) {
        touches[i] = signs[rows[from + i]];
        times[i] = micros[rows[from + i]];
      }
      for (int i = 0; i < length && !attributes.isEmpty(); i++) {
        described[i] = sets[rows[from + i]];
      }
      int owner = length == 0 ? 0 : owners[rows[from]];
      int start = 0;
      if (cut.isPresent()) {
        Sessionizer sessionizer = cut.get();
        for (int i = 1; i < length; i++) {
          if (sessionizer.cuts(times[i - 1], times[i])) {
            add(start, i, owner);
            start = i;
          }
        }
      }
      if (start < length) {
        add(start, length, owner);
      }
    }

    private void add(int start, int end, int owner) {
      int set = attributes.isEmpty() ? 0 : attributes.of(i -> described[start + i], end - start);
      builder.add(touches, times, start, end, set);
      if (cut.isPresent()) {
        builder.by(owner + 1L);
      }
      if (builder.journeys() >= JOURNEYS_IN_A_BLOCK || builder.touches() >= TOUCHES_IN_A_BLOCK) {
        blocks.add(builder.build());
        builder = JourneyBlock.builder();
      }
    }

    List<JourneyBlock> blocks() {
      if (builder.journeys() > 0) {
        blocks.add(builder.build());
      }
      return blocks;
    }
  }
}
