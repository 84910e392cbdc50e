package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Lets go of what is older than a store may keep it: looks once a day, by the store's clock, and
 * then does a bounded piece of work at each seal. Not safe for threads.
 */
final class Retaining {

  private static final int BLOCKS_AT_ONCE = 8;

  private final Retention retention;
  private final Path folder;
  private final Deque<Long> blocks = new ArrayDeque<>();
  private long day = Long.MIN_VALUE;
  private long journeysFrom;
  private long linksFrom;

  Retaining(Retention retention, Path folder) {
    this.retention = retention;
    this.folder = folder;
  }

  /** Goes on with the day's work; each block in a transaction of its own. */
  void go(Writing writing, Instant now, BlockBytes bytes) throws SQLException {
    Connection connection = writing.connection();
    long today = NamedOrders.day(now.toEpochMilli());
    writing.orders().turnTo(connection, now.toEpochMilli());
    if (today != day) {
      begin(writing, now, today);
      day = today;
    }
    connection.commit();
    for (int i = 0; i < BLOCKS_AT_ONCE && !blocks.isEmpty(); i++) {
      long id = blocks.peek();
      Optional<JourneyBlock> block = BlockRows.read(connection, id);
      if (block.isPresent()) {
        BlockRows.replace(connection, id, kept(block.get()));
        LetGo.mark(connection, today - 1);
      }
      connection.commit();
      bytes.forget();
      blocks.poll();
    }
  }

  private void begin(Writing writing, Instant now, long today) throws SQLException {
    Connection connection = writing.connection();
    journeysFrom = retention.journeysFromMillis(now);
    linksFrom = retention.linksFromMillis(now);
    int gone = writing.customers().deleteBefore(connection, linksFrom);
    gone += writing.named().deleteBefore(connection, linksFrom);
    gone += writing.told().deleteBefore(connection, journeysFrom);
    gone += writing.searches().deleteBefore(connection, linksFrom);
    gone += Audit.deleteBefore(connection, journeysFrom);
    if (gone > 0) {
      LetGo.mark(connection, today - 1);
    }
    blocks.clear();
    blocks.addAll(BlockRows.before(connection, journeysFrom * 1000, linksFrom * 1000));
    SetAside.deleteBefore(folder, Instant.ofEpochMilli(journeysFrom));
  }

  private JourneyBlock kept(JourneyBlock block) {
    JourneyBlock.Builder kept = JourneyBlock.builder();
    for (JourneyBlock.Cursor journey = block.cursor(); journey.next(); ) {
      long start = Math.floorDiv(journey.micros()[0], 1000);
      if (start >= journeysFrom && start >= linksFrom) {
        kept.add(journey);
      } else if (start >= journeysFrom) {
        kept.addUnlinked(journey);
      }
    }
    return kept.build();
  }
}
