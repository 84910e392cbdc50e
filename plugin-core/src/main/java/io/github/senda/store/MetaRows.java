package io.github.senda.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table of what a store knows of itself, by name. */
final class MetaRows {

  private MetaRows() {}

  static Optional<String> read(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT text FROM meta WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  static void delete(Connection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM meta WHERE name = ?")) {
      delete.setString(1, name);
      delete.executeUpdate();
    }
  }

  /** Deletes the rows whose names are like a pattern, but for two; gives how many. */
  static int deleteOthers(Connection connection, String pattern, String kept, String keptToo)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM meta WHERE name LIKE ? AND name <> ? AND name <> ?")) {
      delete.setString(1, pattern);
      delete.setString(2, kept);
      delete.setString(3, keptToo);
      return delete.executeUpdate();
    }
  }

  /** Writes a text over the one that is there, within the caller's transaction. */
  static void write(Connection connection, String name, String text) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE meta SET text = ? WHERE name = ?")) {
      update.setString(1, text);
      update.setString(2, name);
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO meta(name, text) VALUES (?, ?)")) {
      insert.setString(1, name);
      insert.setString(2, text);
      insert.executeUpdate();
    }
  }
}
