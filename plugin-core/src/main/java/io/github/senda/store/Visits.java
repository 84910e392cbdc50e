package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.Sessionizer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The touches that are in no block yet, cut into visits. A value. */
final class Visits {

  /** Nobody clicks that often: a visit that goes on for longer is cut, so that a block is small. */
  static final int LONGEST = 20_000;

  private static final Comparator<Row> BY_VISITOR_AND_TIME =
      Comparator.comparingLong(Row::visitorHigh)
          .thenComparingLong(Row::visitorLow)
          .thenComparingLong(Row::millis)
          .thenComparingInt(Row::node)
          .thenComparingLong(Row::sequence);

  /** One row of the table. */
  private record Row(
      int node,
      long sequence,
      long visitorHigh,
      long visitorLow,
      long millis,
      int sign,
      int attributes) {

    boolean sameVisitor(Row other) {
      return visitorHigh == other.visitorHigh && visitorLow == other.visitorLow;
    }
  }

  /**
   * One visit: touches in the order of their times, and of arrival where times are equal.
   *
   * @param rows the touches, at least one
   * @param followed whether the same visitor has a later one
   */
  record Visit(List<Row> rows, boolean followed) {

    int touches() {
      return rows.size();
    }

    private Row first() {
      return rows.get(0);
    }

    /**
     * Whether there is silence of more than some milliseconds between the last touch and now. A
     * last touch that is as far in the future was written by a clock that has gone back since, and
     * no touch of today will ever join it.
     */
    boolean silentFor(long millis, long nowMillis) {
      return Math.abs(nowMillis - rows.get(rows.size() - 1).millis) > millis;
    }

    boolean full() {
      return rows.size() == LONGEST;
    }

    void addTo(JourneyBlock.Builder block) {
      int[] signs = new int[rows.size()];
      long[] micros = new long[rows.size()];
      for (int i = 0; i < signs.length; i++) {
        signs[i] = rows.get(i).sign;
        micros[i] = rows.get(i).millis * 1000;
      }
      block.add(signs, micros, 0, signs.length, first().attributes);
    }
  }

  private Visits() {}

  /** Reads the table and cuts it; the visits are in the order of their first touches. */
  static List<Visit> read(Connection connection, Sessionizer sessionizer) throws SQLException {
    List<Row> rows = rows(connection);
    rows.sort(BY_VISITOR_AND_TIME);
    List<Visit> visits = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= rows.size(); i++) {
      boolean visitorEnds = i == rows.size() || !rows.get(i).sameVisitor(rows.get(i - 1));
      if (visitorEnds
          || i - from == LONGEST
          || sessionizer.cuts(rows.get(i - 1).millis * 1000, rows.get(i).millis * 1000)) {
        visits.add(new Visit(rows.subList(from, i), !visitorEnds));
        from = i;
      }
    }
    visits.sort(
        Comparator.comparingLong((Visit visit) -> visit.first().millis)
            .thenComparingInt(visit -> visit.first().node)
            .thenComparingLong(visit -> visit.first().sequence));
    return visits;
  }

  /** Deletes the touches of visits, in the order of the table: any other is ten times as slow. */
  static void delete(Connection connection, List<Visit> visits) throws SQLException {
    List<Row> rows = new ArrayList<>();
    visits.forEach(visit -> rows.addAll(visit.rows));
    rows.sort(Comparator.comparingInt(Row::node).thenComparingLong(Row::sequence));
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM touch WHERE node = ? AND sequence = ?")) {
      for (Row row : rows) {
        delete.setInt(1, row.node);
        delete.setLong(2, row.sequence);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private static List<Row> rows(Connection connection) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT node, sequence, visitor_high, visitor_low, time_ms, sign, attributes"
                    + " FROM touch")) {
      while (found.next()) {
        rows.add(
            new Row(
                found.getInt(1),
                found.getLong(2),
                found.getLong(3),
                found.getLong(4),
                found.getLong(5),
                found.getInt(6),
                found.getInt(7)));
      }
    }
    return rows;
  }
}
