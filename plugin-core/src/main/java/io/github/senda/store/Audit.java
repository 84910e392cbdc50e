package io.github.senda.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * That somebody's journeys were asked for or erased; not whose. A value.
 *
 * @param time when
 * @param kind what was done
 * @param journeys how many journeys it was about
 * @param role in what role somebody asked for it
 */
public record Audit(Instant time, Kind kind, int journeys, String role) {

  /** What was done. */
  public enum Kind {
    /** Somebody was given their journeys. */
    ACCESS,
    /** Somebody's journeys were erased. */
    ERASURE,
    /** Somebody no longer agreed to be known again, so what was linked to them was erased. */
    WITHDRAWAL
  }

  /** So many are kept. */
  static final int MOST = 10_000;

  private static final int LONGEST_ROLE = 40;

  static void write(Connection connection, long nowMillis, Kind kind, int journeys, String role)
      throws SQLException {
    long number;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(number), 0) FROM audit")) {
      rows.next();
      number = rows.getLong(1) + 1;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit(number, time_ms, kind, journeys, role) VALUES (?, ?, ?, ?, ?)")) {
      insert.setLong(1, number);
      insert.setLong(2, nowMillis);
      insert.setString(3, kind.name().toLowerCase(Locale.ROOT));
      insert.setInt(4, journeys);
      insert.setString(5, role.substring(0, Math.min(role.length(), LONGEST_ROLE)));
      insert.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM audit WHERE number <= ?")) {
      delete.setLong(1, number - MOST);
      delete.executeUpdate();
    }
  }

  /** All, the latest first. */
  static List<Audit> all(Connection connection) throws SQLException {
    List<Audit> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT time_ms, kind, journeys, role FROM audit ORDER BY number DESC")) {
      while (rows.next()) {
        all.add(
            new Audit(
                Instant.ofEpochMilli(rows.getLong(1)),
                Kind.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                rows.getInt(3),
                rows.getString(4)));
      }
    }
    return all;
  }

  static int deleteBefore(Connection connection, long millis) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM audit WHERE time_ms < ?")) {
      delete.setLong(1, millis);
      return delete.executeUpdate();
    }
  }
}
