package io.github.senda.storefront.intake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A log as a stream of plain bytes, gunzipped where its content says so. */
final class LogSource {

  /** The checksum and the length at the end of a member of gzip. */
  private static final int TRAILER = 8;

  private LogSource() {}

  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BadInput(file + " is a folder; give one log file");
    }
    if (!Files.exists(file)) {
      throw new BadInput(file + ": there is no such file");
    }
    try {
      return Files.newInputStream(file);
    } catch (AccessDeniedException e) {
      throw new BadInput(file + " may not be read: its permissions do not allow it", e);
    }
  }

  /** The stream itself, or what is in it if it is gzip; several members are read as one. */
  static InputStream plain(InputStream stream) throws IOException {
    Peeking peeking = new Peeking(stream);
    int first = peeking.read();
    int second = first < 0 ? -1 : peeking.read();
    if (second >= 0) {
      peeking.unread(second);
    }
    if (first >= 0) {
      peeking.unread(first);
    }
    return first == 0x1f && second == 0x8b ? new WholeGzip(peeking) : peeking;
  }

  /** What to say of a stream that fails. */
  static BadInput failed(String name, IOException e) {
    if (e instanceof EOFException) {
      return new BadInput(
          name + " ends in the middle of its gzip data: it was cut short; fetch it again", e);
    }
    if (e instanceof ZipException) {
      return new BadInput(name + " holds damaged gzip data; fetch it again", e);
    }
    return new BadInput(name + " cannot be read: " + e.getMessage(), e);
  }

  /**
   * Minds what stands behind the last member: GZIPInputStream passes over whatever is no member,
   * and a member whose head was cut off or damaged would be missing with nobody told. Zeros, which
   * tapes and block devices fill up with, are no harm.
   */
  private static final class WholeGzip extends GZIPInputStream {
    WholeGzip(InputStream in) throws IOException {
      super(in, 1 << 16);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (read < 0) {
        for (int i = len - inf.getRemaining() + TRAILER; i < len; i++) {
          mind(buf[i]);
        }
        for (int next = in.read(); next >= 0; next = in.read()) {
          mind(next);
        }
      }
      return read;
    }

    private static void mind(int behind) throws ZipException {
      if (behind != 0) {
        throw new ZipException("what stands behind the last member is none");
      }
    }
  }

  /**
   * Knows of a pipe whether more is coming: GZIPInputStream takes a pipe with nothing in it just
   * now for one that has ended, and would leave out all members but the first.
   */
  private static final class Peeking extends PushbackInputStream {
    Peeking(InputStream stream) {
      super(stream, 2);
    }

    @Override
    public int available() throws IOException {
      int available = super.available();
      if (available > 0) {
        return available;
      }
      int next = read();
      if (next < 0) {
        return 0;
      }
      unread(next);
      return 1;
    }
  }
}
