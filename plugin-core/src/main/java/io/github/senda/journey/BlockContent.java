package io.github.senda.journey;

import java.util.zip.CRC32C;

/**
 * The bytes of a block that were found whole, and where in them is what. Immutable; safe for any
 * thread. What is where is told at {@link JourneyBlock}.
 */
final class BlockContent {

  static final int VERSION = 4;

  /** Up to so many distinct signs a touch is one byte; else the touches are a column. */
  static final int BYTE_CODES = 256;

  private static final int OPEN = 1;
  private static final int FACTS = 2;
  private static final int VISITORS = 4;
  private static final int CHECKSUM_LENGTH = 4;

  /** With the checksum it is what must follow behind the last column. */
  private static final int PADDING = 4;

  final byte[] bytes;
  final BlockHeader header;
  final long tick;
  final long startTick;
  final int journeys;
  final int touches;

  /** Where the facts are; negative if there are none. */
  final int factsAt;

  /** Where the visitors are; negative if there are none. */
  final int visitorsAt;

  final int dictionaryAt;
  final int signs;
  final int codesAt;
  final int startsAt;
  final int lengthsAt;
  final int attributesAt;
  final int pausesAt;

  private BlockContent(byte[] bytes) {
    this.bytes = bytes;
    this.header = header(bytes);
    this.journeys = header.key().journeys();
    this.touches = (int) header.key().touches();
    ByteScan scan = behindHeader(bytes);
    this.factsAt = (bytes[3] & FACTS) != 0 ? scan.section() : -1;
    this.tick = new ByteScan(bytes, 4).unsigned();
    this.visitorsAt = header.hasVisitors() ? scan.section() : -1;
    this.startTick = scan.unsigned();
    this.startsAt = scan.section();
    this.lengthsAt = scan.section();
    this.attributesAt = scan.section();
    this.signs = (int) scan.unsigned();
    this.dictionaryAt = scan.section();
    this.codesAt = scan.section();
    this.pausesAt = scan.section();
    if (scan.at != bytes.length - CHECKSUM_LENGTH - PADDING) {
      throw new IllegalArgumentException(
          "a damaged journey block: it ends at " + scan.at + " of " + bytes.length + " bytes");
    }
  }

  /** What a block's first bytes and its checksum tell, of any version. */
  private static BlockHeader header(byte[] bytes) {
    ByteScan scan = new ByteScan(bytes, 4);
    scan.unsigned();
    JourneyBlock.Key key =
        new JourneyBlock.Key(
            said(bytes),
            bytes.length,
            (int) scan.unsigned(),
            scan.unsigned(),
            scan.signed(),
            scan.signed());
    int factBytes = (bytes[3] & FACTS) != 0 ? (int) scan.unsigned() : 0;
    return new BlockHeader(key, (bytes[3] & OPEN) != 0, (bytes[3] & VISITORS) != 0, factBytes);
  }

  /** Before the facts and their length. */
  static ByteScan behindHeader(byte[] bytes) {
    ByteScan scan = new ByteScan(bytes, 4);
    for (int i = 0; i < 5; i++) {
      scan.unsigned();
    }
    return scan;
  }

  static boolean hasFacts(byte[] bytes) {
    return (bytes[3] & FACTS) != 0;
  }

  /** What is known of a block of any version by its bytes as they are. */
  static BlockHeader headerOf(byte[] bytes) {
    check(bytes);
    return header(bytes);
  }

  /** The content of a block of any version; an older one is packed anew. */
  static BlockContent parse(byte[] bytes) {
    check(bytes);
    return unpacked(bytes);
  }

  /** As the one above, of bytes that must be those of a header. */
  static BlockContent parse(BlockHeader header, byte[] bytes) {
    check(bytes);
    if (!header(bytes).equals(header)) {
      throw new IllegalArgumentException(
          "another journey block than was asked for: " + header(bytes) + ", not " + header);
    }
    return unpacked(bytes);
  }

  private static BlockContent unpacked(byte[] bytes) {
    try {
      return bytes[2] < VERSION ? OldBlock.repacked(bytes, header(bytes)) : new BlockContent(bytes);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "a damaged journey block: " + bytes.length + " bytes that say they are more", e);
    }
  }

  private static void check(byte[] bytes) {
    if (bytes.length < 4 + CHECKSUM_LENGTH || bytes[0] != 'S' || bytes[1] != 'J') {
      throw new IllegalArgumentException("not a journey block: " + bytes.length + " bytes");
    }
    if (bytes[2] < OldBlock.OLDEST_VERSION || bytes[2] > VERSION) {
      throw new IllegalArgumentException(
          "a journey block of version " + bytes[2] + ", which this Senda does not know");
    }
    int found = checksum(bytes, bytes.length - CHECKSUM_LENGTH);
    if (found != said(bytes)) {
      throw new IllegalArgumentException(
          "a damaged journey block: its checksum is " + found + ", not " + said(bytes));
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private static int said(byte[] bytes) {
    int said = 0;
    for (int i = bytes.length - CHECKSUM_LENGTH; i < bytes.length; i++) {
      said = (said << 8) | (bytes[i] & 0xff);
    }
    return said;
  }

  /** The first four bytes of a block of this version. */
  static void begin(ByteSink sink, boolean open, boolean facts, boolean visitors) {
    sink.raw('S').raw('J').raw(VERSION);
    sink.raw((open ? OPEN : 0) | (facts ? FACTS : 0) | (visitors ? VISITORS : 0));
  }

  /** The content that was written, with the end that it has to have. */
  static BlockContent end(ByteSink sink) {
    for (int i = 0; i < PADDING; i++) {
      sink.raw(0);
    }
    int sum = checksum(sink.array(), sink.length());
    for (int shift = 24; shift >= 0; shift -= 8) {
      sink.raw(sum >>> shift);
    }
    return new BlockContent(sink.toBytes());
  }
}
