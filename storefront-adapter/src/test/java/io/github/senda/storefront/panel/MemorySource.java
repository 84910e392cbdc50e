package io.github.senda.storefront.panel;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.OutdatedLogException;
import io.github.senda.map.View;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A source that holds its journeys in memory, to be told journey by journey. */
final class MemorySource implements PanelSource {

  static final Instant NOON = Instant.parse("2026-10-15T12:00:00Z");

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<String> attributes = new ArrayList<>(List.of(""));
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> notices = new ArrayList<>();
  private final JourneyBlock.Builder ended = JourneyBlock.builder();
  private final JourneyBlock.Builder open = JourneyBlock.openBuilder();
  private final Clock clock;
  private Optional<RuleBook> rules = Optional.empty();
  private Optional<Telling> telling = Optional.empty();
  private Optional<PrivacyFacts> privacy = Optional.empty();
  private Optional<VisitorRecords> records = Optional.empty();
  private long version;
  private boolean live = true;
  private boolean failing;
  private final AtomicBoolean erased = new AtomicBoolean();
  private boolean diskFull;
  private Runnable whenRead = () -> {};
  private Runnable whenChannelsAreAsked = () -> {};
  private View view = View.ALL;
  private Instant last = NOON;

  MemorySource(Clock clock) {
    this.clock = clock;
  }

  /** As many equal journeys that began at noon, a minute between touches. */
  MemorySource journeys(int count, String... names) {
    for (int i = 0; i < count; i++) {
      add(ended, NOON, 0, names);
    }
    return this;
  }

  synchronized MemorySource journeyAt(Instant start, String... names) {
    add(ended, start, 0, names);
    return this;
  }

  synchronized MemorySource openJourney(String... names) {
    add(open, NOON, 0, names);
    return this;
  }

  synchronized MemorySource simulated(int count, String... names) {
    return with("visitor=simulated", count, names);
  }

  /** As many equal journeys with attributes. */
  synchronized MemorySource with(String set, int count, String... names) {
    int number = attributes.indexOf(set);
    if (number < 0) {
      number = attributes.size();
      attributes.add(set);
    }
    for (int i = 0; i < count; i++) {
      add(ended, NOON, number, names);
    }
    return this;
  }

  /** A visit of somebody who is known, so many days before noon. */
  synchronized MemorySource visits(long visitor, String set, int daysBefore, String... names) {
    if (!attributes.contains(set)) {
      attributes.add(set);
    }
    add(ended, NOON.minus(Duration.ofDays(daysBefore)), attributes.indexOf(set), names);
    ended.by(visitor);
    return this;
  }

  synchronized MemorySource count(String name, long value) {
    counts.put(name, value);
    version++;
    return this;
  }

  synchronized MemorySource notice(String notice) {
    notices.add(notice);
    return this;
  }

  /** The names of the journeys are signs then, which get their meaning by the rules. */
  MemorySource rules(RuleBook book) {
    rules = Optional.of(book);
    return this;
  }

  /** What fewer journeys touch is put together. */
  MemorySource fewest(long journeys) {
    return viewed(view.fewest(journeys));
  }

  MemorySource file() {
    live = false;
    return this;
  }

  MemorySource whenRead(Runnable action) {
    whenRead = action;
    return this;
  }

  /** Done once, when it is next asked what brought a journey. */
  MemorySource whenChannelsAreAsked(Runnable action) {
    whenChannelsAreAsked = action;
    return this;
  }

  MemorySource diskFull() {
    diskFull = true;
    return this;
  }

  /** Of all journeys that were read until now there is nothing left. */
  MemorySource erased() {
    erased.set(true);
    return this;
  }

  MemorySource failing() {
    failing = true;
    return this;
  }

  private synchronized void add(
      JourneyBlock.Builder block, Instant start, int attributesNumber, String... names) {
    int[] signs = new int[names.length];
    long[] micros = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      signs[i] = numbers.computeIfAbsent(names[i], name -> numbers.size());
      Instant time = start.plusSeconds(60L * i);
      micros[i] = time.toEpochMilli() * 1000;
      last = time.isAfter(last) ? time : last;
    }
    block.add(signs, micros, 0, names.length, attributesNumber);
    version++;
  }

  MemorySource viewed(View as) {
    view = as;
    return this;
  }

  @Override
  public View view() {
    return view;
  }

  MemorySource telling(Telling into) {
    telling = Optional.of(into);
    return this;
  }

  MemorySource privacy(PrivacyFacts facts, VisitorRecords of) {
    privacy = Optional.of(facts);
    records = Optional.of(of);
    return this;
  }

  @Override
  public Optional<PrivacyFacts> privacy() {
    return privacy;
  }

  @Override
  public Optional<VisitorRecords> records() {
    return records;
  }

  @Override
  public Optional<Telling> telling() {
    return telling;
  }

  @Override
  public synchronized long version() {
    return version + rules.map(RuleBook::changes).orElse(0L);
  }

  @Override
  public synchronized JourneyLog log() {
    whenRead.run();
    if (failing) {
      throw new IllegalStateException("SECRET the table is gone");
    }
    erased.set(false);
    return new JourneyLog(
        List.of(held(ended.build()), open.build()),
        List.copyOf(numbers.keySet()),
        attributes,
        Optional.empty(),
        Optional.empty());
  }

  private JourneyBlock held(JourneyBlock block) {
    return JourneyBlock.of(
        block.header(),
        () -> {
          if (erased.get()) {
            throw new OutdatedLogException("SECRET it is gone");
          }
          return block.bytes();
        });
  }

  /** What is told of the journeys as their channel. */
  @Override
  public Optional<Function<Attributes, Channel>> channels() {
    return Optional.of(
        set -> {
          Runnable action = whenChannelsAreAsked;
          whenChannelsAreAsked = () -> {};
          action.run();
          String told = set.values().getOrDefault("channel", Channel.DIRECT.name());
          return Channel.isName(told) ? new Channel(told) : Channel.OTHER;
        });
  }

  @Override
  public Meaning meaning(JourneyLog log) {
    return rules
        .map(book -> book.rules().meaning(log.signs()))
        .orElseGet(() -> Meaning.named(log.signs()));
  }

  @Override
  public Optional<RuleBook> rules() {
    return rules;
  }

  @Override
  public synchronized PanelStatus status() {
    boolean any = ended.journeys() + open.journeys() > 0;
    return new PanelStatus(
        live,
        live ? "Casa Lola" : "october.csv",
        counts,
        notices,
        live && any ? Optional.of(last) : Optional.empty());
  }

  @Override
  public boolean hasBackup() {
    return live;
  }

  @Override
  public void backup(OutputStream out) throws IOException {
    if (diskFull) {
      throw new IOException("The disk is full: make some room and try again.");
    }
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.putNextEntry(new ZipEntry("journeys"));
    zip.write("all of them".getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
  }

  @Override
  public ZoneId zone() {
    return ZoneId.of("Europe/Madrid");
  }

  @Override
  public Clock clock() {
    return clock;
  }
}
