package io.github.senda.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of one dictionary table with their numbers, from 0 without gaps. It grows up to its
 * limit; any further text gets the number of the one that stands for all others. What is added
 * belongs to the caller's transaction: after a roll-back, load it anew. Not safe for threads.
 */
final class Dictionary {

  /** Far beyond what capture lets through; a text that no row could take must not stop the rest. */
  private static final int LONGEST = 8192;

  /**
   * Texts that begin so have a room of their own: however many there are, they take none from the
   * rest, and the one that stands for those without room is one of theirs.
   */
  record Apart(String beginning, int limit, String other) {
    boolean holds(String text) {
      return text.startsWith(beginning);
    }
  }

  private final String table;
  private final int limit;
  private final String other;
  private final Optional<Apart> apart;
  private int apartTexts;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  private Dictionary(String table, int limit, String other, Optional<Apart> apart) {
    this.table = table;
    this.limit = limit;
    this.other = other;
    this.apart = apart;
  }

  /**
   * Loads a dictionary.
   *
   * @param limit how many texts there may be beside {@code other}
   */
  static Dictionary load(Connection connection, String table, int limit, String other)
      throws SQLException {
    return load(connection, table, limit, other, Optional.empty());
  }

  /** Loads a dictionary in which some texts have a room of their own. */
  static Dictionary load(
      Connection connection, String table, int limit, String other, Optional<Apart> apart)
      throws SQLException {
    Dictionary dictionary = new Dictionary(table, limit, other, apart);
    dictionary.readOn(connection);
    return dictionary;
  }

  /** Adds what was written to the table since it was read. */
  void readOn(Connection connection) throws SQLException {
    textsFrom(connection, table, texts.size()).forEach(this::add);
  }

  /** The texts from a number on, by their number. */
  static List<String> textsFrom(Connection connection, String table, int first)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT text FROM " + table + " WHERE number >= ? ORDER BY number")) {
      select.setInt(1, first);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }

  /** How many texts there are. */
  int size() {
    return texts.size();
  }

  /** Takes back what was added beyond so many, as {@link #numberUnwritten} does. */
  void cutTo(int size) {
    for (int last = texts.size() - 1; last >= size; last--) {
      String text = texts.remove(last);
      numbers.remove(text);
      apartTexts -= isApart(text) ? 1 : 0;
    }
  }

  /** The texts by their number. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  /** Whether a text has a number, or may have one as long as there are no more than so many. */
  boolean has(String text, int most) {
    return numbers.containsKey(text)
        || (texts.size() <= Math.min(most, limit) && text.length() <= LONGEST);
  }

  /** The text of a number. */
  String text(int number) {
    return texts.get(number);
  }

  /** The number of a text, which is added if there is room. */
  int number(Connection connection, String text) throws SQLException {
    String kept = kept(text);
    Integer known = numbers.get(kept);
    if (known != null) {
      return known;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + "(number, text) VALUES (?, ?)")) {
      insert.setInt(1, texts.size());
      insert.setString(2, kept);
      insert.executeUpdate();
    }
    return add(kept);
  }

  /** As {@link #number}, but what is added is in no table: for whoever only reads. */
  int numberUnwritten(String text) {
    String kept = kept(text);
    Integer known = numbers.get(kept);
    return known != null ? known : add(kept);
  }

  private String kept(String text) {
    if (numbers.containsKey(text)) {
      return text;
    }
    boolean isApart = isApart(text);
    String standsFor = isApart ? apart.orElseThrow().other() : other;
    int taken =
        (isApart ? apartTexts : texts.size() - apartTexts)
            - (numbers.containsKey(standsFor) ? 1 : 0);
    boolean full = taken >= (isApart ? apart.orElseThrow().limit() : limit);
    return full || text.length() > LONGEST ? standsFor : text;
  }

  private boolean isApart(String text) {
    return apart.isPresent() && apart.get().holds(text);
  }

  private int add(String text) {
    apartTexts += isApart(text) ? 1 : 0;
    texts.add(text);
    numbers.put(text, texts.size() - 1);
    return texts.size() - 1;
  }
}
