package io.github.senda.storefront.servlet;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.View;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.LogReader;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.storefront.panel.PanelSource;
import io.github.senda.storefront.panel.PanelStatus;
import io.github.senda.touch.Stages;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The panel's journeys out of a log file, read once. Safe for any thread. */
final class LogFileSource implements PanelSource {

  private final String name;
  private final ReadLog read;
  private final List<String> notices;
  private final ZoneId zone;
  private final Duration abandonedAfter;
  private final Stages stages;
  private final Clock clock;

  private LogFileSource(
      String name,
      ReadLog read,
      List<String> notices,
      ZoneId zone,
      Duration abandonedAfter,
      Stages stages,
      Clock clock) {
    this.name = name;
    this.read = read;
    this.notices = List.copyOf(notices);
    this.zone = zone;
    this.abandonedAfter = abandonedAfter;
    this.stages = stages;
    this.clock = clock;
  }

  /** Reads the file; one that cannot be read is shown as no journeys with the reason beside. */
  static LogFileSource of(Path file, Settings settings, Clock clock) {
    List<String> notices = new ArrayList<>(settings.complaints());
    ReadLog read;
    try {
      read = LogReader.of(settings.logReader()).read(file);
      notices.addAll(read.leftOut());
    } catch (BadInput e) {
      read = new ReadLog(JourneyLog.empty(), Meaning.named(List.of()), List.of());
      notices.add(e.getMessage());
    }
    return new LogFileSource(
        String.valueOf(file.getFileName()),
        read,
        notices,
        settings.zone(),
        settings.cartAbandoned(),
        settings.view().stages(),
        clock);
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public JourneyLog log() {
    return read.log();
  }

  @Override
  public Meaning meaning(JourneyLog log) {
    return read.meaning();
  }

  @Override
  public PanelStatus status() {
    return new PanelStatus(false, name, Map.of(), notices, Optional.empty());
  }

  List<String> notices() {
    return notices;
  }

  @Override
  public boolean hasBackup() {
    return false;
  }

  @Override
  public void backup(OutputStream out) {
    throw new UnsupportedOperationException("a log file is its own backup");
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public Duration abandonedAfter() {
    return abandonedAfter;
  }

  /** A log that a merchant has as a file is shown to the last journey. */
  @Override
  public View view() {
    return View.ALL.stages(stages);
  }

  @Override
  public Clock clock() {
    return clock;
  }
}
