package com.example.tomillo;

import java.util.List;

/**
 * Something to say in whichever language the page is in: a key of the message files and what it is
 * filled with.
 */
record Phrase(String key, List<Object> arguments) {
  Phrase {
    arguments = List.copyOf(arguments);
  }

  static Phrase of(String key, Object... arguments) {
    return new Phrase(key, List.of(arguments));
  }
}
