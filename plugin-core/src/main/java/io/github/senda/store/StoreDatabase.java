package io.github.senda.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The database in a folder, and who may use it when: what changes it takes turns on one connection,
 * what reads it goes on beside that on connections of its own. After a failure the files are opened
 * again at the next change. Safe for any thread.
 */
final class StoreDatabase {

  private static final long MUCH_BYTES = 8L << 20;

  static final int CHANGES_UNTIL_TIDY = 100;

  /** What is done with a connection. */
  interface Work<C, T> {
    T with(C open) throws SQLException, StoreException;
  }

  private final StoreFolder place;
  private final Path folder;
  private final Clock clock;
  private final long most;
  private final Dialect dialect;
  private final Work<Writing, ?> connecting;
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
  private final ReentrantReadWriteLock files = new ReentrantReadWriteLock();
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Writing> writing = Optional.empty();
  private long changes;
  private boolean closed;

  private StoreDatabase(
      StoreFolder place, Clock clock, long most, Dialect dialect, Work<Writing, ?> connecting) {
    this.place = place;
    this.folder = place.path();
    this.clock = clock;
    this.most = most;
    this.dialect = dialect;
    this.connecting = connecting;
  }

  /**
   * Claims a folder and opens what is in it.
   *
   * @param most how many bytes it may take
   * @param connecting what is done whenever the files were opened, before anything else
   */
  static StoreDatabase open(
      Path folder, Clock clock, long most, Dialect dialect, Work<Writing, ?> connecting)
      throws StoreException {
    StoreDatabase database =
        new StoreDatabase(StoreFolder.prepare(folder, dialect), clock, most, dialect, connecting);
    database.place.claim();
    boolean opened = false;
    database.turn.lock();
    try {
      dialect.check(database.folder);
      Connection unused = database.connected().connection();
      opened = true;
    } catch (SQLException e) {
      throw dialect.explain(e, database.folder);
    } finally {
      if (!opened) {
        database.disconnect();
        database.place.unclaim();
      }
      database.turn.unlock();
    }
    return database;
  }

  /** The folder, with no links in its path. */
  Path folder() {
    return folder;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Work in turn, on the connection that writes. */
  <T> T change(Work<Writing, T> work) throws StoreException {
    life.readLock().lock();
    try {
      requireOpen();
      turn.lock();
      try {
        boolean done = false;
        try {
          Writing open = connected();
          T result = work.with(open);
          done = true;
          tidyNowAndThen(open.connection());
          return result;
        } finally {
          if (!done) {
            disconnect();
          }
        }
      } finally {
        turn.unlock();
      }
    } catch (SQLException e) {
      throw dialect.explain(e, folder);
    } catch (RuntimeException e) {
      throw unreadable(e);
    } finally {
      life.readLock().unlock();
    }
  }

  private void tidyNowAndThen(Connection open) {
    if (++changes % CHANGES_UNTIL_TIDY == 0) {
      try {
        dialect.tidy(open);
      } catch (SQLException | RuntimeException e) {
        // What was asked for is done, and must not look undone; what is wrong shows at the next.
        disconnect();
      }
    }
  }

  /** Work on a connection of its own. */
  <T> T beside(Work<Connection, T> work) throws StoreException {
    life.readLock().lock();
    try {
      requireOpen();
      files.readLock().lock();
      try (Connection open = dialect.connect(folder)) {
        return work.with(open);
      } finally {
        files.readLock().unlock();
      }
    } catch (SQLException e) {
      throw dialect.explain(e, folder);
    } catch (RuntimeException e) {
      throw unreadable(e);
    } finally {
      life.readLock().unlock();
    }
  }

  /**
   * Writes the files anew with only what is in use, unless somebody just reads them: there is soon
   * another occasion. Only from within a {@link #change}, as the last of it.
   *
   * @param before what is done first if nobody reads
   */
  void rewriteUnlessRead(Connection open, Work<Connection, ?> before)
      throws SQLException, StoreException {
    if (files.writeLock().tryLock()) {
      try {
        Object unused = before.with(open);
        dialect.rewrite(open);
      } finally {
        disconnect();
        files.writeLock().unlock();
      }
    }
  }

  /** Lets go of the folder. Waits for what is under way; more calls do nothing. */
  void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        writing.ifPresent(open -> giveSpaceBack(open.connection()));
        disconnect();
        place.unclaim();
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  /** After much was written at once, more than the database itself gives back when it closes. */
  private void giveSpaceBack(Connection open) {
    try {
      if (dialect.size(open) > MUCH_BYTES) {
        dialect.shrink(open);
      }
    } catch (SQLException | RuntimeException e) {
      // Nothing is lost: the next that opens the file fills the free space again.
      return;
    }
  }

  private StoreException unreadable(RuntimeException error) {
    return new StoreException(
        "The store in the folder "
            + folder
            + " holds something that cannot be read ("
            + error.getMessage()
            + "): put a backup in its place.",
        error);
  }

  private void requireOpen() throws StoreException {
    if (closed) {
      throw new StoreException(
          "The store in the folder " + folder + " is closed: start the shop again to use it.");
    }
  }

  private Writing connected() throws SQLException, StoreException {
    if (writing.isEmpty()) {
      Connection open = dialect.connect(folder);
      boolean done = false;
      try {
        open.setAutoCommit(false);
        Schema.migrate(open, dialect, folder, clock.millis());
        HeaderFilling.fill(open);
        Writing loaded = Writing.load(open, most);
        Object unused = connecting.with(loaded);
        writing = Optional.of(loaded);
        done = true;
      } finally {
        if (!done) {
          close(open);
        }
      }
    }
    return writing.get();
  }

  private void disconnect() {
    writing.ifPresent(open -> close(open.connection()));
    writing = Optional.empty();
  }

  private static void close(Connection open) {
    try {
      open.close();
    } catch (SQLException | RuntimeException e) {
      // It is given up because it failed already: that failure is the one to tell.
      return;
    }
  }
}
