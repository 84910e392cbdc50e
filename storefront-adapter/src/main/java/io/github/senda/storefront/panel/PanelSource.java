package io.github.senda.storefront.panel;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Searched;
import io.github.senda.map.View;
import io.github.senda.metric.Leaks;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the panel's journeys come from: a shop's store as it fills, or a log file. Implementations
 * are safe for any thread.
 */
public interface PanelSource {

  /**
   * A number that is another whenever {@link #log} or {@link #meaning} may give something else. It
   * is asked every few seconds by every open page, so it costs next to nothing.
   */
  long version();

  /** The journeys as they are now, ended and open ones. */
  JourneyLog log();

  /** What the touches of a log mean by today's rules. */
  Meaning meaning(JourneyLog log);

  /** The merchant's own rules, by which touches get their meaning; empty where there are none. */
  default Optional<RuleBook> rules() {
    return Optional.empty();
  }

  /** What brought a journey of such attributes, by today's rules; empty where nobody can know. */
  default Optional<Function<Attributes, Channel>> channels() {
    return Optional.empty();
  }

  /** What is kept of one person; empty where nothing can be looked up by a person. */
  default Optional<VisitorRecords> records() {
    return Optional.empty();
  }

  /** What visitors who agreed to be known again have searched for, where enough have. */
  default List<Searched> searches() {
    return List.of();
  }

  /** Takes touches that the filter cannot see; empty where there is no store to put them into. */
  default Optional<Telling> telling() {
    return Optional.empty();
  }

  /** What is settled about visitors' privacy; empty where nobody is measured here. */
  default Optional<PrivacyFacts> privacy() {
    return Optional.empty();
  }

  /** How the source is doing, for the line under the page's title and its banners. */
  PanelStatus status();

  /** Whether {@link #backup} can be asked for. */
  boolean hasBackup();

  /**
   * Writes all that is stored as one zip file, while the shop runs. The stream is the caller's and
   * stays open.
   *
   * @throws IOException if it cannot be read or written; its message is one sentence for a person
   * @throws UnsupportedOperationException if this source has none
   */
  void backup(OutputStream out) throws IOException;

  /** The time zone in which the shop's days begin and end. */
  ZoneId zone();

  /** How long nobody has to touch a cart until it counts as abandoned. */
  default Duration abandonedAfter() {
    return Leaks.Terms.USUAL;
  }

  /** How journeys are looked at here: by which stages, and with which small groups put together. */
  default View view() {
    return View.ALL;
  }

  /** What tells the time. */
  Clock clock();
}
