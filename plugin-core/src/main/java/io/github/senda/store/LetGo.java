package io.github.senda.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whether something was deleted whose bytes must not stay in the file: a deleted row does until
 * what it stood in is written over, so the file is written anew once the day is over.
 */
final class LetGo {

  private static final String NAME = "let go";

  private LetGo() {}

  /** Marks, in the caller's transaction, that something went on a day; the first day stays. */
  static void mark(Connection connection, long day) throws SQLException {
    if (MetaRows.read(connection, NAME).isEmpty()) {
      MetaRows.write(connection, NAME, Long.toString(day));
    }
  }

  /** Whether something went before this day. */
  static boolean isDue(Connection connection, long today) throws SQLException {
    Optional<String> day = MetaRows.read(connection, NAME);
    return day.isPresent() && Long.parseLong(day.get()) != today;
  }

  static void unmark(Connection connection) throws SQLException {
    MetaRows.delete(connection, NAME);
  }
}
