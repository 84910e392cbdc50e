package io.github.senda.store;

import io.github.senda.journey.BlockHeader;
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

/**
 * The table of blocks and the one of their headers, always written together, within one transaction
 * of the caller's.
 */
final class BlockRows {

  /** From here on a block is no longer merged with the next. */
  private static final int FULL_JOURNEYS = 4_096;

  /**
   * With the next keeps the bytes of a block below 1 MiB, at six a touch; not less than {@link
   * Visits#LONGEST}.
   */
  private static final int FULL_TOUCHES = 100_000;

  private static final int FULL_FACT_BYTES = 300_000;

  private static final int DELETE_BYTES = 1 << 18;

  private static final String HEADER_COLUMNS =
      " first_start_us, last_start_us, linked_us, journeys, touches, length, checksum, visitors,"
          + " fact_bytes";

  /**
   * What is known of a block by its number.
   *
   * @param id the number, which another block may have later
   */
  record Row(long id, BlockHeader header) {

    private static Row of(ResultSet row) throws SQLException {
      JourneyBlock.Key key =
          new JourneyBlock.Key(
              row.getInt("checksum"),
              row.getInt("length"),
              row.getInt("journeys"),
              row.getLong("touches"),
              row.getLong("first_start_us"),
              row.getLong("last_start_us"));
      return new Row(
          row.getLong("id"),
          new BlockHeader(key, false, row.getBoolean("visitors"), row.getInt("fact_bytes")));
    }
  }

  /** A block that was taken out, and its bytes as they were. */
  record Taken(Row row, byte[] bytes, JourneyBlock block) {}

  private final Connection connection;
  private long last;

  private BlockRows(Connection connection, long last) {
    this.connection = connection;
    this.last = last;
  }

  static BlockRows of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM block_header")) {
      rows.next();
      return new BlockRows(connection, rows.getLong(1));
    }
  }

  /**
   * Deletes the first blocks, few to a transaction, as the module's RATIONALE says; commits each.
   *
   * @param bytes how many bytes of blocks have to go at least, if there are so many
   */
  static void deleteOldest(Connection connection, long bytes) throws SQLException {
    for (long left = bytes; left > 0; ) {
      List<Row> first = new ArrayList<>();
      long length = 0;
      try (Statement statement = connection.createStatement();
          ResultSet rows = select(statement, " ORDER BY id")) {
        while (length < Math.min(left, DELETE_BYTES) && rows.next()) {
          Row row = Row.of(rows);
          first.add(row);
          length += row.header.key().bytes();
        }
      }
      if (first.isEmpty()) {
        return;
      }
      delete(connection, first.stream().map(Row::id).toList());
      Forgotten.load(connection)
          .plus(
              first.stream().mapToLong(row -> row.header.key().journeys()).sum(),
              first.stream().mapToLong(row -> row.header.key().lastStart()).max().orElseThrow())
          .write(connection);
      connection.commit();
      left -= length;
    }
  }

  private static ResultSet select(Statement statement, String how) throws SQLException {
    return statement.executeQuery("SELECT id," + HEADER_COLUMNS + " FROM block_header" + how);
  }

  private static void delete(Connection connection, List<Long> ids) throws SQLException {
    for (String table : List.of("journey_block", "block_header")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?")) {
        for (long id : ids) {
          delete.setLong(1, id);
          delete.executeUpdate();
        }
      }
    }
  }

  /** What is known of all blocks, by number. */
  static List<Row> headers(Connection connection) throws SQLException {
    List<Row> headers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = select(statement, " ORDER BY id")) {
      while (rows.next()) {
        headers.add(Row.of(rows));
      }
    }
    return headers;
  }

  /**
   * Takes out the last blocks as long as each has no more journeys than those after it and all have
   * room together, if there are two at least. So their sizes stay falling, there are never more
   * small blocks than the logarithm of a full one, and no journey is written again more often than
   * that.
   *
   * @return the blocks, by number
   */
  List<Taken> takeSmall() throws SQLException {
    List<Row> small = new ArrayList<>();
    long journeys = 0;
    long touches = 0;
    long factBytes = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = select(statement, " ORDER BY id DESC")) {
      while (rows.next()) {
        Row row = Row.of(rows);
        BlockHeader header = row.header;
        boolean falling = small.isEmpty() || header.key().journeys() <= journeys;
        journeys += header.key().journeys();
        touches += header.key().touches();
        factBytes += header.factBytes();
        if (!falling || !haveRoom(journeys, touches, factBytes)) {
          break;
        }
        small.add(row);
      }
    }
    List<Taken> taken = new ArrayList<>();
    for (Row row : small) {
      Optional<byte[]> bytes = bytes(connection, row.id);
      Optional<JourneyBlock> block = bytes.flatMap(BlockRows::parse);
      if (block.isEmpty()) {
        break;
      }
      taken.add(new Taken(row, bytes.orElseThrow(), block.get()));
    }
    if (taken.size() < 2) {
      return List.of();
    }
    delete(connection, taken.stream().map(one -> one.row.id).toList());
    Collections.reverse(taken);
    return taken;
  }

  /** Whether one block may hold so much. */
  static boolean haveRoom(long journeys, long touches, long factBytes) {
    return journeys <= FULL_JOURNEYS && touches <= FULL_TOUCHES && factBytes <= FULL_FACT_BYTES;
  }

  void add(JourneyBlock block) throws SQLException {
    long id = ++last;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO journey_block(first_start_us, last_start_us, linked_us, journeys,"
                + " touches, bytes, id) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      writeBlock(insert, block, id);
    }
    addHeader(connection, id, block.header(), firstLinked(block));
  }

  /** Adds what is known of a block that has its row already. */
  static void addHeader(Connection connection, long id, BlockHeader header, OptionalLong linked)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO block_header("
                + HEADER_COLUMNS
                + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      writeHeader(insert, id, header, linked);
    }
  }

  private static void writeBlock(PreparedStatement row, JourneyBlock block, long id)
      throws SQLException {
    setStarts(row, block.header(), firstLinked(block));
    row.setBytes(6, block.bytes());
    row.setLong(7, id);
    row.executeUpdate();
  }

  private static void writeHeader(
      PreparedStatement row, long id, BlockHeader header, OptionalLong linked) throws SQLException {
    setStarts(row, header, linked);
    row.setInt(6, header.key().bytes());
    row.setInt(7, header.key().checksum());
    row.setBoolean(8, header.hasVisitors());
    row.setInt(9, header.factBytes());
    row.setLong(10, id);
    row.executeUpdate();
  }

  /** Both tables begin alike. */
  private static void setStarts(PreparedStatement row, BlockHeader header, OptionalLong linked)
      throws SQLException {
    row.setLong(1, header.key().firstStart());
    row.setLong(2, header.key().lastStart());
    row.setObject(3, linked.isPresent() ? linked.getAsLong() : null, Types.BIGINT);
    row.setInt(4, header.key().journeys());
    row.setLong(5, header.key().touches());
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
            statement.executeQuery("SELECT id FROM block_header WHERE " + where + " ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** The bytes of a block, if it is still there; nobody has looked whether they are whole. */
  static Optional<byte[]> bytes(Connection connection, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT bytes FROM journey_block WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
      }
    }
  }

  /**
   * A block, if it is still there and whole: a damaged one stays where it is, as a reader says; it
   * must not stop what is done with others.
   */
  static Optional<JourneyBlock> read(Connection connection, long id) throws SQLException {
    return bytes(connection, id).flatMap(BlockRows::parse);
  }

  private static Optional<JourneyBlock> parse(byte[] bytes) {
    try {
      return Optional.of(JourneyBlock.parse(bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
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
      writeBlock(update, block, id);
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE block_header SET first_start_us = ?, last_start_us = ?, linked_us = ?,"
                + " journeys = ?, touches = ?, length = ?, checksum = ?, visitors = ?,"
                + " fact_bytes = ? WHERE id = ?")) {
      writeHeader(update, id, block.header(), firstLinked(block));
    }
  }
}
