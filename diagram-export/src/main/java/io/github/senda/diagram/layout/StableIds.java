package io.github.senda.diagram.layout;

import io.github.senda.touch.Touchpoint;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  private static String hash(String name) {
    try {
      // By UTF-16, as UTF-8 would make one and the same of all halves of surrogate pairs.
      byte[] bytes = new byte[name.length() * 2];
      for (int i = 0; i < name.length(); i++) {
        bytes[2 * i] = (byte) (name.charAt(i) >> 8);
        bytes[2 * i + 1] = (byte) name.charAt(i);
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String digits = "0".repeat(LENGTH) + new BigInteger(1, digest).toString(36);
      return digits.substring(digits.length() - LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java platform without SHA-256", e);
    }
  }
}
