package io.github.senda.storefront.beacon;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * A file for the shop's pages, in memory, packed once and as it stands. Its tag says which one it
 * is, so a browser that has it is told so in a few bytes. Safe for any thread.
 */
final class BeaconFile {

  private static final int HOUR_SECONDS = 60 * 60;
  private static final int TAG_BYTES = 8;

  private final String type;
  private final byte[] plain;
  private final byte[] packed;
  private final String tag;

  private BeaconFile(String type, byte[] plain) throws IOException {
    this.type = type;
    this.plain = plain;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    this.packed = bytes.toByteArray();
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
      this.tag = HexFormat.of().formatHex(hash, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Reads a file of this package. */
  static BeaconFile of(String name, UnaryOperator<String> change) {
    try {
      return new BeaconFile(
          (name.endsWith(".css") ? "text/css" : "text/javascript") + "; charset=UTF-8",
          change.apply(text(name)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file of this package. */
  static String text(String name) throws IOException {
    try (InputStream file = BeaconFile.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from this jar");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  int packedSize() {
    return packed.length;
  }

  String text() {
    return new String(plain, StandardCharsets.UTF_8);
  }

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String encodings = request.getHeader("Accept-Encoding");
    boolean packs = encodings != null && encodings.contains("gzip");
    String etag = "\"" + tag + (packs ? "-gzip\"" : "\"");
    response.setHeader("Cache-Control", "public, max-age=" + HOUR_SECONDS + ", must-revalidate");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("ETag", etag);
    String known = request.getHeader("If-None-Match");
    if (known != null && known.contains("\"" + tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    byte[] bytes = packs ? packed : plain;
    response.setContentType(type);
    response.setContentLength(bytes.length);
    if (packs) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.getOutputStream().write(bytes);
  }
}
