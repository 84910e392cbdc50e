package io.github.senda.storefront.beacon;

import io.github.senda.touch.Money;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a page told. Nothing in it is free text: names of fields are bounded, everything
 * else is of a list or a number.
 *
 * @param path the page's path on the host, not yet a template
 * @param ageMillis how long ago it was when it was sent, by the browser's clock; 0 to half an hour
 * @param words what it was, as it stands among a sign's parameters: {@code :left}, {@code
 *     :visible=10}
 * @param value what the page said that something costs; to be believed by nobody
 */
record Said(String path, long ageMillis, List<String> words, Optional<Money> value) {
  Said {
    words = List.copyOf(words);
    Objects.requireNonNull(value, "value == null");
  }
}
