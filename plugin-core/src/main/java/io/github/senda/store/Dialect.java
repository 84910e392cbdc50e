package io.github.senda.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs from database to database; all else is plain SQL and JDBC in the store. */
interface Dialect {

  /** The file that holds everything, below the folder; it need not be there yet. */
  Path file(Path folder);

  /**
   * Looks whether a folder's database is whole, and changes nothing in it; called before the first
   * connection, as opening what is damaged may already overwrite what could be saved.
   */
  void check(Path folder) throws StoreException;

  /** A new connection, one transaction after the other, that sees what was committed last. */
  Connection connect(Path folder) throws SQLException;

  /** Makes all that a connection reads until it is closed the state of one moment. */
  void holdStill(Connection connection) throws SQLException;

  /**
   * The schema, as the statements that lead to each version from the one before; version 1 is the
   * first entry. Every statement does no harm when it is run again: a database may commit each of
   * them by itself, and the process may end in between.
   */
  List<List<String>> migrations();

  /** Copies the database, consistent and while others write, into a zip that is not there yet. */
  void backup(Connection connection, Path zip) throws SQLException;

  /**
   * Frees what was written and is no longer needed, a bounded piece of work at a time, so that the
   * file does not grow for ever; called between transactions.
   */
  void tidy(Connection connection) throws SQLException;

  /** How many bytes the database takes on the disk. */
  long size(Connection connection) throws SQLException;

  /** About how many of these bytes are in use, so would be left after the best tidying. */
  long used(Connection connection) throws SQLException;

  /**
   * Gives space on the disk back, as far as that goes in about half a second; called between
   * transactions.
   */
  void shrink(Connection connection) throws SQLException;

  /**
   * Writes the database anew with only what is in use, which takes as much room beside it for a
   * while, and closes it; called while nobody else has a connection.
   */
  void rewrite(Connection connection) throws SQLException;

  /** What an error of this database means to a merchant. */
  StoreException explain(SQLException error, Path folder);
}
