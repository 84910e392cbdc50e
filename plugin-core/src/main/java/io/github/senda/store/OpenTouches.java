package io.github.senda.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The tables of the touches that are in no block yet: a row for each batch that came, and a row for
 * each portion that was sealed since, with the numbers of its touches. What is in the first and not
 * in the second is open. Within the caller's transactions.
 */
final class OpenTouches {

  /** So that the bytes of a row stay far below 1 MiB, and those of a portion that goes. */
  private static final int TOUCHES_IN_ROW = 1_000;

  /** So few are written again at every sealing, so that who has left is gone at once. */
  private static final int FEW = 2_000;

  /** The module's RATIONALE says why not all at once. */
  private static final int SWEPT_BYTES = 1 << 18;

  /** Touches as they stand in a row, with how many of these are open and in a block by now. */
  private record Row(long sequence, ByteBuffer bytes, int open, int sealed) {

    void forEachOpen(long[] sealed, Consumer<OpenTouch> with) {
      for (int at = 0; at < bytes.limit(); at += OpenTouch.bytesAt(bytes, at)) {
        if (!isAmong(sealed, OpenTouch.sequenceAt(bytes, at))) {
          with.accept(OpenTouch.read(bytes.position(at)));
        }
      }
    }
  }

  private OpenTouches() {}

  static void add(Connection connection, List<OpenTouch> touches) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO open_touches(sequence, touches, bytes) VALUES (?, ?, ?)")) {
      for (int from = 0; from < touches.size(); from += TOUCHES_IN_ROW) {
        List<OpenTouch> row =
            touches.subList(from, Math.min(from + TOUCHES_IN_ROW, touches.size()));
        ByteBuffer bytes = ByteBuffer.allocate(row.size() * OpenTouch.MOST_BYTES);
        row.forEach(touch -> touch.write(bytes));
        insert.setLong(1, row.get(row.size() - 1).sequence());
        insert.setInt(2, row.size());
        insert.setBytes(3, Arrays.copyOf(bytes.array(), bytes.position()));
        insert.executeUpdate();
      }
    }
  }

  /** Gives all that are open, in no order. */
  static void all(Connection connection, Consumer<OpenTouch> with) throws SQLException {
    long[] sealed = sealed(connection);
    for (Row row : rows(connection, sealed)) {
      row.forEachOpen(sealed, with);
    }
  }

  /** Takes touches out that are in a block now; at least one. */
  static void seal(Connection connection, List<OpenTouch> touches) throws SQLException {
    long[] sequences = touches.stream().mapToLong(OpenTouch::sequence).sorted().toArray();
    ByteBuffer bytes = ByteBuffer.allocate(sequences.length * Long.BYTES);
    bytes.asLongBuffer().put(sequences);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO sealed_touches(sequence, touches, bytes) VALUES (?, ?, ?)")) {
      insert.setLong(1, sequences[0]);
      insert.setInt(2, sequences.length);
      insert.setBytes(3, bytes.array());
      insert.executeUpdate();
    }
  }

  /** Deletes touches that are open, and what is left in their rows of sealed ones; gives them. */
  static List<OpenTouch> erase(Connection connection, Predicate<OpenTouch> which)
      throws SQLException {
    List<OpenTouch> gone = new ArrayList<>();
    long[] sealed = sealed(connection);
    for (Row row : rows(connection, sealed)) {
      List<OpenTouch> kept = new ArrayList<>(row.open);
      row.forEachOpen(sealed, touch -> (which.test(touch) ? gone : kept).add(touch));
      if (kept.size() < row.open || row.sealed > 0) {
        try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM open_touches WHERE sequence = ?")) {
          delete.setLong(1, row.sequence);
          delete.executeUpdate();
        }
        add(connection, kept);
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM sealed_touches");
    }
    return gone;
  }

  /**
   * Writes the rows again that hold sealed touches, without these, as soon as there is no more to
   * write than goes, or little. Commits now and then: whatever was done, the same touches are open.
   */
  static void sweep(Connection connection) throws SQLException {
    long[] sealed = sealed(connection);
    if (sealed.length == 0) {
      return;
    }
    List<Row> mixed = rows(connection, sealed).stream().filter(row -> row.sealed > 0).toList();
    int gone = mixed.stream().mapToInt(Row::sealed).sum();
    int left = mixed.stream().mapToInt(Row::open).sum();
    if (gone < left && left > FEW) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM open_touches WHERE sequence = ?")) {
      List<OpenTouch> kept = new ArrayList<>();
      int bytes = 0;
      for (Row row : mixed) {
        if (bytes > 0
            && (bytes + row.bytes.limit() > SWEPT_BYTES
                || kept.size() + row.open > TOUCHES_IN_ROW)) {
          add(connection, kept);
          connection.commit();
          kept.clear();
          bytes = 0;
        }
        delete.setLong(1, row.sequence);
        delete.executeUpdate();
        row.forEachOpen(sealed, kept::add);
        bytes += row.bytes.limit();
      }
      add(connection, kept);
      connection.commit();
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM sealed_touches");
    }
    connection.commit();
  }

  private static List<Row> rows(Connection connection, long[] sealed) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT sequence, touches, bytes FROM open_touches ORDER BY sequence")) {
      while (found.next()) {
        ByteBuffer bytes = ByteBuffer.wrap(found.getBytes(3));
        int gone = 0;
        for (int at = 0; at < bytes.limit(); at += OpenTouch.bytesAt(bytes, at)) {
          gone += isAmong(sealed, OpenTouch.sequenceAt(bytes, at)) ? 1 : 0;
        }
        rows.add(new Row(found.getLong(1), bytes, found.getInt(2) - gone, gone));
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("open touches that end in between", e);
    }
    return rows;
  }

  private static boolean isAmong(long[] sealed, long sequence) {
    return sealed.length > 0 && Arrays.binarySearch(sealed, sequence) >= 0;
  }

  /** The numbers of all touches that are in a block now and may still be in a row, sorted. */
  private static long[] sealed(Connection connection) throws SQLException {
    long[] sequences = new long[0];
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT bytes FROM sealed_touches")) {
      while (found.next()) {
        ByteBuffer bytes = ByteBuffer.wrap(found.getBytes(1));
        int before = sequences.length;
        sequences = Arrays.copyOf(sequences, before + bytes.limit() / Long.BYTES);
        bytes.asLongBuffer().get(sequences, before, sequences.length - before);
      }
    }
    Arrays.sort(sequences);
    return sequences;
  }
}
