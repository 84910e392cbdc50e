package io.github.senda.storefront.servlet;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Searched;
import io.github.senda.map.View;
import io.github.senda.store.Forgotten;
import io.github.senda.store.StoreException;
import io.github.senda.store.TouchWriter;
import io.github.senda.storefront.beacon.Beacon;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.intake.KeptTouches;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.storefront.panel.PanelSource;
import io.github.senda.storefront.panel.PanelStatus;
import io.github.senda.storefront.panel.PrivacyFacts;
import io.github.senda.storefront.panel.VisitorRecords;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The panel's journeys out of a shop's store as it fills. Safe for any thread. */
final class StoreSource implements PanelSource {

  private final String name;
  private final TouchWriter writer;
  private final Capture capture;
  private final Optional<Beacon> beacon;
  private final RuleBook rules;
  private final List<String> complaints;
  private final ZoneId zone;
  private final Duration abandonedAfter;
  private final Clock clock;
  private final StoreRecords records;
  private final KeptTouches elsewhere;
  private final PrivacyFacts privacy;
  private final View view;

  /** Kept, since graphs are kept by their meaning. */
  private volatile Meant meant;

  StoreSource(
      String name,
      TouchWriter writer,
      StoreRecords records,
      Capture capture,
      Optional<Beacon> beacon,
      RuleBook rules,
      List<String> complaints,
      ZoneId zone,
      Duration abandonedAfter,
      boolean linking,
      Clock clock,
      PrivacyFacts privacy,
      View view) {
    this.name = name;
    this.writer = writer;
    this.capture = capture;
    this.beacon = beacon;
    this.rules = rules;
    this.meant = new Meant(rules.rules(), List.of(), rules.rules().meaning(List.of()));
    this.complaints = List.copyOf(complaints);
    this.zone = zone;
    this.abandonedAfter = abandonedAfter;
    this.clock = clock;
    this.records = records;
    this.elsewhere = KeptTouches.of(writer, linking);
    this.privacy = privacy;
    this.view = view;
  }

  /**
   * Another after each write and each change of the rules, and each minute, since visits end by the
   * clock alone.
   */
  @Override
  public long version() {
    TouchWriter.Status status = writer.status();
    long minute = clock.millis() / Duration.ofMinutes(1).toMillis();
    long rare = minute + rules.changes() * 1_000_003L;
    return (rare << 32) + (status.stored() + elsewhere.taken()) * 2 + (status.open() ? 1 : 0);
  }

  @Override
  public JourneyLog log() {
    return writer.read();
  }

  @Override
  public Meaning meaning(JourneyLog log) {
    Meant last = meant;
    Rules now = rules.rules();
    if (last.rules() != now || !last.signs().equals(log.signs())) {
      last = new Meant(now, log.signs(), now.meaning(log.signs()));
      meant = last;
    }
    return last.meaning();
  }

  /** What the rules made of a dictionary: the same meaning as long as neither has changed. */
  private record Meant(Rules rules, List<String> signs, Meaning meaning) {}

  @Override
  public Optional<Function<Attributes, Channel>> channels() {
    return Optional.of(rules.rules().channels()::of);
  }

  @Override
  public List<Searched> searches() {
    return writer.searches();
  }

  @Override
  public Optional<RuleBook> rules() {
    return Optional.of(rules);
  }

  @Override
  public Optional<PrivacyFacts> privacy() {
    return Optional.of(privacy);
  }

  @Override
  public Optional<VisitorRecords> records() {
    return Optional.of(records);
  }

  @Override
  public Optional<Telling> telling() {
    return Optional.of(Telling.into(elsewhere, clock, zone, Period.ofMonths(privacy.months())));
  }

  @Override
  public PanelStatus status() {
    TouchWriter.Status status = writer.status();
    Map<String, Long> counts = new TreeMap<>();
    counts.put("accepted", status.accepted());
    counts.put("stored", status.stored());
    status
        .dropped()
        .forEach(
            (cause, count) -> {
              if (count > 0) {
                counts.put("dropped." + cause.name().toLowerCase(Locale.ROOT), count);
              }
            });
    capture.leftOut().forEach((cause, count) -> counts.put("left_out." + cause, count));
    beacon.ifPresent(
        told -> told.counts().forEach((cause, count) -> counts.put("beacon." + cause, count)));
    Map<String, Long> misheard = capture.misheard();
    misheard.forEach((kind, count) -> counts.put("misheard." + kind, count));
    List<String> notices = new ArrayList<>(complaints);
    rules.complaint().ifPresent(notices::add);
    if (capture.isBehindUnknownProxy()) {
      notices.add("unknown_proxy");
    }
    if (!misheard.isEmpty()) {
      notices.add("misheard");
    }
    // The sentence stands in the log, in English; the panel says it in the merchant's language.
    status
        .notice()
        .ifPresent(said -> notices.add(status.held() ? "store_locked" : "store_unavailable"));
    status.setAside().ifPresent(file -> notices.add("store_set_aside|file=" + file.getFileName()));
    if (records.lost() > 0) {
      notices.add("withdrawals_lost|count=" + records.lost());
    }
    Forgotten forgotten = status.forgotten();
    if (forgotten.journeys() > 0) {
      notices.add(
          "store_trimmed|count="
              + forgotten.journeys()
              + "|until="
              + LocalDate.ofInstant(forgotten.until(), zone));
    }
    return new PanelStatus(true, name, counts, notices, capture.lastTouch());
  }

  @Override
  public boolean hasBackup() {
    return true;
  }

  @Override
  public void backup(OutputStream out) throws IOException {
    Path folder = Files.createTempDirectory("senda-backup");
    Path zip = folder.resolve("senda.zip");
    try {
      writer.backup(zip);
      Files.copy(zip, out);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(zip);
      Files.deleteIfExists(folder);
    }
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public Duration abandonedAfter() {
    return abandonedAfter;
  }

  @Override
  public View view() {
    return view;
  }

  @Override
  public Clock clock() {
    return clock;
  }
}
