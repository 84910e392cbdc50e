package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Searched;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** A sign that came when there was no room for another. */
  static final Sign OTHER_SIGN = Sign.page("/{other}");

  /** How large a store grows where nothing else is said: 2 GiB. */
  public static final long USUAL_MOST_BYTES = 2L << 30;

  /** The smallest size that can be given to a store: dictionaries and open visits need some. */
  public static final long LEAST_MOST_BYTES = 64L << 20;

  /** So many bytes of a store's size stand for one of these, lest they take all of it. */
  static final int BYTES_FOR_ONE = 400;

  private static final long MUCH_BYTES = 8L << 20;

  static final int CHANGES_UNTIL_TIDY = 100;

  private final StoreFolder place;
  private final Path folder;
  private final Sessionizer sessionizer;
  private final Clock clock;
  private final long most;
  private final Dialect dialect;
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
  private final ReentrantReadWriteLock files = new ReentrantReadWriteLock();
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Writing> writing = Optional.empty();
  private final Appending appending = new Appending();
  private final Retaining retaining;
  private volatile Forgotten forgotten = Forgotten.none();
  private long changes;
  private boolean closed;

  private JourneyStore(
      StoreFolder place,
      Sessionizer sessionizer,
      Clock clock,
      long most,
      Retention retention,
      Dialect dialect) {
    this.place = place;
    this.folder = place.path();
    this.retaining = new Retaining(retention, folder);
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
   * @param retention how long what it has is kept at most
   * @throws StoreHeldException if another store holds the folder, in this process or in another
   * @throws StoreException if the folder cannot be written, or holds no store that this one knows
   */
  public static JourneyStore open(
      Path folder, Sessionizer sessionizer, Clock clock, long most, Retention retention)
      throws StoreException {
    return open(folder, sessionizer, clock, most, retention, new H2Dialect());
  }

  /** Opens the store of a folder with the {@link Retention#USUAL} retention. */
  public static JourneyStore open(Path folder, Sessionizer sessionizer, Clock clock, long most)
      throws StoreException {
    return open(folder, sessionizer, clock, most, Retention.USUAL);
  }

  /** Opens the store of a folder that may grow to {@link #USUAL_MOST_BYTES}. */
  public static JourneyStore open(Path folder, Sessionizer sessionizer, Clock clock)
      throws StoreException {
    return open(folder, sessionizer, clock, USUAL_MOST_BYTES);
  }

  static JourneyStore open(
      Path folder,
      Sessionizer sessionizer,
      Clock clock,
      long most,
      Retention retention,
      Dialect dialect)
      throws StoreException {
    JourneyStore store =
        new JourneyStore(
            StoreFolder.prepare(folder, dialect), sessionizer, clock, most, retention, dialect);
    store.place.claim();
    boolean opened = false;
    store.turn.lock();
    try {
      dialect.check(store.folder);
      Connection unused = store.connected().connection();
      opened = true;
    } catch (SQLException e) {
      throw dialect.explain(e, store.folder);
    } finally {
      if (!opened) {
        store.disconnect();
        store.place.unclaim();
      }
      store.turn.unlock();
    }
    return store;
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
          writing -> {
            appending.append(writing, batch, clock.millis());
            return batch.size();
          });
    }
  }

  /**
   * Keeps touches that were told from elsewhere, all or none, but for those that were told before:
   * so what was told may be told again, whole or from anywhere on. A touch of a customer is by
   * {@link #visitorOf}, names the customer in its facts, and says that they agreed to be known
   * again if they are {@link #isKnown}; it is linked to their visits then.
   *
   * @param source who tells it, as the name of a file's kind; keys are the source's own
   * @return how many were new
   * @throws UnwritableException if one of the touches would never be taken; none was kept then
   */
  public int appendTold(String source, List<Told> told) throws StoreException {
    List<Told> batch = List.copyOf(told);
    return change(writing -> appending.appendTold(writing, source, batch, clock.millis()));
  }

  /** Whose touches those are that are told from elsewhere of a customer; always the same. */
  public VisitorId visitorOf(String customer) throws StoreException {
    return change(writing -> writing.hashes().told(customer));
  }

  /** Whether a visitor who agreed to be known again is a customer, as far as the shop said so. */
  public boolean isKnown(String customer) throws StoreException {
    return change(writing -> Customers.knows(writing.connection(), writing.hashes(), customer));
  }

  /**
   * Moves visits that have ended out of the table and into blocks; where more touches are open than
   * a store of this size has room for, also the visits that are silent for the longest. Then lets
   * go of what is older than it may be, and of the oldest blocks if there is more than the store
   * may take.
   *
   * @return how many journeys were sealed
   */
  public int seal() throws StoreException {
    return change(
        writing -> {
          int sealed = Sealing.seal(writing, sessionizer, clock.millis(), most);
          retaining.go(writing, clock.instant());
          keepSmall(writing.connection());
          return sealed;
        });
  }

  /**
   * All that is known of a person's journeys; what they were worth as far as it is kept.
   *
   * @param role in what role somebody asks for it, for the {@link #audit}
   */
  public JourneyLog access(Person person, String role) throws StoreException {
    return change(
        writing -> {
          Connection connection = writing.connection();
          Dictionary sets = Writing.attributes(connection);
          List<JourneyBlock> blocks =
              Erasing.of(writing, sessionizer, person)
                  .journeys(AttributeSets.unwritten(sets), clock.millis());
          int journeys = blocks.stream().mapToInt(JourneyBlock::journeys).sum();
          Audit.write(connection, clock.millis(), Audit.Kind.ACCESS, journeys, role);
          connection.commit();
          return log(connection, blocks, sets);
        });
  }

  /**
   * All that a person has searched for as far as it is kept; it is noted with {@link #access}
   * alone, of which it is a part.
   */
  public List<Searched> searchesOf(Person person) throws StoreException {
    return change(writing -> Erasing.of(writing, sessionizer, person).searches());
  }

  /**
   * What visitors who agreed to be known again have searched for, in words, where enough of them
   * have searched for the same; in the order in which it came.
   */
  public List<Searched> searches() throws StoreException {
    return beside(SearchWords::known);
  }

  /**
   * Erases a person's journeys, and what else there is that only they had, in one transaction. What
   * is left of it in the file's free space goes when the file is written anew, after the day.
   *
   * @param kind what it is for the {@link #audit}
   * @param role in what role somebody asks for it
   * @return how many journeys it was
   */
  public int erase(Person person, Audit.Kind kind, String role) throws StoreException {
    return change(
        writing -> {
          Connection connection = writing.connection();
          appending.settle(connection);
          int journeys = Erasing.of(writing, sessionizer, person).erase();
          Audit.write(connection, clock.millis(), kind, journeys, role);
          LetGo.mark(connection, NamedOrders.day(clock.millis()));
          connection.commit();
          return journeys;
        });
  }

  /** What was asked for under the law, the latest first, as long as journeys are kept. */
  public List<Audit> audit() throws StoreException {
    return beside(Audit::all);
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
    boolean letGo = LetGo.isDue(open, NamedOrders.day(clock.millis()));
    // Whoever reads goes first: there is another seal soon.
    if ((letGo || dialect.size(open) > most) && files.writeLock().tryLock()) {
      try {
        LetGo.unmark(open);
        open.commit();
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

  /**
   * All journeys: those of ended visits, and in a block of their own those of visits that are still
   * open by the clock.
   */
  public JourneyLog read() throws StoreException {
    return beside(
        open -> {
          dialect.holdStill(open);
          List<JourneyBlock> blocks = new ArrayList<>(BlockRows.readAll(open));
          Dictionary sets = Writing.attributes(open);
          AttributeSets merged = AttributeSets.unwritten(sets);
          IdHashes hashes = IdHashes.load(open);
          JourneyBlock.Builder ended = JourneyBlock.builder();
          JourneyBlock.Builder active = JourneyBlock.openBuilder();
          long limit = sessionizer.limit().toMillis();
          long now = clock.millis();
          for (Visits.Visit visit : Visits.read(open, sessionizer)) {
            boolean over = visit.followed() || visit.silentFor(limit, now);
            visit.addTo(over ? ended : active, merged, hashes);
          }
          for (JourneyBlock.Builder block : List.of(ended, active)) {
            if (block.journeys() > 0) {
              blocks.add(block.build());
            }
          }
          return log(open, blocks, sets);
        });
  }

  private static JourneyLog log(Connection open, List<JourneyBlock> blocks, Dictionary sets)
      throws SQLException {
    Map<Long, Long> customers = Customers.all(open);
    return new JourneyLog(
        blocks.stream()
            .map(block -> block.hasVisitors() ? block.knowing(customers) : block)
            .toList(),
        Dictionary.texts(open, "sign"),
        sets.texts(),
        Optional.empty(),
        Optional.empty());
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

  /** What is done with a connection. */
  private interface Work<C, T> {
    T with(C open) throws SQLException, StoreException;
  }

  /** Work in turn, on the connection that writes. */
  private <T> T change(Work<Writing, T> work) throws StoreException {
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
  private <T> T beside(Work<Connection, T> work) throws StoreException {
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

  private Writing connected() throws SQLException, StoreException {
    if (writing.isEmpty()) {
      Connection open = dialect.connect(folder);
      boolean done = false;
      try {
        open.setAutoCommit(false);
        Schema.migrate(open, dialect, folder, clock.millis());
        Writing loaded = Writing.load(open, most);
        forgotten = Forgotten.load(open);
        open.commit();
        appending.connected(open);
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
