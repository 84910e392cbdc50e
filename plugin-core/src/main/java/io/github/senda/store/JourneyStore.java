package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps touches in a folder and gives journeys: touches in, blocks out. An event store elsewhere.
 *
 * <p>Touches of visits that are still open stand in a table; {@link #seal} moves visits that have
 * ended into packed blocks, without who it was. Whatever was sealed when, {@link #read} gives the
 * journeys that cutting all touches at once would give. One store holds a folder at a time.
 *
 * <p>Safe for any thread: appending and sealing take turns, reading and backing up go on beside
 * them. After a failure the store opens its files again at the next call, so that it goes on by
 * itself when the cause is gone. {@link #close} waits for what is under way and leaves no thread
 * and no open file.
 */
public final class JourneyStore implements AutoCloseable {

  /** How many signs a store keeps; all others become {@link #OTHER_SIGN}. */
  static final int SIGNS = 2_000;

  /** How many sets of attributes a store keeps; all others become none. */
  static final int ATTRIBUTES = 500;

  /** What pages tell has a thousand signs of its own: anybody could tell as many as they like. */
  static final Dictionary.Apart TOLD_BY_PAGES =
      new Dictionary.Apart("BEACON ", 1_000, "BEACON /{other} 0");

  /** A sign that came when there was no room for another. */
  static final Sign OTHER_SIGN = Sign.page("/{other}");

  /** How large a store grows where nothing else is said: 2 GiB. */
  public static final long USUAL_MOST_BYTES = 2L << 30;

  /** The smallest size that can be given to a store: dictionaries and open visits need some. */
  public static final long LEAST_MOST_BYTES = 64L << 20;

  /** How many touches of open visits, and how many orders' hashes, there are at most. */
  private static final int OPEN_TOUCHES = 500_000;

  private static final int ORDERS = 200_000;

  /** The module's RATIONALE says why not all at once. */
  private static final int TOUCHES_AT_ONCE = 1_000;

  /** So many bytes of a store's size stand for one of these, lest they take all of it. */
  private static final int BYTES_FOR_ONE = 400;

  /**
   * A touch carries the time at which its request began but comes when the request ends; and it may
   * wait for a while in a queue. A visit is sealed only when nothing of that kind can come any
   * more.
   */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** One process, one store: the number is there for databases that several nodes share. */
  private static final int NODE = 1;

  static final int CHANGES_UNTIL_TIDY = 100;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Path folder;
  private final Sessionizer sessionizer;
  private final Clock clock;
  private final long most;
  private final Dialect dialect;
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
  private final ReentrantReadWriteLock files = new ReentrantReadWriteLock();
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Connection> connection = Optional.empty();
  private Optional<Dictionary> signs = Optional.empty();
  private Optional<Dictionary> attributes = Optional.empty();
  private Optional<NamedOrders> orders = Optional.empty();
  private Optional<IdHashes> hashes = Optional.empty();
  private volatile Forgotten forgotten = Forgotten.none();
  private List<Touch> unsure = List.of();
  private long sequence;
  private long changes;
  private boolean closed;

  private JourneyStore(
      Path folder, Sessionizer sessionizer, Clock clock, long most, Dialect dialect) {
    this.folder = folder;
    this.sessionizer = sessionizer;
    this.clock = clock;
    this.most = most;
    this.dialect = dialect;
  }

  /**
   * Opens the store of a folder, which is made if it is not there.
   *
   * @param sessionizer cuts touches into visits
   * @param clock says whether a visit has ended
   * @param most how many bytes it may take on the disk; the oldest journeys that have ended go when
   *     a {@link #seal} finds it near that
   * @throws StoreHeldException if another store holds the folder, in this process or in another
   * @throws StoreException if the folder cannot be written, or holds no store that this one knows
   */
  public static JourneyStore open(Path folder, Sessionizer sessionizer, Clock clock, long most)
      throws StoreException {
    return open(folder, sessionizer, clock, most, new H2Dialect());
  }

  /** Opens the store of a folder that may grow to {@link #USUAL_MOST_BYTES}. */
  public static JourneyStore open(Path folder, Sessionizer sessionizer, Clock clock)
      throws StoreException {
    return open(folder, sessionizer, clock, USUAL_MOST_BYTES);
  }

  static JourneyStore open(
      Path folder, Sessionizer sessionizer, Clock clock, long most, Dialect dialect)
      throws StoreException {
    JourneyStore store =
        new JourneyStore(prepare(folder, dialect), sessionizer, clock, most, dialect);
    store.claim();
    boolean opened = false;
    store.turn.lock();
    try {
      dialect.check(store.folder);
      store.connected();
      opened = true;
    } catch (SQLException e) {
      throw dialect.explain(e, store.folder);
    } finally {
      if (!opened) {
        store.disconnect();
        store.unclaim();
      }
      store.turn.unlock();
    }
    return store;
  }

  private static Path prepare(Path folder, Dialect dialect) throws StoreException {
    if (folder.toString().indexOf(';') >= 0) {
      throw new StoreException(
          "The folder " + folder + " cannot be used, as its name holds a \";\": choose another.");
    }
    try {
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] ownerOnly =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0];
      Files.createDirectories(folder, ownerOnly);
      Path real = folder.toRealPath();
      Path file = dialect.file(real);
      if (!Files.isWritable(real) || (Files.exists(file) && !Files.isWritable(file))) {
        throw new StoreException(
            "The folder "
                + real
                + " cannot be written: give the user that runs the shop the right to, or choose"
                + " another folder.");
      }
      return real;
    } catch (IOException e) {
      throw new StoreException(
          "The folder "
              + folder
              + " cannot be made or written ("
              + e.getClass().getSimpleName()
              + "): choose one that the user that runs the shop may write.",
          e);
    }
  }

  /**
   * Marks the folder as held in this whole process, whatever the class loader. A lock on the file
   * alone would not do: POSIX gives up a process's lock as soon as the process closes the file
   * anywhere, which is what a second deployment does that finds it locked.
   */
  private void claim() throws StoreHeldException {
    if (System.getProperties().putIfAbsent(claimName(), "held") != null) {
      throw new StoreHeldException(
          "Another deployment in this server holds the folder "
              + folder
              + ": it is taken over as soon as the other ends, or give this shop a folder of its"
              + " own.");
    }
  }

  private void unclaim() {
    System.getProperties().remove(claimName());
  }

  private String claimName() {
    return "io.github.senda.store.held:" + folder;
  }

  /** The folder that this store holds, with no links in its path. */
  public Path folder() {
    return folder;
  }

  /**
   * Keeps touches, all or none. When this returns they are on the disk and survive the end of the
   * process; when it throws they may be there or not, and appending the same list again, as the
   * next one, settles it without counting any twice.
   *
   * @throws UnwritableException if one of the touches would never be taken; none was kept then
   */
  public void append(List<Touch> touches) throws StoreException {
    List<Touch> batch = List.copyOf(touches);
    if (!batch.isEmpty()) {
      change(
          open -> {
            insert(open, batch);
            return batch.size();
          });
    }
  }

  private void insert(Connection open, List<Touch> batch) throws SQLException, StoreException {
    if (!unsure.isEmpty()) {
      long reached = reached(open);
      boolean committed = reached > sequence;
      boolean same = unsure.equals(batch);
      unsure = List.of();
      sequence = reached;
      if (committed && same) {
        return;
      }
    }
    long last = sequence + batch.size();
    unsure = batch;
    try {
      insertRows(open, batch);
    } catch (SQLException e) {
      if (!blamesValues(e)) {
        throw e;
      }
      unsure = List.of();
      throw unwritable(e);
    } catch (RuntimeException e) {
      unsure = List.of();
      throw unwritable(e);
    }
    orders.orElseThrow().trim(open);
    try (PreparedStatement update =
        open.prepareStatement("UPDATE node SET sequence = ? WHERE number = ?")) {
      update.setLong(1, last);
      update.setInt(2, NODE);
      update.executeUpdate();
    }
    open.commit();
    sequence = last;
    unsure = List.of();
  }

  private void insertRows(Connection open, List<Touch> batch) throws SQLException {
    Dictionary signNumbers = signs.orElseThrow();
    Dictionary attributeNumbers = attributes.orElseThrow();
    IdHashes ids = hashes.orElseThrow();
    long next = sequence;
    try (PreparedStatement insert =
        open.prepareStatement("INSERT INTO touch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Touch touch : batch) {
        long number = ++next;
        long millis = millis(touch.time());
        Facts facts = touch.facts();
        insert.setInt(1, NODE);
        insert.setLong(2, number);
        insert.setLong(3, touch.visitor().high());
        insert.setLong(4, touch.visitor().low());
        insert.setLong(5, millis);
        insert.setInt(6, signNumbers.number(open, touch.sign().text()));
        insert.setInt(7, attributeNumbers.number(open, touch.attributes().text()));
        setKnown(insert, 8, ids.of("same", facts.same()));
        long order = ids.of("order", facts.order());
        setKnown(
            insert, 9, order == 0 ? 0 : orders.orElseThrow().first(open, order, number, millis));
        setKnown(insert, 10, ids.of("cart", facts.cart()));
        if (facts.value().isPresent()) {
          insert.setLong(11, facts.value().get().tenThousandths());
          insert.setString(12, facts.value().get().currency());
        } else {
          insert.setNull(11, Types.BIGINT);
          insert.setNull(12, Types.VARCHAR);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void setKnown(PreparedStatement insert, int column, long number)
      throws SQLException {
    if (number == 0) {
      insert.setNull(column, Types.BIGINT);
    } else {
      insert.setLong(column, number);
    }
  }

  /** Whether the database complains of what it was given: no disk and no lock heals that. */
  private static boolean blamesValues(SQLException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLDataException
          || cause instanceof SQLIntegrityConstraintViolationException) {
        return true;
      }
    }
    SQLException next = error.getNextException();
    return next != null && blamesValues(next);
  }

  private StoreException unwritable(Exception error) {
    return new UnwritableException(
        "The store in the folder "
            + folder
            + " cannot take a touch ("
            + error.getClass().getSimpleName()
            + "): please report it.",
        error);
  }

  /** Times that no shop's clock shows would overflow further on, and one such must not stop all. */
  private static long millis(Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return (time.isAfter(LATEST) ? LATEST : time).toEpochMilli();
  }

  /**
   * Moves visits that have ended out of the table and into blocks; where more touches are open than
   * a store of this size has room for, also the visits that are silent for the longest. Then lets
   * go of the oldest blocks if there is more than the store may take.
   *
   * @return how many journeys were sealed
   */
  public int seal() throws StoreException {
    return change(
        open -> {
          long silence = sessionizer.limit().plus(GRACE).toMillis();
          long now = clock.millis();
          List<Visits.Visit> visits = Visits.read(open, sessionizer);
          long mostOpen = Math.min(OPEN_TOUCHES, most / BYTES_FOR_ONE);
          long cut = Visits.silentSince(visits, mostOpen);
          List<Visits.Visit> ended =
              visits.stream()
                  .filter(
                      visit ->
                          visit.full() || visit.silentFor(silence, now) || visit.lastMillis() < cut)
                  .toList();
          for (int from = 0; from < ended.size(); ) {
            int to = from;
            for (int touches = 0; to < ended.size() && touches < TOUCHES_AT_ONCE; to++) {
              touches += ended.get(to).touches();
            }
            List<Visits.Visit> portion = ended.subList(from, to);
            pack(open, portion);
            Visits.delete(open, portion);
            open.commit();
            merge(open);
            open.commit();
            from = to;
          }
          open.commit();
          keepSmall(open);
          return ended.size();
        });
  }

  /**
   * What counts is what is in use, not the file: it holds free space that is filled again, and
   * journeys must not go because of that.
   */
  private void keepSmall(Connection open) throws SQLException {
    long used = dialect.used(open);
    if (used > most / 8 * 7) {
      BlockRows.deleteOldest(open, used - most / 4 * 3);
      forgotten = Forgotten.load(open);
    }
    if (dialect.size(open) > most / 8 * 7) {
      dialect.shrink(open);
    }
    // Whoever reads goes first: there is another seal soon.
    if (dialect.size(open) > most && files.writeLock().tryLock()) {
      try {
        dialect.rewrite(open);
      } finally {
        disconnect();
        files.writeLock().unlock();
      }
    }
  }

  /** What went, so that the store keeps to its size. */
  public Forgotten forgotten() {
    return forgotten;
  }

  /** Writes visits into blocks. */
  private void pack(Connection open, List<Visits.Visit> visits) throws SQLException {
    Dictionary sets = attributes.orElseThrow();
    AttributeSets merged = AttributeSets.of(sets, text -> sets.number(open, text));
    try (BlockRows rows = BlockRows.of(open)) {
      JourneyBlock.Builder block = JourneyBlock.builder();
      long factBytes = 0;
      for (Visits.Visit visit : visits) {
        boolean room =
            BlockRows.haveRoom(
                block.journeys() + 1,
                block.touches() + visit.touches(),
                factBytes + visit.factBytes());
        if (!room && block.journeys() > 0) {
          rows.add(block.build());
          block = JourneyBlock.builder();
          factBytes = 0;
        }
        visit.addTo(block, merged);
        factBytes += visit.factBytes();
      }
      rows.add(block.build());
    }
  }

  /** Makes one block of the last small ones. */
  private static void merge(Connection open) throws SQLException {
    try (BlockRows rows = BlockRows.of(open)) {
      JourneyBlock.Builder block = JourneyBlock.builder();
      for (JourneyBlock small : rows.takeSmall()) {
        for (JourneyBlock.Cursor journey = small.cursor(); journey.next(); ) {
          block.add(journey);
        }
      }
      if (block.journeys() > 0) {
        rows.add(block.build());
      }
    }
  }

  /**
   * All journeys: those of ended visits, and in a block of their own those of visits that are still
   * open by the clock.
   */
  public JourneyLog read() throws StoreException {
    return beside(
        open -> {
          dialect.holdStill(open);
          List<JourneyBlock> blocks = new ArrayList<>(BlockRows.readAll(open));
          Dictionary sets = attributes(open);
          AttributeSets merged = AttributeSets.of(sets, sets::numberUnwritten);
          JourneyBlock.Builder ended = JourneyBlock.builder();
          JourneyBlock.Builder active = JourneyBlock.openBuilder();
          long limit = sessionizer.limit().toMillis();
          long now = clock.millis();
          for (Visits.Visit visit : Visits.read(open, sessionizer)) {
            boolean over = visit.followed() || visit.silentFor(limit, now);
            visit.addTo(over ? ended : active, merged);
          }
          for (JourneyBlock.Builder block : List.of(ended, active)) {
            if (block.journeys() > 0) {
              blocks.add(block.build());
            }
          }
          return new JourneyLog(
              blocks,
              Dictionary.texts(open, "sign"),
              sets.texts(),
              Optional.empty(),
              Optional.empty());
        });
  }

  /**
   * Writes a copy of the whole store into a zip while the store goes on. Unpacked into an empty
   * folder it is a store again. A file that is there already is replaced, but only by a whole one.
   */
  public void backup(Path zip) throws StoreException {
    Path target = zip.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try {
        Files.deleteIfExists(part);
        beside(
            open -> {
              dialect.backup(open, part);
              return part;
            });
        moveOver(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new StoreException(
          "The backup "
              + target
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "): choose a file in a folder that can be written and has room.",
          e);
    }
  }

  private static void moveOver(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Lets go of the folder. Waits for what is under way; more calls do nothing. */
  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        disconnect();
        unclaim();
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  /** What is done with a connection. */
  private interface Work<T> {
    T with(Connection open) throws SQLException, StoreException;
  }

  /** Work in turn, on the connection that writes. */
  private <T> T change(Work<T> work) throws StoreException {
    life.readLock().lock();
    try {
      requireOpen();
      turn.lock();
      try {
        boolean done = false;
        try {
          Connection open = connected();
          T result = work.with(open);
          done = true;
          tidyNowAndThen(open);
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
  private <T> T beside(Work<T> work) throws StoreException {
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

  private Connection connected() throws SQLException, StoreException {
    if (connection.isEmpty()) {
      Connection open = dialect.connect(folder);
      connection = Optional.of(open);
      open.setAutoCommit(false);
      Schema.migrate(open, dialect, folder, clock.millis());
      signs =
          Optional.of(
              Dictionary.load(open, "sign", SIGNS, OTHER_SIGN.text(), Optional.of(TOLD_BY_PAGES)));
      attributes = Optional.of(attributes(open));
      orders = Optional.of(NamedOrders.load(open, (int) Math.min(ORDERS, most / BYTES_FOR_ONE)));
      hashes = Optional.of(IdHashes.load(open));
      forgotten = Forgotten.load(open);
      open.commit();
      if (unsure.isEmpty()) {
        sequence = reached(open);
      }
    }
    return connection.get();
  }

  private static Dictionary attributes(Connection open) throws SQLException {
    return Dictionary.load(open, "attributes", ATTRIBUTES, Attributes.none().text());
  }

  /** The number of the last touch that this node has committed, sealed by now or not. */
  private static long reached(Connection open) throws SQLException {
    try (Statement statement = open.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT sequence FROM node WHERE number = " + NODE)) {
        if (rows.next()) {
          return rows.getLong(1);
        }
      }
      statement.executeUpdate("INSERT INTO node(number, sequence) VALUES (" + NODE + ", 0)");
      open.commit();
      return 0;
    }
  }

  private void disconnect() {
    connection.ifPresent(
        open -> {
          try {
            open.close();
          } catch (SQLException | RuntimeException e) {
            // It is given up because it failed already: that failure is the one to tell.
            return;
          }
        });
    connection = Optional.empty();
  }
}
