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

/** The table of blocks, within one transaction of the caller's. Numbers only ever go up. */
final class BlockRows implements AutoCloseable {

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
   * Takes out the last blocks as long as each has no more journeys than what comes to it and all
   * have room together. So their sizes stay falling, there are never more small blocks than the
   * logarithm of a full one, and no journey is written again more often than that.
   *
   * @return the blocks, by number
   */
  List<JourneyBlock> takeSmall(long journeys, long touches, int fullJourneys, int fullTouches)
      throws SQLException {
    List<JourneyBlock> taken = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    long allJourneys = journeys;
    long allTouches = touches;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, journeys, touches, bytes FROM journey_block ORDER BY id DESC")) {
      while (rows.next()
          && rows.getInt(2) <= allJourneys
          && rows.getInt(2) + allJourneys <= fullJourneys
          && rows.getLong(3) + allTouches <= fullTouches) {
        ids.add(rows.getLong(1));
        allJourneys += rows.getInt(2);
        allTouches += rows.getLong(3);
        taken.add(JourneyBlock.parse(rows.getBytes(4)));
      }
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM journey_block WHERE id = ?")) {
      for (long id : ids) {
        delete.setLong(1, id);
        delete.executeUpdate();
      }
    }
    Collections.reverse(taken);
    return taken;
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
