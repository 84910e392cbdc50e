package io.github.senda.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which touch was the first to name an order, by the order's hash: so a later visit that names it
 * again is told from the one that placed it. The orders that were named first go when there are too
 * many. What is added belongs to the caller's transaction: after a roll-back, load it anew. Not
 * safe for threads.
 */
final class NamedOrders {

  private final int limit;
  private long count;

  private NamedOrders(int limit, long count) {
    this.limit = limit;
    this.count = count;
  }

  /**
   * Loads how many there are.
   *
   * @param limit how many are kept; an eighth more now and then
   */
  static NamedOrders load(Connection connection, int limit) throws SQLException {
    return new NamedOrders(limit, count(connection));
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM named_order")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The touch that named an order first: an earlier one, or else this one from now on. */
  long first(Connection connection, long hash, long touch, long millis) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT touch FROM named_order WHERE hash = ?")) {
      select.setLong(1, hash);
      try (ResultSet rows = select.executeQuery()) {
        if (rows.next()) {
          return rows.getLong(1);
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO named_order(hash, touch, time_ms) VALUES (?, ?, ?)")) {
      insert.setLong(1, hash);
      insert.setLong(2, touch);
      insert.setLong(3, millis);
      insert.executeUpdate();
    }
    count++;
    return touch;
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
                "SELECT touch FROM named_order ORDER BY touch DESC OFFSET "
                    + limit
                    + " ROWS FETCH FIRST 1 ROW ONLY")) {
      rows.next();
      newestToGo = rows.getLong(1);
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM named_order WHERE touch <= ?")) {
      delete.setLong(1, newestToGo);
      count -= delete.executeUpdate();
    }
  }
}
