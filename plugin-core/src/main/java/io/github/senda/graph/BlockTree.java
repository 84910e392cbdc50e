package io.github.senda.graph;

import io.github.senda.journey.JourneyBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sealed blocks in the order of time, in groups of about eight, these in groups of about eight, and
 * so on. Whether a group ends after a block is told by that block's content alone, so a block that
 * comes, goes or changes leaves all groups but its own as they are; called content-defined chunking
 * elsewhere. For one thread.
 */
final class BlockTree {

  private static final int BITS = 3;

  private final List<JourneyBlock> blocks;
  private final JourneyBlock.Key[] keys;

  /** Up to which level a group ends after a block. */
  private final int[] ends;

  /** How many blocks before a place are wholly inside the period; and how many touches. */
  private final int[] insideBefore;

  private final long[] touchesBefore;
  private final int top;

  private BlockTree(List<JourneyBlock> blocks, long from, long to) {
    this.blocks = blocks;
    int size = blocks.size();
    this.keys = new JourneyBlock.Key[size];
    this.ends = new int[size];
    this.insideBefore = new int[size + 1];
    this.touchesBefore = new long[size + 1];
    int highest = 0;
    for (int i = 0; i < size; i++) {
      JourneyBlock block = blocks.get(i);
      keys[i] = block.key();
      // A checksum's low bits are even enough, but not independent of a last byte's.
      long mixed = keys[i].checksum() * 0x9e3779b97f4a7c15L;
      ends[i] = Long.numberOfLeadingZeros(mixed | 1) / BITS;
      highest = Math.max(highest, ends[i]);
      boolean inside = block.firstStart() >= from && block.lastStart() < to;
      insideBefore[i + 1] = insideBefore[i] + (inside ? 1 : 0);
      touchesBefore[i + 1] = touchesBefore[i] + block.touches();
    }
    this.top = highest + 1;
  }

  /** A tree of blocks, told which of them a period holds whole. */
  static BlockTree of(List<JourneyBlock> blocks, long from, long to) {
    List<JourneyBlock> sorted = new ArrayList<>(blocks);
    sorted.sort(
        Comparator.comparingLong(JourneyBlock::firstStart)
            .thenComparingLong(JourneyBlock::lastStart));
    return new BlockTree(sorted, from, to);
  }

  int size() {
    return blocks.size();
  }

  /** The level of the group of all. */
  int top() {
    return top;
  }

  JourneyBlock block(int place) {
    return blocks.get(place);
  }

  /** By what the blocks from a place to before another are known. */
  List<JourneyBlock.Key> keys(int start, int end) {
    return List.copyOf(Arrays.asList(keys).subList(start, end));
  }

  /** Where the group of a level ends that begins at a place, at {@code end} at last. */
  int endOfGroup(int level, int start, int end) {
    int at = start;
    while (at < end - 1 && ends[at] < level) {
      at++;
    }
    return at + 1;
  }

  /** Whether all of some blocks, at least one, are wholly inside the period. */
  boolean isInside(int start, int end) {
    return end > start && insideBefore[end] - insideBefore[start] == end - start;
  }

  boolean isAnyInside(int start, int end) {
    return insideBefore[end] > insideBefore[start];
  }

  long touches(int start, int end) {
    return touchesBefore[end] - touchesBefore[start];
  }
}
