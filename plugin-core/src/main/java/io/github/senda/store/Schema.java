package io.github.senda.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a database to the newest version of the schema that this Senda knows. */
final class Schema {

  private Schema() {}

  /**
   * Runs the migrations that the database has not seen.
   *
   * @throws StoreException if the database has seen more than this Senda knows
   */
  static void migrate(Connection connection, Dialect dialect, Path folder, long nowMillis)
      throws SQLException, StoreException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS schema_version("
              + "version INT PRIMARY KEY, applied_ms BIGINT NOT NULL)");
      List<List<String>> migrations = dialect.migrations();
      int version = version(statement);
      if (version > migrations.size()) {
        throw new StoreException(
            "The store in the folder "
                + folder
                + " is of version "
                + version
                + " and this Senda knows "
                + migrations.size()
                + " at most: use the newer Senda that wrote it, or another folder.");
      }
      for (int next = version + 1; next <= migrations.size(); next++) {
        for (String step : migrations.get(next - 1)) {
          statement.execute(step);
        }
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO schema_version VALUES (?, ?)")) {
          insert.setInt(1, next);
          insert.setLong(2, nowMillis);
          insert.executeUpdate();
        }
      }
    }
    connection.commit();
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM schema_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
