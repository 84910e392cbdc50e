package io.github.senda.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * A table of hashes, each with the number of the touch that brought it: known orders, keys of what
 * was told. Those that came first go when there are too many. What is added belongs to the caller's
 * transaction: after a roll-back, load it anew. Not safe for threads.
 */
final class HashRows {

  /** The day of a hash over a salt that lasts. */
  static final long LASTING = 0;

  private final String table;
  private final int limit;
  private long count;

  private HashRows(String table, int limit, long count) {
    this.table = table;
    this.limit = limit;
    this.count = count;
  }

  /**
   * Loads how many there are.
   *
   * @param limit how many are kept; an eighth more now and then
   */
  static HashRows load(Connection connection, String table, int limit) throws SQLException {
    return new HashRows(table, limit, count(connection, table));
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The touch that brought a hash. */
  OptionalLong touch(Connection connection, long hash) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT touch FROM " + table + " WHERE hash = ?")) {
      select.setLong(1, hash);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /**
   * Adds a hash that is not there.
   *
   * @param day the day of the salt, or {@link #LASTING}
   * @param visitor the visitor to whom it belongs, so that it goes with them; 0 for nobody known
   */
  void add(Connection connection, long hash, long touch, long millis, long day, long visitor)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + table
                + "(hash, touch, time_ms, salt_day, visitor) VALUES (?, ?, ?, ?, ?)")) {
      insert.setLong(1, hash);
      insert.setLong(2, touch);
      insert.setLong(3, millis);
      insert.setLong(4, day);
      insert.setLong(5, visitor);
      insert.executeUpdate();
    }
    count++;
  }

  /** Deletes the oldest where there are too many. */
  void trim(Connection connection) throws SQLException {
    if (count <= limit + limit / 8) {
      return;
    }
    long newestToGo;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT touch FROM "
                    + table
                    + " ORDER BY touch DESC OFFSET "
                    + limit
                    + " ROWS FETCH FIRST 1 ROW ONLY")) {
      rows.next();
      newestToGo = rows.getLong(1);
    }
    delete(connection, "touch <= ?", newestToGo);
  }

  /** Deletes what a day's salt was for that is neither of two days. */
  int deleteOtherDays(Connection connection, long today, long yesterday) throws SQLException {
    return delete(
        connection, "salt_day <> 0 AND salt_day <> ? AND salt_day <> ?", today, yesterday);
  }

  /** Deletes what came before a time in milliseconds. */
  int deleteBefore(Connection connection, long millis) throws SQLException {
    return delete(connection, "time_ms < ?", millis);
  }

  /** Deletes what belongs to visitors. */
  void deleteOf(Connection connection, Collection<Long> visitors) throws SQLException {
    for (long visitor : visitors) {
      delete(connection, "visitor = ?", visitor);
    }
  }

  /** Keeps the hashes of visitors, but not whose they are. */
  void disownOf(Connection connection, Collection<Long> visitors) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE " + table + " SET visitor = 0 WHERE visitor = ?")) {
      for (long visitor : visitors) {
        update.setLong(1, visitor);
        update.executeUpdate();
      }
    }
  }

  /** Deletes what touches brought. */
  void deleteBy(Connection connection, Collection<Long> touches) throws SQLException {
    for (long touch : touches) {
      delete(connection, "touch = ?", touch);
    }
  }

  private int delete(Connection connection, String which, long... values) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table + " WHERE " + which)) {
      for (int i = 0; i < values.length; i++) {
        delete.setLong(i + 1, values[i]);
      }
      int gone = delete.executeUpdate();
      count -= gone;
      return gone;
    }
  }
}
