package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a store, and remembers what it gave, so that the next reading costs what is new: blocks by
 * their headers, the texts of dictionaries, who is which customer. What is open is cut anew each
 * time. Safe for any thread, one at a time.
 */
final class LastReading {

  private final Sessionizer sessionizer;
  private final BlockBytes bytes;
  private final ReentrantLock lock = new ReentrantLock();
  private Map<BlockRows.Row, JourneyBlock> blocks = new HashMap<>();
  private List<String> signs = List.of();
  private Dictionary sets;
  private final List<Attributes> parsedSets = new ArrayList<>();
  private String changesOfCustomers = "";
  private Map<Long, Long> customers = Map.of();

  LastReading(Sessionizer sessionizer, BlockBytes bytes) {
    this.sessionizer = sessionizer;
    this.bytes = bytes;
  }

  /** All journeys as they stand at the moment that a connection holds still. */
  JourneyLog read(Connection open, long nowMillis) throws SQLException {
    lock.lock();
    bytes.readingBegins();
    try {
      readCustomers(open);
      List<JourneyBlock> all = sealed(open);
      signs = withNew(open, signs);
      if (sets == null) {
        sets = Writing.attributes(open);
      } else {
        sets.readOn(open);
      }
      int written = sets.size();
      try {
        all.addAll(open(open, nowMillis));
        return JourneyLog.of(all, signs, sets.texts(), texts -> parsed(texts, written));
      } finally {
        sets.cutTo(written);
      }
    } finally {
      bytes.readingEnds();
      lock.unlock();
    }
  }

  private List<JourneyBlock> sealed(Connection open) throws SQLException {
    List<BlockRows.Row> rows = BlockRows.headers(open);
    Map<BlockRows.Row, JourneyBlock> now = new HashMap<>();
    List<JourneyBlock> all = new ArrayList<>(rows.size() + 2);
    for (BlockRows.Row row : rows) {
      JourneyBlock known = blocks.get(row);
      JourneyBlock block = known != null ? known : knowing(bytes.block(row));
      now.put(row, block);
      all.add(block);
    }
    bytes.retain(now.keySet());
    blocks = now;
    return all;
  }

  private void readCustomers(Connection open) throws SQLException {
    String changes = Customers.changes(open);
    if (!changes.equals(changesOfCustomers)) {
      customers = Map.copyOf(Customers.all(open));
      changesOfCustomers = changes;
      blocks.replaceAll((row, block) -> knowing(block));
    }
  }

  private JourneyBlock knowing(JourneyBlock block) {
    return block.hasVisitors() ? block.knowing(customers) : block;
  }

  private static List<String> withNew(Connection open, List<String> known) throws SQLException {
    List<String> more = Dictionary.textsFrom(open, "sign", known.size());
    if (more.isEmpty()) {
      return known;
    }
    List<String> all = new ArrayList<>(known);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** What is in no block yet, as sealing would cut it. */
  private List<JourneyBlock> open(Connection open, long nowMillis) throws SQLException {
    AttributeSets merged = AttributeSets.unwritten(sets);
    IdHashes hashes = IdHashes.load(open);
    JourneyBlock.Builder ended = JourneyBlock.builder();
    JourneyBlock.Builder active = JourneyBlock.openBuilder();
    long limit = sessionizer.limit().toMillis();
    for (Visits.Visit visit : Visits.read(open, sessionizer)) {
      boolean over = visit.followed() || visit.silentFor(limit, nowMillis);
      visit.addTo(over ? ended : active, merged, hashes);
    }
    List<JourneyBlock> built = new ArrayList<>();
    for (JourneyBlock.Builder block : List.of(ended, active)) {
      if (block.journeys() > 0) {
        built.add(knowing(block.build()));
      }
    }
    return built;
  }

  /** What texts say, of which so many are written and so the same for ever. */
  private List<Attributes> parsed(List<String> texts, int written) {
    List<Attributes> parsed;
    synchronized (parsedSets) {
      while (parsedSets.size() < written) {
        parsedSets.add(Attributes.parse(texts.get(parsedSets.size())));
      }
      parsed = new ArrayList<>(parsedSets.subList(0, written));
    }
    texts.subList(written, texts.size()).forEach(text -> parsed.add(Attributes.parse(text)));
    return List.copyOf(parsed);
  }
}
