package io.github.senda.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in memory, as a careful engineer would set it up: narrow types, a table of visits beside
 * that of touches, visits cut already and written one after the other, as many threads as it likes.
 */
final class DuckDbAnswers implements Answers {

  private static final String GRAPH =
      "select count(*), sum(k), sum(s), sum(m) from (select a, b, count(*) as k, sum(d) as s,"
          + " %s as m from (select a, lead(a) over w as b, lead(t) over w - t as d from %s window"
          + " w as (partition by %s order by t, n)) where b is not null group by a, b)";
  private static final String VISITS = "touch where visit in (select visit from visit where %s)";

  private final Connection connection;

  DuckDbAnswers(long touches) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      // What does not fit goes to disk, and not beside wherever this was started.
      statement.execute("set memory_limit = '8GB'");
      statement.execute(
          "set temp_directory = '" + System.getProperty("java.io.tmpdir") + "/senda-duckdb'");
      statement.execute(
          "create table touch(visit integer, n bigint, t bigint, a utinyint, visitor integer)");
      statement.execute(
          "create table visit(visit integer, visitor integer, start bigint, channel utinyint,"
              + " device utinyint)");
    }
    DuckDBConnection duckDb = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender touch = duckDb.createAppender("main", "touch");
        DuckDBAppender visit = duckDb.createAppender("main", "visit")) {
      new Loading(touch, visit).load(touches);
    }
  }

  /** Writes both tables. */
  private static final class Loading {
    private final DuckDBAppender touch;
    private final DuckDBAppender visit;
    private int visits;
    private long rows;

    Loading(DuckDBAppender touch, DuckDBAppender visit) {
      this.touch = touch;
      this.visit = visit;
    }

    void load(long touches) throws SQLException {
      BigLog.write(touches, this::add);
    }

    private void add(
        long visitor, int channel, int device, int[] touchpoints, long[] micros, int length)
        throws SQLException {
      for (int i = 0; i < length; i++) {
        touch.beginRow();
        touch.append(visits);
        touch.append(rows++);
        touch.append(micros[i]);
        touch.append((byte) touchpoints[i]);
        touch.append((int) visitor);
        touch.endRow();
      }
      visit.beginRow();
      visit.append(visits++);
      visit.append((int) visitor);
      visit.append(micros[0]);
      visit.append((byte) channel);
      visit.append((byte) device);
      visit.endRow();
    }
  }

  @Override
  public Answer answer(Question question, int turn) throws SQLException {
    long week = BigLog.WEEK.getEpochSecond() * 1_000_000;
    return switch (question) {
      case GRAPH, AGAIN -> ask("0", "touch", "visit");
      case MEDIANS -> ask("median(d)", "touch", "visit");
      case WEEK ->
          ask(
              "0",
              VISITS.formatted(
                  between(week, week + 7 * 86_400_000_000L)
                      + " and channel = "
                      + BigLog.CHANNEL
                      + " and device = "
                      + BigLog.DEVICE),
              "visit");
      case PASSES ->
          ask(
              "0",
              "touch where visit in (select visit from touch group by visit having bool_or(a = "
                  + BigLog.PASSED
                  + ") and not bool_or(a = "
                  + BigLog.AVOIDED
                  + "))",
              "visit");
      case ACROSS ->
          ask(
              "0",
              "(select a, t, n, visitor, coalesce(sum((a = "
                  + BigLog.PURCHASE
                  + ")::integer) over (partition by visitor order by t, n rows between unbounded"
                  + " preceding and 1 preceding), 0) as bought from touch)",
              "visitor, bought");
      case PERIOD -> {
        int[] days = Answers.period(turn);
        long start = BigLog.START.getEpochSecond();
        yield ask(
            "0",
            VISITS.formatted(
                between(
                    (start + days[0] * 86_400L) * 1_000_000,
                    (start + days[1] * 86_400L) * 1_000_000)),
            "visit");
      }
    };
  }

  private static String between(long from, long to) {
    return "start >= " + from + " and start < " + to;
  }

  private Answer ask(String median, String touches, String unit) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(GRAPH.formatted(median, touches, unit))) {
      row.next();
      return new Answer(row.getLong(1), row.getLong(2), row.getLong(3), row.getDouble(4));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
