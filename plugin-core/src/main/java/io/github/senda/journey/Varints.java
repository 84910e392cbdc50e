package io.github.senda.journey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes over numbers of several bytes each without reading them. */
final class Varints {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Varints() {}

  /**
   * The place behind so many numbers, of each of which the last byte alone has no highest bit:
   * counted eight bytes at a time.
   */
  static int skip(byte[] bytes, int from, int count) {
    int at = from;
    int left = count;
    int lastWord = bytes.length - Long.BYTES;
    while (left >= Long.BYTES && at <= lastWord) {
      left -= Long.bitCount(~(long) WORDS.get(bytes, at) & 0x8080808080808080L);
      at += Long.BYTES;
    }
    while (left > 0) {
      left -= bytes[at++] >= 0 ? 1 : 0;
    }
    return at;
  }
}
