package io.github.senda.journey;

/** Reads what a {@link ByteSink} wrote. For one thread. */
final class ByteScan {

  final byte[] bytes;
  int at;

  ByteScan(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  long unsigned() {
    long b = bytes[at++];
    if (b >= 0) {
      return b;
    }
    long value = b & 0x7f;
    for (int shift = 7; ; shift += 7) {
      b = bytes[at++];
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  long signed() {
    return unzigzag(unsigned());
  }

  long eightBytes() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }

  /** The place of a section that begins with its length, and on behind it. */
  int section() {
    int length = (int) unsigned();
    int from = at;
    at += length;
    return from;
  }

  static long unzigzag(long zigzag) {
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }
}
