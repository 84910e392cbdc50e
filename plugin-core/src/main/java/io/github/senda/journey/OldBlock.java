package io.github.senda.journey;

/**
 * Reads blocks of the versions before columns, which stores in the field still hold, and packs them
 * anew. Version 1 had no facts, versions 1 and 2 no visitors.
 *
 * <p>Their bytes: the header and the facts as they are now; each journey that has a visitor as its
 * distance from the one before that has, and 8 bytes, and at the end a 0; then each journey as its
 * start less the one before, its number of touches, the number of its attributes, its touches, and
 * its pauses in ticks. Numbers are LEB128 varints, signed ones in zigzag.
 */
final class OldBlock {

  static final int OLDEST_VERSION = 1;

  private OldBlock() {}

  static BlockContent repacked(byte[] bytes, BlockHeader header) {
    long tick = new ByteScan(bytes, 4).unsigned();
    ByteScan scan = BlockContent.behindHeader(bytes);
    BlockFacts facts = new BlockFacts(bytes, BlockContent.hasFacts(bytes) ? scan.section() : -1);
    ByteScan visitors = new ByteScan(bytes, header.hasVisitors() ? scan.section() : scan.at);
    int untilVisitor = header.hasVisitors() ? (int) visitors.unsigned() : 0;
    JourneyBlock.Builder builder =
        header.open() ? JourneyBlock.openBuilder() : JourneyBlock.builder();
    int[] signs = new int[64];
    long[] micros = new long[64];
    long start = 0;
    for (int j = 0; j < header.key().journeys(); j++) {
      start += scan.signed();
      int length = (int) scan.unsigned();
      int attributes = (int) scan.unsigned();
      if (length > signs.length) {
        signs = new int[length * 2];
        micros = new long[length * 2];
      }
      for (int i = 0; i < length; i++) {
        signs[i] = (int) scan.unsigned();
      }
      micros[0] = start;
      for (int i = 1; i < length; i++) {
        micros[i] = micros[i - 1] + scan.unsigned() * tick;
      }
      builder.add(signs, micros, 0, length, attributes);
      facts.next(length);
      for (int i = 0; facts.any() && i < length; i++) {
        builder.know(i, facts.orders()[i], facts.cart(i), facts.value(i));
      }
      if (--untilVisitor == 0) {
        builder.by(visitors.eightBytes());
        untilVisitor = (int) visitors.unsigned();
      }
    }
    return builder.content();
  }
}
