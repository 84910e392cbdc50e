package io.github.senda.journey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The journeys of a block side by side, without their touches, and these where they are asked for:
 * whoever passes over journeys unpacks none of theirs. Reads one block after the other into the
 * same arrays. For one thread.
 */
final class BlockColumns {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BlockContent block;
  private int journeys;
  private long[] starts = new long[0];
  private int[] lengths = new int[0];
  private int[] attributes = new int[0];
  private long[] visitors = new long[0];

  private Map<Long, Long> canonical = Map.of();
  private boolean hasStarts;
  private boolean hasAttributes;
  private boolean hasVisitors;

  private int[] dictionary = new int[0];
  private boolean isByteCodes;
  private NumberColumn codes;
  private int codeAt;
  private NumberColumn pauses;

  /** The journey that was gone to; behind it is whatever has been read, or need not be. */
  private int journey = -1;

  private boolean isBehind = true;

  /** What has to be passed over before the next is read. */
  private int touchesBehind;

  private int pausesBehind;

  /** Goes to a block, before its first journey. */
  void open(BlockContent content, Map<Long, Long> canonical) {
    block = content;
    journeys = content.journeys;
    makeRoom();
    byte[] bytes = content.bytes;
    hasStarts = false;
    hasAttributes = false;
    new NumberColumn(bytes, content.lengthsAt).fill(lengths, journeys);
    this.canonical = canonical;
    hasVisitors = false;
    new NumberColumn(bytes, content.dictionaryAt).fill(dictionary, content.signs);
    isByteCodes = content.signs <= BlockContent.BYTE_CODES;
    codeAt = content.codesAt;
    if (!isByteCodes) {
      codes = new NumberColumn(bytes, content.codesAt);
    }
    pauses = new NumberColumn(bytes, content.pausesAt);
    touchesBehind = 0;
    pausesBehind = 0;
    journey = -1;
    isBehind = true;
  }

  private void makeRoom() {
    if (journeys > starts.length) {
      starts = new long[journeys];
      lengths = new int[journeys];
      attributes = new int[journeys];
    }
    if (block.visitorsAt >= 0 && journeys > visitors.length) {
      visitors = new long[starts.length];
    }
    if (block.signs > dictionary.length) {
      dictionary = new int[Math.max(BlockContent.BYTE_CODES, block.signs)];
    }
  }

  private void readStarts() {
    hasStarts = true;
    new NumberColumn(block.bytes, block.startsAt).fill(starts, journeys, 1);
    long start = block.header.key().firstStart();
    for (int j = 0; j < journeys; j++) {
      start += ByteScan.unzigzag(starts[j]) * block.startTick;
      starts[j] = start;
    }
  }

  private void readVisitors() {
    hasVisitors = true;
    byte[] bytes = block.bytes;
    int at = block.visitorsAt + ((journeys + 7) >>> 3);
    for (int j = 0; j < journeys; j++) {
      visitors[j] = 0;
      if ((bytes[block.visitorsAt + (j >>> 3)] >>> (j & 7) & 1) != 0) {
        visitors[j] = (long) WORDS.get(bytes, at);
        at += Long.BYTES;
      }
    }
    if (!canonical.isEmpty()) {
      for (int j = 0; j < journeys; j++) {
        visitors[j] = visitors[j] == 0 ? 0 : canonical.getOrDefault(visitors[j], visitors[j]);
      }
    }
  }

  int journeys() {
    return journeys;
  }

  /** When a journey began, in microseconds. */
  long start(int journey) {
    if (!hasStarts) {
      readStarts();
    }
    return starts[journey];
  }

  /** How many touches a journey has. */
  int length(int journey) {
    return lengths[journey];
  }

  int attributes(int journey) {
    if (!hasAttributes) {
      hasAttributes = true;
      new NumberColumn(block.bytes, block.attributesAt).fill(attributes, journeys);
    }
    return attributes[journey];
  }

  /** Whose it is; 0 for nobody known. */
  long visitor(int journey) {
    if (block.visitorsAt < 0) {
      return 0;
    }
    if (!hasVisitors) {
      readVisitors();
    }
    return visitors[journey];
  }

  /** How many distinct signs touches of the block have. */
  int signs() {
    return block.signs;
  }

  /** The sign of each code. */
  int[] dictionary() {
    return dictionary;
  }

  /** The journey that was gone to. */
  int journey() {
    return journey;
  }

  /** Goes to the next journey; false if there is none. */
  boolean step() {
    if (journey + 1 >= journeys) {
      return false;
    }
    if (!isBehind) {
      touchesBehind += lengths[journey];
      pausesBehind += lengths[journey] - 1;
    }
    isBehind = false;
    journey++;
    return true;
  }

  private void catchUp() {
    isBehind = true;
    if (touchesBehind > 0) {
      codeAt += touchesBehind;
      if (!isByteCodes) {
        codes.skip(touchesBehind);
      }
      pauses.skip(pausesBehind);
      touchesBehind = 0;
      pausesBehind = 0;
    }
  }

  /**
   * The touches of this journey; once at most.
   *
   * @param signs filled with their signs
   * @param micros filled with their times
   */
  void read(int[] signs, long[] micros) {
    catchUp();
    int length = lengths[journey];
    readCodes(dictionary, signs, length);
    micros[0] = start(journey);
    pauses.fillSums(micros, length, block.tick);
  }

  /**
   * Goes on over journeys that stand side by side and began in a period, the last of which is gone
   * to; false if none is left.
   *
   * @param meanings the touchpoint number of each code
   */
  boolean read(long from, long to, int[] meanings, JourneyColumns into) {
    while (step()) {
      if (start(journey) < from || starts[journey] >= to) {
        continue;
      }
      catchUp();
      int first = journey;
      into.add(lengths[journey]);
      while (journey + 1 < journeys
          && starts[journey + 1] >= from
          && starts[journey + 1] < to
          && into.hasRoom(lengths[journey + 1])) {
        into.add(lengths[++journey]);
      }
      readCodes(meanings, into.touchpoints(), into.touches());
      pauses.fill(into.pauses(), into.touches() - (journey + 1 - first), block.tick);
      return true;
    }
    return false;
  }

  private void readCodes(int[] meanings, int[] into, int count) {
    if (isByteCodes) {
      byte[] bytes = block.bytes;
      int from = codeAt;
      for (int i = 0; i < count; i++) {
        into[i] = meanings[bytes[from + i] & 0xff];
      }
      codeAt = from + count;
    } else {
      codes.fill(into, count);
      for (int i = 0; i < count; i++) {
        into[i] = meanings[into[i]];
      }
    }
  }
}
