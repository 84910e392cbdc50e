package io.github.senda.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * DuckDB's answer to what {@code senda graph} is asked, in a process of its own: the file is read
 * once into a table of three columns, then counted. Ties in time go by the row's place in the file,
 * as Senda's do.
 */
final class DuckDbFigures {

  private DuckDbFigures() {}

  /** Prints the figures, then how long the queries took, without the start of the JVM. */
  public static void main(String[] arguments) throws SQLException {
    String file = arguments[0].replace("'", "''");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      long start = System.nanoTime();
      statement.execute(
          "create table step as select session_id as c, event as a, \"timestamp\" as t,"
              + " row_number() over () as n from read_csv('"
              + file
              + "')");
      statement.execute(
          "create table pair as select a, lead(a) over w as b, lead(t) over w - t as d, c"
              + " from step window w as (partition by c order by t, n)");
      print(statement, "touches, journeys", "select count(*), count(distinct c) from step", 1);
      print(
          statement,
          "variants, top",
          "select count(*), max(k) from (select v, count(*) as k from"
              + " (select string_agg(a, chr(31) order by t, n) as v from step group by c)"
              + " group by v)",
          1);
      print(
          statement,
          "arcs",
          "select a, b, count(*) as k, avg(epoch_us(d)) / 1e6 as mean_s,"
              + " median(epoch_us(d)) / 1e6 as median_s from pair where b is not null"
              + " group by a, b order by k desc, a, b",
          5);
      print(
          statement,
          "starts, ends",
          "select (select count(distinct f) from"
              + " (select arg_min(a, (t, n)) as f from step group by c)),"
              + " (select count(distinct a) from pair where b is null)",
          1);
      System.out.printf(Locale.ROOT, "query_seconds %.3f%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static void print(Statement statement, String name, String query, int shown)
      throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      int rows = 0;
      for (; result.next(); rows++) {
        StringBuilder line = new StringBuilder(name);
        for (int column = 1; column <= columns; column++) {
          line.append(' ').append(result.getObject(column));
        }
        if (rows < shown) {
          System.out.println(line);
        }
      }
      System.out.println(name + ": " + rows + (rows == 1 ? " row" : " rows"));
    }
  }
}
