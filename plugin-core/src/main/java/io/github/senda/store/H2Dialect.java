package io.github.senda.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/** H2, embedded, in one file that one process holds. */
final class H2Dialect implements Dialect {

  private static final String NAME = "senda";

  /**
   * Opens the file again when a thread is interrupted while it reads; with any other, one impatient
   * request would close the file under all others.
   */
  private static final String FILE_SYSTEM = "retry:";

  /** A store that was killed before its first commit has nothing in it, and is smaller. */
  private static final long JUST_BORN_BYTES = 1 << 16;

  /** Each is explained in the module's RATIONALE. */
  private static final String SETTINGS =
      ";WRITE_DELAY=0"
          + ";DB_CLOSE_ON_EXIT=FALSE"
          + ";TRACE_LEVEL_FILE=0"
          + ";TRACE_LEVEL_SYSTEM_OUT=0"
          + ";CACHE_SIZE=4096"
          + ";MAX_COMPACT_TIME=500"
          + ";LAZY_QUERY_EXECUTION=1";

  /** Parts of the file of which less is in use are written again, so much at a time. */
  private static final int TIDY_FILL_PERCENT = 50;

  private static final int TIDY_BYTES = 1 << 20;

  private static final int SHRINK_FILL_PERCENT = 90;

  private static final int SHRINK_BYTES = 4 << 20;

  private static final long SHRINK_NANOS = 500_000_000;

  private static final String TOUCH_COLUMNS =
      " visitor_high BIGINT NOT NULL, visitor_low BIGINT NOT NULL,"
          + " time_ms BIGINT NOT NULL, sign INT NOT NULL, attributes INT NOT NULL";

  private static final String FACT_COLUMNS =
      ", same_hash BIGINT, order_touch BIGINT, cart_hash BIGINT, amount BIGINT,"
          + " currency VARCHAR(3)";

  private static final String HASH_TABLE =
      "CREATE TABLE IF NOT EXISTS %s("
          + "hash BIGINT PRIMARY KEY, touch BIGINT NOT NULL, time_ms BIGINT NOT NULL,"
          + " salt_day BIGINT NOT NULL, visitor BIGINT NOT NULL)";

  private static final List<List<String>> MIGRATIONS =
      List.of(
          List.of(
              "CREATE TABLE IF NOT EXISTS sign(number INT PRIMARY KEY, text VARCHAR NOT NULL)",
              "CREATE TABLE IF NOT EXISTS attributes("
                  + "number INT PRIMARY KEY, text VARCHAR NOT NULL)",
              "MERGE INTO attributes(number, text) KEY(number) VALUES (0, '')",
              "CREATE TABLE IF NOT EXISTS node(number INT PRIMARY KEY, sequence BIGINT NOT NULL)",
              "CREATE TABLE IF NOT EXISTS touch("
                  + "node INT NOT NULL, sequence BIGINT NOT NULL,"
                  + TOUCH_COLUMNS
                  + ", PRIMARY KEY(node, sequence))",
              "CREATE TABLE IF NOT EXISTS journey_block("
                  + "id BIGINT PRIMARY KEY,"
                  + " first_start_us BIGINT NOT NULL, last_start_us BIGINT NOT NULL,"
                  + " journeys INT NOT NULL, touches BIGINT NOT NULL,"
                  + " bytes VARBINARY(1048576) NOT NULL)"),
          List.of(
              // A key of one number is the row's own place; one of two is an index beside it.
              "CREATE TABLE IF NOT EXISTS touch_by_sequence("
                  + "node INT NOT NULL, sequence BIGINT PRIMARY KEY,"
                  + TOUCH_COLUMNS
                  + FACT_COLUMNS
                  + ")",
              "CREATE TABLE IF NOT EXISTS touch("
                  + "node INT NOT NULL, sequence BIGINT NOT NULL,"
                  + TOUCH_COLUMNS
                  + ")",
              "INSERT INTO touch_by_sequence(node, sequence, visitor_high, visitor_low,"
                  + " time_ms, sign, attributes)"
                  + " SELECT node, sequence, visitor_high, visitor_low, time_ms, sign, attributes"
                  + " FROM touch WHERE sequence NOT IN (SELECT sequence FROM touch_by_sequence)",
              "DROP TABLE touch",
              "ALTER TABLE touch_by_sequence RENAME TO touch",
              "CREATE TABLE IF NOT EXISTS named_order("
                  + "hash BIGINT PRIMARY KEY, touch BIGINT NOT NULL, time_ms BIGINT NOT NULL)",
              "CREATE TABLE IF NOT EXISTS meta("
                  + "name VARCHAR(40) PRIMARY KEY, text VARCHAR NOT NULL)"),
          List.of(
              "CREATE TABLE IF NOT EXISTS open_touches("
                  + "sequence BIGINT PRIMARY KEY, touches INT NOT NULL,"
                  + " bytes VARBINARY(1048576) NOT NULL)",
              "CREATE TABLE IF NOT EXISTS sealed_touches("
                  + "sequence BIGINT PRIMARY KEY, touches INT NOT NULL,"
                  + " bytes VARBINARY(1048576) NOT NULL)",
              "CREATE TABLE IF NOT EXISTS touch("
                  + "sequence BIGINT NOT NULL,"
                  + TOUCH_COLUMNS
                  + FACT_COLUMNS
                  + ")",
              // As OpenTouch writes it.
              "INSERT INTO open_touches(sequence, touches, bytes) SELECT sequence, 1,"
                  + " CAST(sequence AS BINARY(8)) || CAST(visitor_high AS BINARY(8))"
                  + " || CAST(visitor_low AS BINARY(8)) || CAST(time_ms AS BINARY(8))"
                  + " || CAST(sign AS BINARY(4)) || CAST(attributes AS BINARY(4)) || X'01'"
                  + " || CAST(COALESCE(same_hash, 0) AS BINARY(8))"
                  + " || CAST(COALESCE(order_touch, 0) AS BINARY(8))"
                  + " || CAST(COALESCE(cart_hash, 0) AS BINARY(8))"
                  + " || CAST(COALESCE(amount, 0) AS BINARY(8))"
                  + " || COALESCE(CAST(currency AS VARBINARY(3)), X'000000')"
                  + " FROM touch WHERE sequence NOT IN (SELECT sequence FROM open_touches)",
              "DROP TABLE touch",
              "ALTER TABLE journey_block ADD COLUMN IF NOT EXISTS linked_us BIGINT",
              // What stood there was made with a salt that lasts, whether anybody agreed or not.
              "DROP TABLE IF EXISTS named_order",
              HASH_TABLE.formatted("named_order"),
              HASH_TABLE.formatted("told"),
              "CREATE TABLE IF NOT EXISTS customer("
                  + "visitor BIGINT PRIMARY KEY, customer BIGINT NOT NULL, time_ms BIGINT NOT NULL)",
              "CREATE TABLE IF NOT EXISTS audit("
                  + "number BIGINT PRIMARY KEY, time_ms BIGINT NOT NULL, kind VARCHAR(20) NOT NULL,"
                  + " journeys INT NOT NULL, role VARCHAR(40) NOT NULL)"),
          List.of(
              "CREATE TABLE IF NOT EXISTS search_made("
                  + "touch BIGINT PRIMARY KEY, visitor BIGINT NOT NULL,"
                  + " time_ms BIGINT NOT NULL, word BIGINT NOT NULL)",
              "CREATE INDEX IF NOT EXISTS search_made_by_visitor ON search_made(visitor)",
              "CREATE INDEX IF NOT EXISTS search_made_by_word ON search_made(word)",
              "CREATE TABLE IF NOT EXISTS search_word("
                  + "word BIGINT PRIMARY KEY, text VARCHAR(60) NOT NULL,"
                  + " time_ms BIGINT NOT NULL)"),
          List.of(
              "CREATE TABLE IF NOT EXISTS block_header("
                  + "id BIGINT PRIMARY KEY,"
                  + " first_start_us BIGINT NOT NULL, last_start_us BIGINT NOT NULL,"
                  + " linked_us BIGINT, journeys INT NOT NULL, touches BIGINT NOT NULL,"
                  + " length INT NOT NULL, checksum INT NOT NULL, visitors BOOLEAN NOT NULL,"
                  + " fact_bytes INT NOT NULL)"));

  @Override
  public Path file(Path folder) {
    return folder.resolve(NAME + ".mv.db");
  }

  /**
   * H2 takes a file whose newest part is lost for an empty one, and begins to fill it. Here that is
   * found out first: a file that was closed in order says which version it holds, and any other
   * holds at least something. And a file of an H2 of another name is made one of this.
   */
  @Override
  public void check(Path folder) throws StoreException {
    Path file = file(folder);
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        return;
      }
      boolean othersNames;
      try (MVStore store =
          new MVStore.Builder()
              .fileName(FILE_SYSTEM + file)
              .readOnly()
              .autoCommitDisabled()
              .open()) {
        Map<String, Object> header = store.getStoreHeader();
        boolean whole =
            header.containsKey("clean")
                ? Long.parseLong(header.get("version").toString(), 16) == store.getCurrentVersion()
                : !store.getMapNames().isEmpty() || Files.size(file) < JUST_BORN_BYTES;
        if (!whole) {
          throw damaged(folder, null);
        }
        othersNames = TypeNames.areOthers(store);
      }
      if (othersNames) {
        try (MVStore store =
            new MVStore.Builder().fileName(FILE_SYSTEM + file).autoCommitDisabled().open()) {
          TypeNames.write(store, TypeNames.HERE);
        }
      }
    } catch (MVStoreException e) {
      throw switch (e.getErrorCode()) {
        case DataUtils.ERROR_FILE_LOCKED -> new StoreHeldException(heldSentence(folder), e);
        case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT -> damaged(folder, e);
        default -> e.getCause() instanceof EOFException ? damaged(folder, e) : unusable(folder, e);
      };
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  @Override
  public Connection connect(Path folder) throws SQLException {
    // Not through DriverManager: a driver of ours must never answer for a shop's jdbc:h2 address.
    return new JdbcConnection(
        "jdbc:h2:" + FILE_SYSTEM + folder.resolve(NAME) + SETTINGS,
        new Properties(),
        NAME,
        "",
        false);
  }

  @Override
  public void holdStill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
    }
    connection.setAutoCommit(false);
  }

  @Override
  public List<List<String>> migrations() {
    return MIGRATIONS;
  }

  @Override
  public void backup(Connection connection, Path zip) throws SQLException {
    try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
      backup.setString(1, zip.toString());
      backup.execute();
    }
  }

  @Override
  public void tidy(Connection connection) throws SQLException {
    MVStore store = store(connection);
    boolean unused = store.compact(TIDY_FILL_PERCENT, TIDY_BYTES);
    store.executeFilestoreOperation(store.getFileStore()::dropUnusedChunks);
  }

  @Override
  public long size(Connection connection) throws SQLException {
    return store(connection).getFileStore().size();
  }

  @Override
  public long used(Connection connection) throws SQLException {
    FileStore<?> file = store(connection).getFileStore();
    return file.size() / 100 * file.getFillRate() / 100 * file.getChunksFillRate();
  }

  @Override
  public void shrink(Connection connection) throws SQLException {
    MVStore store = store(connection);
    int retention = store.getRetentionTime();
    long end = System.nanoTime() + SHRINK_NANOS;
    try {
      store.setRetentionTime(0);
      boolean more = true;
      while (more && System.nanoTime() - end < 0) {
        more = store.compact(SHRINK_FILL_PERCENT, SHRINK_BYTES);
        store.sync();
        if (store.getFileStore() instanceof RandomAccessStore file) {
          file.compactMoveChunks(SHRINK_FILL_PERCENT, SHRINK_BYTES, store);
        }
      }
    } finally {
      store.setRetentionTime(retention);
    }
  }

  @Override
  public void rewrite(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN COMPACT");
    }
  }

  private static MVStore store(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }

  @Override
  public StoreException explain(SQLException error, Path folder) {
    return switch (error.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 -> new StoreHeldException(heldSentence(folder), error);
      case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1 -> damaged(folder, error);
      default -> isDamage(error) ? damaged(folder, error) : unusable(folder, error);
    };
  }

  private static boolean isDamage(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof MVStoreException store
          && (store.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
              || store.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND)) {
        return true;
      }
    }
    return false;
  }

  private StoreException damaged(Path folder, Throwable cause) {
    return new DamagedStoreException(
        "The file "
            + file(folder)
            + " is damaged or no store of Senda's: nothing was changed in it; put a backup in its"
            + " place, or move it away to begin anew.",
        cause);
  }

  private static StoreException unusable(Path folder, Throwable error) {
    return new StoreException(
        "The store in the folder "
            + folder
            + " cannot be read or written ("
            + reason(error)
            + "): look for free space and for the rights of the folder.",
        error);
  }

  private static String heldSentence(Path folder) {
    return "Another process holds the folder "
        + folder
        + ": it is taken over as soon as the other lets go, or give this shop a folder of its own.";
  }

  /** What the operating system said, if it said anything: that is what a merchant can act on. */
  private static String reason(Throwable error) {
    String reason = error.getMessage();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && cause.getMessage() != null) {
        reason = cause.getMessage();
      }
    }
    return String.valueOf(reason).lines().findFirst().orElse("");
  }
}
