package io.github.senda.storefront.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The programs of {@code crawlers.txt}, found in a user agent in one pass: each four characters are
 * looked up in a set of bits, and only where that says so are the parts that begin with them
 * compared. Immutable; safe for any thread.
 */
final class Programs {

  /** The list in this jar. */
  static final Programs KNOWN = read();

  private static final int KEY = 4;
  private static final int SHORT = 6;
  private static final int BITS = 1 << 16;

  /** A part of a user agent, and what it says. */
  private record Part(String text, boolean first, boolean anywhere, Noise.Cause cause) {}

  private final BitSet beginnings = new BitSet(BITS);
  private final int[] keys;
  private final Part[][] parts;

  private Programs(List<Part> all) {
    Map<Integer, List<Part>> byKey = new TreeMap<>();
    for (Part part : all) {
      int key = 0;
      for (int i = 0; i < KEY; i++) {
        key = key << 8 | lower(part.text().charAt(i));
      }
      byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(part);
      beginnings.set(bit(key));
    }
    keys = byKey.keySet().stream().mapToInt(key -> key).toArray();
    parts = byKey.values().stream().map(list -> list.toArray(Part[]::new)).toArray(Part[][]::new);
  }

  /**
   * What a user agent says it is: a monitor or a maker of previews rather than a crawler, where it
   * says both; empty for a person's browser.
   */
  Optional<Noise.Cause> cause(String userAgent) {
    boolean crawler = false;
    int key = 0;
    for (int i = 0; i < userAgent.length(); i++) {
      key = key << 8 | lower(userAgent.charAt(i));
      if (i >= KEY - 1 && beginnings.get(bit(key))) {
        int found = Arrays.binarySearch(keys, key);
        for (Part part : found < 0 ? new Part[0] : parts[found]) {
          if (isAt(part, userAgent, i - KEY + 1)) {
            if (part.cause() != Noise.Cause.CRAWLER) {
              return Optional.of(part.cause());
            }
            crawler = true;
          }
        }
      }
    }
    return crawler ? Optional.of(Noise.Cause.CRAWLER) : Optional.empty();
  }

  private static boolean isAt(Part part, String userAgent, int start) {
    boolean mayBegin =
        start == 0
            || (!part.first()
                && (part.anywhere() || !Character.isLetterOrDigit(userAgent.charAt(start - 1))));
    return mayBegin && userAgent.regionMatches(true, start, part.text(), 0, part.text().length());
  }

  private static int lower(char c) {
    return (c >= 'A' && c <= 'Z' ? c + 32 : c) & 0xff;
  }

  /** The upper bits of a product, which all bits of the key have a part in. */
  private static int bit(int key) {
    return (key * 0x9E3779B1) >>> 16;
  }

  private static Programs read() {
    List<Part> parts = new ArrayList<>();
    Noise.Cause cause = Noise.Cause.CRAWLER;
    for (String line : lines()) {
      switch (line) {
        case "[crawler]" -> cause = Noise.Cause.CRAWLER;
        case "[monitor]" -> cause = Noise.Cause.HEALTH_CHECK;
        case "[preview]" -> cause = Noise.Cause.LINK_PREVIEW;
        default -> {
          boolean first = line.startsWith("^");
          boolean marked = line.startsWith("*");
          String text = first || marked ? line.substring(1) : line;
          if (text.length() < KEY) {
            throw new IllegalStateException("crawlers.txt: \"" + line + "\" is too short");
          }
          parts.add(new Part(text, first, marked || text.length() >= SHORT, cause));
        }
      }
    }
    return new Programs(parts);
  }

  private static List<String> lines() {
    try (InputStream file = Programs.class.getResourceAsStream("crawlers.txt")) {
      if (file == null) {
        throw new IllegalStateException("crawlers.txt is missing from this jar");
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .map(line -> line.strip().toLowerCase(Locale.ROOT))
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
