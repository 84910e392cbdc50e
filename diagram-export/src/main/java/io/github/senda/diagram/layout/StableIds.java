package io.github.senda.diagram.layout;

import io.github.senda.touch.Touchpoint;
import java.util.HashSet;
import java.util.Set;

/**
 * Ids that come from names alone: a letter for the kind of thing and a hash, so that the next
 * drawing of the same shop gives the same touchpoint the same id. For one thread.
 */
final class StableIds {

  private static final int LENGTH = 20;

  private final Set<String> given = new HashSet<>();

  String lane(String stage) {
    return id("l-", stage);
  }

  String shape(Touchpoint touchpoint) {
    return id("s-", touchpoint.kind() + " " + touchpoint.name());
  }

  String line(Touchpoint from, Touchpoint to) {
    // The length keeps "a" to "bc" apart from "ab" to "c".
    String first = from.kind() + " " + from.name();
    return id("t-", first.length() + " " + first + to.kind() + " " + to.name());
  }

  private String id(String prefix, String name) {
    for (int attempt = 0; ; attempt++) {
      String id = prefix + hash(attempt == 0 ? name : attempt + " " + name);
      if (given.add(id)) {
        return id;
      }
    }
  }

  /**
   * Two hashes of 64 bits in the manner of Fowler, Noll and Vo, each as ten figures: enough to tell
   * names apart, which is all that is asked of it. By UTF-16, as UTF-8 would make one and the same
   * of all halves of surrogate pairs.
   */
  private static String hash(String name) {
    long one = 0xcbf29ce484222325L;
    long other = 0x9e3779b97f4a7c15L;
    for (char letter : name.toCharArray()) {
      one = (one ^ letter) * 0x100000001b3L;
      other = (Long.rotateLeft(other, 23) ^ letter) * 0xff51afd7ed558ccdL;
    }
    char[] figures = new char[LENGTH];
    write(mixed(one), figures, 0);
    write(mixed(other), figures, LENGTH / 2);
    return new String(figures);
  }

  /** So that every bit of what came in counts for every bit of what goes out. */
  private static long mixed(long hash) {
    long mixed = (hash ^ hash >>> 32) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 29;
  }

  private static void write(long hash, char[] figures, int from) {
    long rest = hash & Long.MAX_VALUE;
    for (int i = from; i < from + LENGTH / 2; i++) {
      int figure = (int) (rest % 36);
      figures[i] = (char) (figure < 10 ? '0' + figure : 'a' + figure - 10);
      rest /= 36;
    }
  }
}
