package io.github.senda.storefront.intake;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import java.util.List;
import java.util.Objects;

/**
 * A log file as it was read. A value; safe for any thread.
 *
 * @param log the journeys, all ended
 * @param meaning what the entries of the log's dictionary mean
 * @param leftOut what was left out, one sentence a kind; empty where all was taken
 */
public record ReadLog(JourneyLog log, Meaning meaning, List<String> leftOut) {
  public ReadLog {
    Objects.requireNonNull(log, "log == null");
    Objects.requireNonNull(meaning, "meaning == null");
    leftOut = List.copyOf(leftOut);
  }

  /** The number of touches before their meaning is asked for. */
  public long touches() {
    return log.blocks().stream().mapToLong(JourneyBlock::touches).sum();
  }
}
