package io.github.senda.store;

import io.github.senda.journey.BlockHeader;
import io.github.senda.journey.JourneyBlock;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Writes the headers of the blocks of a store from before there were any; once. */
final class HeaderFilling {

  private static final String NAME = "block headers";
  private static final int AT_ONCE = 100;

  private record Found(long id, OptionalLong linked, BlockHeader header) {}

  private HeaderFilling() {}

  /** Goes on where it ended, if it did; commits now and then. */
  static void fill(Connection connection) throws SQLException {
    if (MetaRows.read(connection, NAME).isPresent()) {
      return;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, first_start_us, last_start_us, linked_us, journeys, touches, bytes"
                + " FROM journey_block WHERE id > (SELECT COALESCE(MAX(id), 0) FROM block_header)"
                + " ORDER BY id FETCH FIRST "
                + AT_ONCE
                + " ROWS ONLY")) {
      List<Found> found = new ArrayList<>();
      do {
        found.clear();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            long linked = rows.getLong("linked_us");
            found.add(
                new Found(
                    rows.getLong("id"),
                    rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(linked),
                    header(rows)));
          }
        }
        for (Found one : found) {
          BlockRows.addHeader(connection, one.id, one.header, one.linked);
        }
        connection.commit();
      } while (!found.isEmpty());
    }
    MetaRows.write(connection, NAME, "written");
    connection.commit();
  }

  private static BlockHeader header(ResultSet row) throws SQLException {
    byte[] bytes = row.getBytes("bytes");
    try {
      return JourneyBlock.headerOf(bytes);
    } catch (IllegalArgumentException e) {
      // Nothing can be said of what is in it, but a reader must come upon it and say so.
      int checksum =
          bytes.length < Integer.BYTES
              ? 0
              : ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES);
      return new BlockHeader(
          new JourneyBlock.Key(
              checksum,
              bytes.length,
              row.getInt("journeys"),
              row.getLong("touches"),
              row.getLong("first_start_us"),
              row.getLong("last_start_us")),
          false,
          false,
          0);
    }
  }
}
