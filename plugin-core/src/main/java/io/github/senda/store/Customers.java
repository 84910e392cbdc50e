package io.github.senda.store;

import io.github.senda.touch.VisitorId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which visitors are the same customer, all as salted hashes: so two devices of one give journeys
 * of one. The first customer of a device stays its customer. What is added belongs to the caller's
 * transaction: after a roll-back, load it anew. Not safe for threads.
 */
final class Customers {

  private static final int RECENT = 4_096;
  private static final String KIND = "customer";
  private static final String CHANGES = "changes of customers";

  private final IdHashes hashes;
  private final int limit;
  private long count;

  /** Spares a look at the table for each page of a visitor who is logged in. */
  private final Map<VisitorId, String> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<VisitorId, String> eldest) {
          return size() > RECENT;
        }
      };

  private Customers(IdHashes hashes, int limit, long count) {
    this.hashes = hashes;
    this.limit = limit;
    this.count = count;
  }

  /**
   * Loads how many there are.
   *
   * @param limit how many visitors are linked to customers at most; beyond, no more are
   */
  static Customers load(Connection connection, IdHashes hashes, int limit) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM customer")) {
      rows.next();
      return new Customers(hashes, limit, rows.getLong(1));
    }
  }

  /** Says that a visitor is a customer; only of one who agreed to be known again. */
  void link(Connection connection, VisitorId visitor, String customer, long nowMillis)
      throws SQLException {
    if (recent.containsKey(visitor)) {
      return;
    }
    long number = hashes.of(visitor.high(), visitor.low());
    if (!exists(connection, "visitor", number)) {
      if (count >= limit) {
        return;
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO customer(visitor, customer, time_ms) VALUES (?, ?, ?)")) {
        insert.setLong(1, number);
        insert.setLong(2, hashes.of(KIND, customer));
        insert.setLong(3, nowMillis);
        insert.executeUpdate();
      }
      changed(connection);
      count++;
    }
    recent.put(visitor, customer);
  }

  /** A text that is another after each change. */
  static String changes(Connection connection) throws SQLException {
    return MetaRows.read(connection, CHANGES).orElse("0");
  }

  private static void changed(Connection connection) throws SQLException {
    MetaRows.write(connection, CHANGES, Long.toString(Long.parseLong(changes(connection)) + 1));
  }

  /** Whether any visitor who agreed to be known again is this customer. */
  static boolean knows(Connection connection, IdHashes hashes, String customer)
      throws SQLException {
    return exists(connection, "customer", hashes.of(KIND, customer));
  }

  private static boolean exists(Connection connection, String column, long value)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM customer WHERE " + column + " = ? FETCH FIRST 1 ROW ONLY")) {
      select.setLong(1, value);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** The numbers of all visitors who are a customer. */
  static Set<Long> visitors(Connection connection, IdHashes hashes, String customer)
      throws SQLException {
    Set<Long> visitors = new HashSet<>();
    VisitorId told = hashes.told(customer);
    visitors.add(hashes.of(told.high(), told.low()));
    try (PreparedStatement select =
        connection.prepareStatement("SELECT visitor FROM customer WHERE customer = ?")) {
      select.setLong(1, hashes.of(KIND, customer));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          visitors.add(rows.getLong(1));
        }
      }
    }
    return visitors;
  }

  /** The customer's number by the visitor's. */
  static Map<Long, Long> all(Connection connection) throws SQLException {
    Map<Long, Long> all = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT visitor, customer FROM customer")) {
      while (rows.next()) {
        all.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return all;
  }

  void delete(Connection connection, Collection<Long> visitors) throws SQLException {
    recent.clear();
    changed(connection);
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM customer WHERE visitor = ?")) {
      for (long visitor : visitors) {
        delete.setLong(1, visitor);
        count -= delete.executeUpdate();
      }
    }
  }

  /** Deletes what was linked before a time in milliseconds; gives how many. */
  int deleteBefore(Connection connection, long millis) throws SQLException {
    recent.clear();
    changed(connection);
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM customer WHERE time_ms < ?")) {
      delete.setLong(1, millis);
      int gone = delete.executeUpdate();
      count -= gone;
      return gone;
    }
  }
}
