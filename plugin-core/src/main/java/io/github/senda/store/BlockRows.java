package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The table of blocks, within one transaction of the caller's. Numbers only ever go up. */
final class BlockRows implements AutoCloseable {

  /** From here on a block is no longer merged with the next. */
  private static final int FULL_JOURNEYS = 4_096;

  /**
   * With the next keeps the bytes of a block below 1 MiB, at six a touch; not less than {@link
   * Visits#LONGEST}.
   */
  private static final int FULL_TOUCHES = 100_000;

  private static final int FULL_FACT_BYTES = 300_000;

  private static final int DELETE_BYTES = 1 << 18;

  private final Connection connection;
  private final PreparedStatement insert;
  private long last;

  private BlockRows(Connection connection, PreparedStatement insert, long last) {
    this.connection = connection;
    this.insert = insert;
    this.last = last;
  }

  static BlockRows of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM journey_block")) {
      rows.next();
      return new BlockRows(
          connection,
          connection.prepareStatement(
              "INSERT INTO journey_block(first_start_us, last_start_us, linked_us, journeys,"
                  + " touches, bytes, id) VALUES (?, ?, ?, ?, ?, ?, ?)"),
          rows.getLong(1));
    }
  }

  /**
   * Deletes the first blocks, few to a transaction, as the module's RATIONALE says; commits each.
   *
   * @param bytes how many bytes of blocks have to go at least, if there are so many
   */
  static void deleteOldest(Connection connection, long bytes) throws SQLException {
    for (long left = bytes; left > 0; ) {
      List<Long> ids = new ArrayList<>();
      long journeys = 0;
      long until = Long.MIN_VALUE;
      long length = 0;
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT id, journeys, last_start_us, OCTET_LENGTH(bytes) FROM journey_block"
                      + " ORDER BY id")) {
        while (length < Math.min(left, DELETE_BYTES) && rows.next()) {
          ids.add(rows.getLong(1));
          journeys += rows.getInt(2);
          until = Math.max(until, rows.getLong(3));
          length += rows.getLong(4);
        }
      }
      if (ids.isEmpty()) {
        return;
      }
      delete(connection, ids);
      Forgotten.load(connection).plus(journeys, until).write(connection);
      connection.commit();
      left -= length;
    }
  }

  private static void delete(Connection connection, List<Long> ids) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM journey_block WHERE id = ?")) {
      for (long id : ids) {
        delete.setLong(1, id);
        delete.executeUpdate();
      }
    }
  }

  /** All blocks by number. */
  static List<JourneyBlock> readAll(Connection connection) throws SQLException {
    List<JourneyBlock> blocks = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT bytes FROM journey_block ORDER BY id")) {
      while (rows.next()) {
        blocks.add(JourneyBlock.parse(rows.getBytes(1)));
      }
    }
    return blocks;
  }

  /**
   * Takes out the last blocks as long as each has no more journeys than those after it and all have
   * room together, if there are two at least. So their sizes stay falling, there are never more
   * small blocks than the logarithm of a full one, and no journey is written again more often than
   * that.
   *
   * @return the blocks, by number
   */
  List<JourneyBlock> takeSmall() throws SQLException {
    List<JourneyBlock> taken = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    long journeys = 0;
    long touches = 0;
    long factBytes = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, journeys, touches, bytes FROM journey_block ORDER BY id DESC")) {
      while (rows.next()
          && (ids.isEmpty() || rows.getInt(2) <= journeys)
          && haveRoom(journeys + rows.getInt(2), touches + rows.getLong(3), factBytes)) {
        Optional<JourneyBlock> block = parse(rows.getBytes(4));
        if (block.isEmpty() || !haveRoom(journeys, touches, factBytes + block.get().factBytes())) {
          break;
        }
        ids.add(rows.getLong(1));
        journeys += rows.getInt(2);
        touches += rows.getLong(3);
        factBytes += block.get().factBytes();
        taken.add(block.get());
      }
    }
    if (taken.size() < 2) {
      return List.of();
    }
    delete(connection, ids);
    Collections.reverse(taken);
    return taken;
  }

  /**
   * A damaged block stays where it is, as a reader says; it must not stop the sealing of others.
   */
  private static Optional<JourneyBlock> parse(byte[] bytes) {
    try {
      return Optional.of(JourneyBlock.parse(bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether one block may hold so much. */
  static boolean haveRoom(long journeys, long touches, long factBytes) {
    return journeys <= FULL_JOURNEYS && touches <= FULL_TOUCHES && factBytes <= FULL_FACT_BYTES;
  }

  void add(JourneyBlock block) throws SQLException {
    set(insert, block, ++last);
    insert.executeUpdate();
  }

  private static void set(PreparedStatement row, JourneyBlock block, long id) throws SQLException {
    row.setLong(1, block.firstStart());
    row.setLong(2, block.lastStart());
    OptionalLong linked = firstLinked(block);
    row.setObject(3, linked.isPresent() ? linked.getAsLong() : null, Types.BIGINT);
    row.setInt(4, block.journeys());
    row.setLong(5, block.touches());
    row.setBytes(6, block.bytes());
    row.setLong(7, id);
  }

  private static OptionalLong firstLinked(JourneyBlock block) {
    OptionalLong first = OptionalLong.empty();
    for (JourneyBlock.Cursor journey = block.cursor(); block.hasVisitors() && journey.next(); ) {
      if (journey.visitor() != 0 && (first.isEmpty() || journey.micros()[0] < first.getAsLong())) {
        first = OptionalLong.of(journey.micros()[0]);
      }
    }
    return first;
  }

  /** The numbers of all blocks of which it is known whose some of their journeys are. */
  static List<Long> linked(Connection connection) throws SQLException {
    return ids(connection, "linked_us IS NOT NULL");
  }

  /** The numbers of the blocks that hold what began or is linked before two times. */
  static List<Long> before(Connection connection, long startMicros, long linkedMicros)
      throws SQLException {
    return ids(connection, "first_start_us < " + startMicros + " OR linked_us < " + linkedMicros);
  }

  private static List<Long> ids(Connection connection, String where) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id FROM journey_block WHERE " + where + " ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** A block, if it is still there and whole. */
  static Optional<JourneyBlock> read(Connection connection, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT bytes FROM journey_block WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? parse(rows.getBytes(1)) : Optional.empty();
      }
    }
  }

  /** Puts a block in the place of another; none where no journey is left. */
  static void replace(Connection connection, long id, JourneyBlock block) throws SQLException {
    if (block.journeys() == 0) {
      delete(connection, List.of(id));
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE journey_block SET first_start_us = ?, last_start_us = ?, linked_us = ?,"
                + " journeys = ?, touches = ?, bytes = ? WHERE id = ?")) {
      set(update, block, id);
      update.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
