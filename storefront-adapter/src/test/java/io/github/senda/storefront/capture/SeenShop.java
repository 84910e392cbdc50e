package io.github.senda.storefront.capture;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Visits to a shop, told sign by sign as a store keeps them. */
final class SeenShop {

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final JourneyBlock.Builder visits = JourneyBlock.builder();

  /** As many equal visits, a minute between touches. */
  SeenShop visits(int count, String... signs) {
    int[] touches = new int[signs.length];
    long[] micros = new long[signs.length];
    for (int i = 0; i < signs.length; i++) {
      touches[i] = numbers.computeIfAbsent(signs[i], sign -> numbers.size());
      micros[i] = 60_000_000L * i;
    }
    for (int i = 0; i < count; i++) {
      visits.add(touches, micros);
    }
    return this;
  }

  JourneyLog log() {
    return JourneyLog.of(List.of(visits.build()), new ArrayList<>(numbers.keySet()));
  }
}
