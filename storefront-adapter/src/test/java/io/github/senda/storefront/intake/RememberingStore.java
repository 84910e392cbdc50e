package io.github.senda.storefront.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A store that keeps told touches in memory, each once for its source and key. */
final class RememberingStore implements ToldStore {

  final List<ToldTouch> touches = new ArrayList<>();
  private final Set<List<String>> keys = new HashSet<>();

  @Override
  public Taking take(List<ToldTouch> batch) {
    int taken = 0;
    for (ToldTouch touch : batch) {
      if (keys.add(List.of(touch.source(), touch.key()))) {
        touches.add(touch);
        taken++;
      }
    }
    return new Taking(taken, 0, List.of());
  }
}
