package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
          connection.prepareStatement("INSERT INTO journey_block VALUES (?, ?, ?, ?, ?, ?)"),
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
    insert.setLong(1, ++last);
    insert.setLong(2, block.firstStart());
    insert.setLong(3, block.lastStart());
    insert.setInt(4, block.journeys());
    insert.setLong(5, block.touches());
    insert.setBytes(6, block.bytes());
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
