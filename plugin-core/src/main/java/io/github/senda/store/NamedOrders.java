package io.github.senda.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which touch was the first to name an order, so that a later visit that names it again is told
 * from the one that placed it. Of visitors who agreed to be known again by the store's own salt; of
 * all others by a salt of the day, which is gone with its hashes when the next day ends. Not safe
 * for threads.
 */
final class NamedOrders {

  private static final String KIND = "order";
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final HashRows rows;
  private final IdHashes lasting;
  private long day = Long.MIN_VALUE;
  private Optional<IdHashes> today = Optional.empty();
  private Optional<IdHashes> yesterday = Optional.empty();

  private NamedOrders(HashRows rows, IdHashes lasting) {
    this.rows = rows;
    this.lasting = lasting;
  }

  static NamedOrders of(HashRows rows, IdHashes lasting) {
    return new NamedOrders(rows, lasting);
  }

  /** The day of a time, from the epoch in UTC. */
  static long day(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  private static String saltName(long day) {
    return "salt of day " + day;
  }

  /** Lets go of the salts of all days but this one and the one before, and of their hashes. */
  void turnTo(Connection connection, long nowMillis) throws SQLException {
    long now = day(nowMillis);
    if (now == day) {
      return;
    }
    day = now;
    yesterday = IdHashes.find(connection, saltName(day - 1));
    today = IdHashes.find(connection, saltName(day));
    int salts =
        MetaRows.deleteOthers(connection, "salt of day %", saltName(day), saltName(day - 1));
    if (rows.deleteOtherDays(connection, day, day - 1) + salts > 0) {
      LetGo.mark(connection, day - 1);
    }
  }

  /**
   * The touch that named an order first: an earlier one, or else this one from now on.
   *
   * @param visitor who named it, where that visitor agreed to be known again; else 0
   */
  long first(Connection connection, String order, long visitor, long touch, long nowMillis)
      throws SQLException {
    turnTo(connection, nowMillis);
    long hash = lasting.of(KIND, order);
    OptionalLong known = rows.touch(connection, hash);
    if (known.isEmpty() && yesterday.isPresent()) {
      known = rows.touch(connection, yesterday.get().of(KIND, order));
    }
    if (known.isEmpty() && today.isPresent()) {
      known = rows.touch(connection, today.get().of(KIND, order));
    }
    if (known.isPresent()) {
      return known.getAsLong();
    }
    if (visitor != 0) {
      rows.add(connection, hash, touch, nowMillis, HashRows.LASTING, visitor);
    } else {
      if (today.isEmpty()) {
        today = Optional.of(IdHashes.load(connection, saltName(day)));
      }
      rows.add(connection, today.get().of(KIND, order), touch, nowMillis, day, 0);
    }
    return touch;
  }

  void trim(Connection connection) throws SQLException {
    rows.trim(connection);
  }
}
