package io.github.senda.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps a store to its size, and lets nothing stay in its file that was let go of. Within a change
 * of its database, as the last of it; not safe for threads but for {@link #forgotten}.
 */
final class SizeKeeping {

  private final long most;
  private volatile Forgotten forgotten = Forgotten.none();

  /**
   * Keeps a store to a size.
   *
   * @param most how many bytes it may take
   */
  SizeKeeping(long most) {
    this.most = most;
  }

  /** Looks what went before; called for each new connection. */
  void connected(Connection open) throws SQLException {
    forgotten = Forgotten.load(open);
  }

  /** What went, so that the store keeps to its size. */
  Forgotten forgotten() {
    return forgotten;
  }

  /**
   * What counts is what is in use, not the file: it holds free space that is filled again, and
   * journeys must not go because of that.
   */
  void go(StoreDatabase database, Connection open, long today, BlockBytes bytes)
      throws SQLException, StoreException {
    Dialect dialect = database.dialect();
    long used = dialect.used(open);
    if (used > most / 8 * 7) {
      BlockRows.deleteOldest(open, used - most / 4 * 3);
      bytes.forget();
      forgotten = Forgotten.load(open);
    }
    if (dialect.size(open) > most / 8 * 7) {
      dialect.shrink(open);
    }
    if (LetGo.isDue(open, today) || dialect.size(open) > most) {
      database.rewriteUnlessRead(
          open,
          connection -> {
            LetGo.unmark(connection);
            connection.commit();
            return connection;
          });
    }
  }
}
