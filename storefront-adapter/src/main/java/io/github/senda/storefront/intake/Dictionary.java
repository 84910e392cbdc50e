package io.github.senda.storefront.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts as bytes, each with a number from 0 in the order in which they first came: a hash table by
 * open addressing that makes no object for a text that it knows. For one thread.
 */
final class Dictionary {

  private byte[] pool = new byte[1 << 16];
  private int[] ends = new int[1024];
  private int size;
  // The upper half of a place is the text's hash, the lower half its number plus one; 0 is free.
  private long[] places = new long[4096];

  /** The number of the text that stands in {@code from} (inclusive) to {@code to} (exclusive). */
  int number(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    hash *= 0x9e3779b9;
    hash ^= hash >>> 15;
    int mask = places.length - 1;
    int at = hash & mask;
    while (places[at] != 0) {
      long place = places[at];
      if ((int) (place >>> 32) == hash) {
        int number = (int) place - 1;
        if (Arrays.equals(pool, start(number), ends[number], bytes, from, to)) {
          return number;
        }
      }
      at = (at + 1) & mask;
    }
    append(bytes, from, to);
    places[at] = ((long) hash << 32) | size;
    if (size * 2 > places.length) {
      grow();
    }
    return size - 1;
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private void append(byte[] bytes, int from, int to) {
    int start = start(size);
    int end = Math.addExact(start, to - from);
    if (end > pool.length) {
      pool = Arrays.copyOf(pool, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, start * 2L)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    System.arraycopy(bytes, from, pool, start, to - from);
    ends[size++] = end;
  }

  private void grow() {
    long[] old = places;
    places = new long[old.length * 4];
    int mask = places.length - 1;
    for (long place : old) {
      if (place != 0) {
        int at = (int) (place >>> 32) & mask;
        while (places[at] != 0) {
          at = (at + 1) & mask;
        }
        places[at] = place;
      }
    }
  }

  int size() {
    return size;
  }

  /** All texts by their number. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(size);
    for (int number = 0; number < size; number++) {
      texts.add(text(number));
    }
    return texts;
  }

  /** The text of a number. */
  String text(int number) {
    return text(pool, start(number), ends[number]);
  }

  /** Bytes as a text: UTF-8 where they are that, else Latin-1, which old shops still write. */
  static String text(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      byte[] back = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(back, 0, back.length, bytes, from, to)) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }
}
