package io.github.senda.storefront.panel;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the source of the panel's journeys is doing. A value; safe for any thread.
 *
 * @param live whether touches come in while one looks; false for a log file
 * @param name what the merchant knows the source by: the shop's name, a log file's name
 * @param counts touches by what became of them: {@code accepted}, {@code stored}, and by cause
 *     {@code dropped.queue_full}, {@code left_out.crawler}, {@code beacon.too_large}; those that
 *     begin with {@code dropped} are a loss and are shown as one
 * @param notices what the merchant has to know now: {@code store_locked}, {@code
 *     store_unavailable}, {@code misheard}, {@code unknown_proxy}, {@code
 *     store_set_aside|file=NAME}, {@code withdrawals_lost|count=VISITORS} or {@code
 *     store_trimmed|count=JOURNEYS|until=DAY}, which the page says in its language; any other text
 *     is shown as it stands
 * @param lastTouch when the last touch came in; empty if none has
 */
public record PanelStatus(
    boolean live,
    String name,
    Map<String, Long> counts,
    List<String> notices,
    Optional<Instant> lastTouch) {

  public PanelStatus {
    Objects.requireNonNull(name, "name == null");
    Objects.requireNonNull(lastTouch, "lastTouch == null");
    SortedMap<String, Long> sorted = new TreeMap<>(counts);
    counts = Collections.unmodifiableSortedMap(sorted);
    notices = List.copyOf(notices);
  }

  /** How many touches were lost, whatever the cause. */
  public long dropped() {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith("dropped"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
