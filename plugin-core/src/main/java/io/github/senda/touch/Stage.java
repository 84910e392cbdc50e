package io.github.senda.touch;

import java.util.regex.Pattern;

/**
 * The part of the customer journey that a touchpoint belongs to: discovery, cart, payment. A key
 * only; its place in the order is the model's ({@link Stages}), its label the language's.
 *
 * @param key one to forty characters of {@code a-z}, {@code 0-9} and {@code _}
 */
public record Stage(String key) {

  private static final Pattern KEY = Pattern.compile("[a-z0-9_]{1,40}");

  public Stage {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a stage's key is 1 to 40 characters of a-z, 0-9 and _, not \"" + key + "\"");
    }
  }
}
