package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.Sessionizer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Moves visits that have ended out of the table and into blocks, and merges small blocks. */
final class Sealing {

  /** How many touches of open visits there are at most. */
  private static final int OPEN_TOUCHES = 500_000;

  /** The module's RATIONALE says why not all at once. */
  private static final int TOUCHES_AT_ONCE = 1_000;

  /**
   * A touch carries the time at which its request began but comes when the request ends; and it may
   * wait for a while in a queue. A visit is sealed only when nothing of that kind can come any
   * more.
   */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Sealing() {}

  /**
   * Seals what has ended, and what is silent for the longest where more is open than there is room
   * for; in many transactions.
   *
   * @param most how many bytes the store may take
   * @param superseded keeps the bytes of blocks that were merged for those who still read them
   * @return how many journeys were sealed
   */
  static int seal(
      Writing writing, Sessionizer sessionizer, long nowMillis, long most, BlockBytes superseded)
      throws SQLException {
    Connection connection = writing.connection();
    long silence = sessionizer.limit().plus(GRACE).toMillis();
    List<Visits.Visit> visits = Visits.read(connection, sessionizer);
    long mostOpen = Math.min(OPEN_TOUCHES, most / JourneyStore.BYTES_FOR_ONE);
    long cut = Visits.silentSince(visits, mostOpen);
    List<Visits.Visit> ended =
        Visits.sorted(
            visits.stream()
                .filter(
                    visit ->
                        visit.full()
                            || visit.silentFor(silence, nowMillis)
                            || visit.lastMillis() < cut));
    for (int from = 0; from < ended.size(); ) {
      int to = from;
      for (int touches = 0; to < ended.size() && touches < TOUCHES_AT_ONCE; to++) {
        touches += ended.get(to).touches();
      }
      List<Visits.Visit> portion = ended.subList(from, to);
      pack(writing, portion);
      OpenTouches.seal(connection, Visits.touches(portion));
      connection.commit();
      merge(connection, superseded);
      connection.commit();
      superseded.committed();
      from = to;
    }
    OpenTouches.sweep(connection);
    connection.commit();
    return ended.size();
  }

  /** Writes visits into blocks. */
  private static void pack(Writing writing, List<Visits.Visit> visits) throws SQLException {
    AttributeSets merged = AttributeSets.of(writing);
    BlockRows rows = BlockRows.of(writing.connection());
    JourneyBlock.Builder block = JourneyBlock.builder();
    long factBytes = 0;
    for (Visits.Visit visit : visits) {
      boolean room =
          BlockRows.haveRoom(
              block.journeys() + 1,
              block.touches() + visit.touches(),
              factBytes + visit.factBytes());
      if (!room && block.journeys() > 0) {
        rows.add(block.build());
        block = JourneyBlock.builder();
        factBytes = 0;
      }
      visit.addTo(block, merged, writing.hashes());
      factBytes += visit.factBytes();
    }
    rows.add(block.build());
  }

  /** Makes one block of the last small ones. */
  private static void merge(Connection connection, BlockBytes superseded) throws SQLException {
    BlockRows rows = BlockRows.of(connection);
    JourneyBlock.Builder block = JourneyBlock.builder();
    for (BlockRows.Taken small : rows.takeSmall()) {
      superseded.keep(small.row(), small.bytes());
      for (JourneyBlock.Cursor journey = small.block().cursor(); journey.next(); ) {
        block.add(journey);
      }
    }
    if (block.journeys() > 0) {
      rows.add(block.build());
    }
  }
}
