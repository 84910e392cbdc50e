package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Collects journeys and packs them into the bytes that {@link JourneyBlock} describes; what it is
 * given is described at {@link JourneyBlock.Builder}. For one thread.
 */
final class BlockWriter {

  private final boolean open;
  private int[] lengths = new int[64];
  private int[] attributes = new int[64];
  private int[] signs = new int[512];
  private long[] micros = new long[512];
  private int journeys;
  private int touches;
  private final List<BlockFacts.Fact> facts = new ArrayList<>();
  private long[] visitors = new long[0];

  /** What is to be written next. */
  private long[] numbers = new long[0];

  BlockWriter(boolean open) {
    this.open = open;
  }

  void add(int[] newSigns, long[] newMicros, int from, int to, int attributesNumber) {
    int length = to - from;
    if (length < 1) {
      throw new IllegalArgumentException("a journey has at least one touch");
    }
    for (int i = from + 1; i < to; i++) {
      if (newMicros[i] < newMicros[i - 1]) {
        throw new IllegalArgumentException("the times of a journey never go back");
      }
    }
    if (touches + length > signs.length) {
      int capacity = Math.max(touches + length, signs.length * 2);
      signs = Arrays.copyOf(signs, capacity);
      micros = Arrays.copyOf(micros, capacity);
    }
    if (journeys == lengths.length) {
      lengths = Arrays.copyOf(lengths, journeys * 2);
      attributes = Arrays.copyOf(attributes, journeys * 2);
    }
    System.arraycopy(newSigns, from, signs, touches, length);
    System.arraycopy(newMicros, from, micros, touches, length);
    touches += length;
    lengths[journeys] = length;
    attributes[journeys++] = attributesNumber;
  }

  void by(long visitor) {
    if (visitor != 0) {
      if (visitors.length < journeys) {
        visitors = Arrays.copyOf(visitors, lengths.length);
      }
      visitors[journeys - 1] = visitor;
    }
  }

  void know(int touch, int order, long cart, Optional<Money> value) {
    int start = journeys == 0 ? 0 : touches - lengths[journeys - 1];
    int place = start + touch;
    boolean late = !facts.isEmpty() && facts.get(facts.size() - 1).place() >= place;
    if (touch < 0 || place >= touches || late) {
      throw new IllegalArgumentException(
          "touch " + touch + " is none of the last journey, or not the next one");
    }
    if (order != 0 || cart != 0 || value.isPresent()) {
      facts.add(new BlockFacts.Fact(place, order, cart, value));
    }
  }

  int journeys() {
    return journeys;
  }

  int touches() {
    return touches;
  }

  BlockContent content() {
    numbers = new long[touches];
    long first = journeys == 0 ? 0 : Long.MAX_VALUE;
    long last = journeys == 0 ? 0 : Long.MIN_VALUE;
    for (int j = 0, at = 0; j < journeys; at += lengths[j++]) {
      first = Math.min(first, micros[at]);
      last = Math.max(last, micros[at]);
    }
    ByteSink sink = new ByteSink(64 + journeys * 8 + touches * 4);
    BlockContent.begin(sink, open, !facts.isEmpty(), visitors.length > 0);
    long tick = readPauses();
    sink.unsigned(tick).unsigned(journeys).unsigned(touches).signed(first).signed(last);
    if (!facts.isEmpty()) {
      section(sink, BlockFacts.section(facts, lengths, journeys));
    }
    if (visitors.length > 0) {
      section(sink, visitors());
    }
    sink.unsigned(readStarts(first));
    column(sink, journeys);
    integers(sink, lengths, journeys);
    integers(sink, attributes, journeys);
    writeTouches(sink);
    readPauses();
    column(sink, touches - journeys);
    numbers = new long[0];
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

  private ByteSink visitors() {
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
        sink.eightBytes(visitors[j]);
      }
    }
    return sink;
  }

  private void writeTouches(ByteSink sink) {
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
  private long readStarts(long first) {
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
  private long readPauses() {
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
