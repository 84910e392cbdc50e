package io.github.senda.storefront.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream seen through a window that moves on: {@code bytes} from {@code from} up to {@code to}
 * are there and not yet taken. At {@code to} always stands a line feed that is not the stream's, so
 * that a scan for the end of a line needs no other check. For one thread.
 */
final class ByteWindow {

  private static final int FIRST_CAPACITY = 1 << 18;
  private static final int LARGEST_CAPACITY = 1 << 26;

  private final InputStream stream;
  private final int largest;

  byte[] bytes;
  int from;
  int to;

  /** Whether the stream has nothing more behind {@code to}. */
  boolean ended;

  ByteWindow(InputStream stream) {
    this(stream, FIRST_CAPACITY);
  }

  ByteWindow(InputStream stream, int capacity) {
    this(stream, capacity, LARGEST_CAPACITY);
  }

  /** A window that never holds a line of more than half of so many bytes. */
  ByteWindow(InputStream stream, int capacity, int largest) {
    this.stream = stream;
    this.largest = largest;
    this.bytes = new byte[capacity];
    bytes[0] = '\n';
  }

  /**
   * Brings more bytes behind those not yet taken. These move to the front, so a place in {@code
   * bytes} is another one afterwards.
   *
   * @return false if nothing came: the stream has ended, or the window is as large as may be
   */
  boolean more() throws IOException {
    if (ended || isFull()) {
      return false;
    }
    int kept = to - from;
    if (kept > bytes.length / 2) {
      bytes = Arrays.copyOfRange(bytes, from, from + bytes.length * 2);
    } else {
      System.arraycopy(bytes, from, bytes, 0, kept);
    }
    from = 0;
    to = kept;
    int read = stream.read(bytes, to, bytes.length - 1 - to);
    if (read < 0) {
      ended = true;
    } else {
      to += read;
    }
    bytes[to] = '\n';
    return read > 0;
  }

  /** Whether what is not yet taken is as much as a window can hold. */
  boolean isFull() {
    return to - from > largest / 2;
  }

  /** Brings so many bytes, or all there are. */
  void atLeast(int wanted) throws IOException {
    while (to - from < wanted && !ended && !isFull()) {
      more();
    }
  }

  /** Goes to the beginning of the next line, whatever stands in this one. */
  void skipLine() throws IOException {
    while (true) {
      while (bytes[from] != '\n' && bytes[from] != '\r') {
        from++;
      }
      if (from < to) {
        break;
      }
      if (ended) {
        return;
      }
      more();
    }
    if (bytes[from] == '\r' && from + 1 == to && !ended) {
      more();
    }
    from += bytes[from] == '\r' && from + 1 < to && bytes[from + 1] == '\n' ? 2 : 1;
  }
}
