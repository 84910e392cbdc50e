package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.OutdatedLogException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private static final long MOST_HELD_BYTES = 64L << 20;

  private final StoreDatabase database;
  private final Sessionizer sessionizer;
  private final Clock clock;
  private final long most;
  private final Appending appending = new Appending();
  private final Retaining retaining;
  private final SizeKeeping size;
  private final BlockBytes bytes;
  private final LastReading reading;

  private JourneyStore(
      Path folder,
      Sessionizer sessionizer,
      Clock clock,
      long most,
      Retention retention,
      Dialect dialect)
      throws StoreException {
    this.sessionizer = sessionizer;
    this.clock = clock;
    this.most = most;
    this.size = new SizeKeeping(most);
    this.bytes =
        new BlockBytes(
            this::bytesOf, Math.min(MOST_HELD_BYTES, Runtime.getRuntime().maxMemory() / 16));
    this.reading = new LastReading(sessionizer, bytes);
    this.database = StoreDatabase.open(folder, clock, most, dialect, this::connected);
    this.retaining = new Retaining(retention, database.folder());
  }

  private Writing connected(Writing loaded) throws SQLException {
    size.connected(loaded.connection());
    loaded.connection().commit();
    appending.connected(loaded.connection());
    return loaded;
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
    return new JourneyStore(folder, sessionizer, clock, most, retention, dialect);
  }

  /** The folder that this store holds, with no links in its path. */
  public Path folder() {
    return database.folder();
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
      database.change(
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
    return database.change(writing -> appending.appendTold(writing, source, batch, clock.millis()));
  }

  /** Whose touches those are that are told from elsewhere of a customer; always the same. */
  public VisitorId visitorOf(String customer) throws StoreException {
    return database.change(writing -> writing.hashes().told(customer));
  }

  /** Whether a visitor who agreed to be known again is a customer, as far as the shop said so. */
  public boolean isKnown(String customer) throws StoreException {
    return database.change(
        writing -> Customers.knows(writing.connection(), writing.hashes(), customer));
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
    return database.change(
        writing -> {
          int sealed = Sealing.seal(writing, sessionizer, clock.millis(), most, bytes);
          retaining.go(writing, clock.instant(), bytes);
          size.go(database, writing.connection(), NamedOrders.day(clock.millis()), bytes);
          return sealed;
        });
  }

  /**
   * All that is known of a person's journeys; what they were worth as far as it is kept.
   *
   * @param role in what role somebody asks for it, for the {@link #audit}
   */
  public JourneyLog access(Person person, String role) throws StoreException {
    return database.change(
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
    return database.change(writing -> Erasing.of(writing, sessionizer, person).searches());
  }

  /**
   * What visitors who agreed to be known again have searched for, in words, where enough of them
   * have searched for the same; in the order in which it came.
   */
  public List<Searched> searches() throws StoreException {
    return database.beside(SearchWords::known);
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
    try {
      return database.change(
          writing -> {
            Connection connection = writing.connection();
            appending.settle(connection);
            int journeys = Erasing.of(writing, sessionizer, person).erase();
            Audit.write(connection, clock.millis(), kind, journeys, role);
            LetGo.mark(connection, NamedOrders.day(clock.millis()));
            connection.commit();
            return journeys;
          });
    } finally {
      bytes.forget();
    }
  }

  /** What was asked for under the law, the latest first, as long as journeys are kept. */
  public List<Audit> audit() throws StoreException {
    return database.beside(Audit::all);
  }

  /** What went, so that the store keeps to its size. */
  public Forgotten forgotten() {
    return size.forgotten();
  }

  /**
   * All journeys: those of ended visits, and in a block of their own those of visits that are still
   * open by the clock.
   *
   * <p>It costs what is new since the last time. The bytes of blocks are read when somebody wants
   * their journeys, and what was wanted last is kept in a sixteenth of the heap at most. A log may
   * be read as long as the store is open; if journeys of it were erased or let go of since, it
   * throws an {@link OutdatedLogException} there, and another is to be read.
   */
  public JourneyLog read() throws StoreException {
    return database.beside(
        open -> {
          database.dialect().holdStill(open);
          return reading.read(open, clock.millis());
        });
  }

  private Optional<byte[]> bytesOf(long block) throws StoreException {
    return database.beside(open -> BlockRows.bytes(open, block));
  }

  private static JourneyLog log(Connection open, List<JourneyBlock> blocks, Dictionary sets)
      throws SQLException {
    Map<Long, Long> customers = Map.copyOf(Customers.all(open));
    return new JourneyLog(
        blocks.stream()
            .map(block -> block.hasVisitors() ? block.knowing(customers) : block)
            .toList(),
        Dictionary.textsFrom(open, "sign", 0),
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
        database.beside(
            open -> {
              database.dialect().backup(open, part);
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
    database.close();
  }
}
