package io.github.senda.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of one dictionary table with their numbers, from 0 without gaps. It grows up to its
 * limit; any further text gets the number of the one that stands for all others. What is added
 * belongs to the caller's transaction: after a roll-back, load it anew. Not safe for threads.
 */
final class Dictionary {

  /** Far beyond what capture lets through; a text that no row could take must not stop the rest. */
  private static final int LONGEST = 8192;

  private final String table;
  private final int limit;
  private final String other;
  private final Map<String, Integer> numbers = new HashMap<>();

  private Dictionary(String table, int limit, String other) {
    this.table = table;
    this.limit = limit;
    this.other = other;
  }

  /**
   * Loads a dictionary.
   *
   * @param limit how many texts there may be beside {@code other}
   */
  static Dictionary load(Connection connection, String table, int limit, String other)
      throws SQLException {
    Dictionary dictionary = new Dictionary(table, limit, other);
    for (String text : texts(connection, table)) {
      dictionary.numbers.put(text, dictionary.numbers.size());
    }
    return dictionary;
  }

  /** The texts by their number. */
  static List<String> texts(Connection connection, String table) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT text FROM " + table + " ORDER BY number")) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** The number of a text, which is added if there is room. */
  int number(Connection connection, String text) throws SQLException {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    boolean full = numbers.size() - (numbers.containsKey(other) ? 1 : 0) >= limit;
    if (!text.equals(other) && (full || text.length() > LONGEST)) {
      return number(connection, other);
    }
    int number = numbers.size();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + "(number, text) VALUES (?, ?)")) {
      insert.setInt(1, number);
      insert.setString(2, text);
      insert.executeUpdate();
    }
    numbers.put(text, number);
    return number;
  }
}
