package io.github.senda.journey;

import java.util.List;

/** Packs journeys into the bytes that {@link JourneyBlock} describes. For one thread. */
final class BlockWriter {

  private final int journeys;
  private final int[] lengths;
  private final long[] micros;
  private final int touches;
  private final long[] numbers;

  private BlockWriter(int journeys, int[] lengths, long[] micros, int touches) {
    this.journeys = journeys;
    this.lengths = lengths;
    this.micros = micros;
    this.touches = touches;
    this.numbers = new long[Math.max(journeys, touches)];
  }

  static BlockContent content(
      boolean open,
      int journeys,
      int[] lengths,
      int[] attributes,
      int[] signs,
      long[] micros,
      int touches,
      List<BlockFacts.Fact> facts,
      long[] visitors) {
    BlockWriter writer = new BlockWriter(journeys, lengths, micros, touches);
    long first = journeys == 0 ? 0 : Long.MAX_VALUE;
    long last = journeys == 0 ? 0 : Long.MIN_VALUE;
    for (int j = 0, at = 0; j < journeys; at += lengths[j++]) {
      first = Math.min(first, micros[at]);
      last = Math.max(last, micros[at]);
    }
    ByteSink sink = new ByteSink(64 + journeys * 8 + touches * 4);
    BlockContent.begin(sink, open, !facts.isEmpty(), visitors.length > 0);
    long tick = writer.pauses();
    sink.unsigned(tick).unsigned(journeys).unsigned(touches).signed(first).signed(last);
    if (!facts.isEmpty()) {
      section(sink, BlockFacts.section(facts, lengths, journeys));
    }
    if (visitors.length > 0) {
      section(sink, writer.visitors(visitors));
    }
    long startTick = writer.starts(first);
    sink.unsigned(startTick);
    writer.column(sink, journeys);
    writer.integers(sink, lengths, journeys);
    writer.integers(sink, attributes, journeys);
    writer.touches(sink, signs);
    writer.pauses();
    writer.column(sink, touches - journeys);
    return BlockContent.end(sink);
  }

  private static void section(ByteSink sink, ByteSink section) {
    sink.unsigned(section.length()).raw(section);
  }

  private void column(ByteSink sink, int count) {
    ByteSink column = new ByteSink(16 + count * 3);
    NumberColumn.write(column, numbers, count);
    section(sink, column);
  }

  private void integers(ByteSink sink, int[] values, int count) {
    for (int i = 0; i < count; i++) {
      numbers[i] = values[i];
    }
    column(sink, count);
  }

  private ByteSink visitors(long[] visitors) {
    ByteSink sink = new ByteSink(journeys * 9);
    for (int j = 0; j < journeys; j += Byte.SIZE) {
      int eight = 0;
      for (int k = j; k < Math.min(j + Byte.SIZE, Math.min(journeys, visitors.length)); k++) {
        eight |= visitors[k] == 0 ? 0 : 1 << (k - j);
      }
      sink.raw(eight);
    }
    for (int j = 0; j < Math.min(journeys, visitors.length); j++) {
      if (visitors[j] != 0) {
        sink.lowest(visitors[j], Long.BYTES);
      }
    }
    return sink;
  }

  private void touches(ByteSink sink, int[] signs) {
    SignCodes codes = new SignCodes(signs, touches);
    long[] dictionary = codes.inOrder();
    ByteSink column = new ByteSink(16 + dictionary.length * 3);
    NumberColumn.write(column, dictionary, dictionary.length);
    section(sink.unsigned(dictionary.length), column);
    if (dictionary.length > BlockContent.BYTE_CODES) {
      for (int i = 0; i < touches; i++) {
        numbers[i] = codes.code(signs[i]);
      }
      column(sink, touches);
    } else {
      sink.unsigned(touches);
      for (int i = 0; i < touches; i++) {
        sink.raw(codes.code(signs[i]));
      }
    }
  }

  /** Takes the starts as numbers, each less the one before; gives their tick. */
  private long starts(long first) {
    long before = first;
    for (int j = 0, at = 0; j < journeys; at += lengths[j++]) {
      numbers[j] = micros[at] - before;
      before = micros[at];
    }
    long tick = inTicks(journeys);
    for (int j = 0; j < journeys; j++) {
      numbers[j] = ByteSink.zigzag(numbers[j]);
    }
    return tick;
  }

  /** Takes the pauses as numbers; gives their tick. */
  private long pauses() {
    int pause = 0;
    for (int j = 0, at = 0; j < journeys; at += lengths[j++]) {
      for (int i = at + 1; i < at + lengths[j]; i++) {
        numbers[pause++] = micros[i] - micros[i - 1];
      }
    }
    return inTicks(pause);
  }

  /** Divides numbers by the coarsest tick in which all are whole, and gives that. */
  private long inTicks(int count) {
    long tick = 1_000_000;
    for (int i = 0; i < count && tick > 1; i++) {
      while (numbers[i] % tick != 0) {
        tick /= 1000;
      }
    }
    for (int i = 0; i < count; i++) {
      numbers[i] /= tick;
    }
    return tick;
  }
}
