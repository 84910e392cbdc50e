package io.github.senda.journey;

import java.util.Arrays;

/** Bytes that grow: numbers are LEB128 varints, signed ones in zigzag. For one thread. */
final class ByteSink {

  private byte[] bytes;
  private int length;

  ByteSink(int capacity) {
    this.bytes = new byte[capacity];
  }

  ByteSink raw(int value) {
    makeRoom(1);
    bytes[length++] = (byte) value;
    return this;
  }

  ByteSink raw(ByteSink other) {
    makeRoom(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
    return this;
  }

  /** The lowest bytes of a number, the lowest first. */
  ByteSink lowest(long value, int count) {
    makeRoom(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >>> (i << 3));
    }
    return this;
  }

  ByteSink unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      raw((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    return raw((int) rest);
  }

  ByteSink signed(long value) {
    return unsigned(zigzag(value));
  }

  /** Eight bytes, the highest first. */
  ByteSink eightBytes(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      raw((int) (value >>> shift));
    }
    return this;
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2 + more);
    }
  }

  int length() {
    return length;
  }

  byte[] array() {
    return bytes;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** A signed number as one that is small where its distance from 0 is. */
  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }
}
