package io.github.senda.store;

import io.github.senda.journey.Searched;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What visitors who agreed to be known again have searched for. Of each search there is whose it
 * was, when, and a salted hash of its words; the words themselves stand here once so many visitors
 * have looked for the same, and go when no longer so many have. What is added belongs to the
 * caller's transaction: after a roll-back, load it anew. Not safe for threads.
 */
final class SearchWords {

  /** So many visitors make words no one's own. */
  static final int LEAST_VISITORS = 10;

  /** How long words may be; what is longer is no search for a product. */
  static final int LONGEST = 60;

  /** Nobody looks for more in a day; whoever does would crowd the others out. */
  static final int MOST_OF_ONE_A_DAY = 50;

  private static final int MOST_WORDS = 2_000;
  private static final int MOST_WORDS_A_DAY = 200;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final String KIND = "search";

  private static final String ENOUGH =
      "SELECT word FROM search_made GROUP BY word HAVING COUNT(DISTINCT visitor) >= "
          + LEAST_VISITORS;

  private final IdHashes hashes;
  private final int limit;
  private long count;

  private SearchWords(IdHashes hashes, int limit, long count) {
    this.hashes = hashes;
    this.limit = limit;
    this.count = count;
  }

  /**
   * Loads how many there are.
   *
   * @param limit how many searches are kept; an eighth more now and then
   */
  static SearchWords load(Connection connection, IdHashes hashes, int limit) throws SQLException {
    return new SearchWords(hashes, limit, number(connection, "SELECT COUNT(*) FROM search_made"));
  }

  /**
   * Notes a search; only of a visitor who agreed to be known again.
   *
   * @param visitor by what number that visitor is known
   * @param touch the number of the touch
   * @param millis the time of the touch
   */
  void add(Connection connection, long visitor, long touch, long millis, String words)
      throws SQLException {
    if (words.isEmpty() || words.length() > LONGEST) {
      return;
    }
    long made =
        number(
            connection,
            "SELECT COUNT(*) FROM search_made WHERE visitor = ? AND time_ms > ?",
            visitor,
            millis - DAY_MILLIS);
    if (made >= MOST_OF_ONE_A_DAY) {
      return;
    }
    long word = hashes.of(KIND, words);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO search_made(touch, visitor, time_ms, word) VALUES (?, ?, ?, ?)")) {
      insert.setLong(1, touch);
      insert.setLong(2, visitor);
      insert.setLong(3, millis);
      insert.setLong(4, word);
      insert.executeUpdate();
    }
    count++;
    if (maySay(connection, word, millis)) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO search_word(word, text, time_ms) VALUES (?, ?, ?)")) {
        insert.setLong(1, word);
        insert.setString(2, words);
        insert.setLong(3, millis);
        insert.executeUpdate();
      }
    }
    trim(connection);
  }

  private static boolean maySay(Connection connection, long word, long millis) throws SQLException {
    return number(connection, "SELECT COUNT(*) FROM search_word WHERE word = ?", word) == 0
        && number(
                connection, "SELECT COUNT(DISTINCT visitor) FROM search_made WHERE word = ?", word)
            >= LEAST_VISITORS
        && number(connection, "SELECT COUNT(*) FROM search_word") < MOST_WORDS
        && number(
                connection,
                "SELECT COUNT(*) FROM search_word WHERE time_ms > ?",
                millis - DAY_MILLIS)
            < MOST_WORDS_A_DAY;
  }

  /** Deletes the oldest where there are too many. */
  private void trim(Connection connection) throws SQLException {
    if (count > limit + limit / 8) {
      long newestToGo =
          number(
              connection,
              "SELECT touch FROM search_made ORDER BY touch DESC OFFSET "
                  + limit
                  + " ROWS FETCH FIRST 1 ROW ONLY");
      int unused = delete(connection, "touch <= ?", newestToGo);
    }
  }

  /** Deletes what visitors have searched for. */
  void deleteOf(Connection connection, Collection<Long> visitors) throws SQLException {
    int gone = 0;
    for (long visitor : visitors) {
      gone += deleteRows(connection, "visitor = ?", visitor);
    }
    if (gone > 0) {
      forgetWords(connection);
    }
  }

  /** Deletes what was searched for before a time in milliseconds; gives how many. */
  int deleteBefore(Connection connection, long millis) throws SQLException {
    return delete(connection, "time_ms < ?", millis);
  }

  private int delete(Connection connection, String which, long value) throws SQLException {
    int gone = deleteRows(connection, which, value);
    if (gone > 0) {
      forgetWords(connection);
    }
    return gone;
  }

  private int deleteRows(Connection connection, String which, long value) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM search_made WHERE " + which)) {
      delete.setLong(1, value);
      int gone = delete.executeUpdate();
      count -= gone;
      return gone;
    }
  }

  /** Words for which too few have looked, now that some of these are gone, are somebody's again. */
  private static void forgetWords(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM search_word WHERE word NOT IN (" + ENOUGH + ")");
    }
  }

  /** All searches of which the words are known, in the order of their touches. */
  static List<Searched> known(Connection connection) throws SQLException {
    Map<Long, Long> customers = Customers.all(connection);
    List<Searched> known = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT made.visitor, made.time_ms, said.text FROM search_made made"
                    + " JOIN search_word said ON said.word = made.word ORDER BY made.touch")) {
      while (rows.next()) {
        long visitor = rows.getLong(1);
        known.add(
            new Searched(
                customers.getOrDefault(visitor, visitor),
                Instant.ofEpochMilli(rows.getLong(2)),
                Optional.of(rows.getString(3))));
      }
    }
    return known;
  }

  /** All searches of visitors, be their words known or not. */
  static List<Searched> of(Connection connection, Collection<Long> visitors) throws SQLException {
    List<Searched> theirs = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT made.time_ms, said.text FROM search_made made LEFT JOIN search_word said"
                + " ON said.word = made.word WHERE made.visitor = ? ORDER BY made.touch")) {
      for (long visitor : visitors) {
        select.setLong(1, visitor);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            theirs.add(
                new Searched(
                    visitor,
                    Instant.ofEpochMilli(rows.getLong(1)),
                    Optional.ofNullable(rows.getString(2))));
          }
        }
      }
    }
    return theirs;
  }

  private static long number(Connection connection, String query, long... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        select.setLong(i + 1, values[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
