package io.github.senda.store;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Searched;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Touch;
import io.github.senda.touch.TouchRecorder;
import io.github.senda.touch.VisitorId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Carries touches from the threads of a shop to its store: a bounded queue and one thread. A
 * recorder with write-behind elsewhere.
 *
 * <p>{@link #record} never waits and never throws; a touch that finds no room is dropped and
 * counted. The thread opens the store, writes what has come within a second, seals now and then,
 * and after any failure tries again, ever more slowly, with nothing lost of what is queued. {@link
 * #close} writes what is queued and leaves neither thread nor open file behind.
 */
public final class TouchWriter implements TouchRecorder, AutoCloseable {

  /** Why a touch is not in the store and never will be. */
  public enum Drop {
    /** There was no room in the queue: the store is slow, or cannot be opened or written. */
    QUEUE_FULL,
    /** It came when the writer was closed. */
    CLOSED,
    /** It was in the queue when the writer was closed, and the store would not take it in time. */
    NOT_STORED,
    /** The store takes others but not this one, by itself and tried again. */
    UNWRITABLE
  }

  /**
   * How it goes.
   *
   * @param accepted touches that were taken into the queue since the writer was opened
   * @param stored how many of these are on the disk
   * @param queued how many are waiting
   * @param dropped touches that were lost, by cause; every cause is there
   * @param open whether the store is open
   * @param held whether another process or deployment holds the store's folder
   * @param notice what a merchant should know and do, in one sentence, as long as something is
   *     wrong
   * @param forgotten what went so that the store keeps to its size
   * @param setAside the damaged file that was replaced by a new one, as long as it lies in the
   *     folder
   */
  public record Status(
      long accepted,
      long stored,
      long queued,
      Map<Drop, Long> dropped,
      boolean open,
      boolean held,
      Optional<String> notice,
      Forgotten forgotten,
      Optional<Path> setAside) {
    public Status {
      EnumMap<Drop, Long> all = new EnumMap<>(Drop.class);
      for (Drop cause : Drop.values()) {
        all.put(cause, dropped.getOrDefault(cause, 0L));
      }
      dropped = Collections.unmodifiableMap(all);
    }
  }

  private static final int MOST_TASKS = 1_000;
  static final int ROOM = 10_000;
  static final int BATCH = 500;
  private static final Duration BATCH_WAIT = Duration.ofMillis(250);
  private static final Duration SEAL_PERIOD = Duration.ofSeconds(60);
  private static final int SEAL_TOUCHES = 100_000;
  private static final Duration STALL = Duration.ofSeconds(10);
  private static final Duration BETWEEN_DAMAGES = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration CLOSING_STALLED = Duration.ofSeconds(15);

  private static final Logger LOGGER = System.getLogger("io.github.senda.store");

  /** How the store is opened: tests open one that fails. */
  interface Opening {
    JourneyStore open() throws StoreException;
  }

  /** What can go wrong by itself, the gravest first. */
  private enum Doing {
    WRITING,
    SEALING,
    READING
  }

  private final Path folder;
  private final Opening opening;
  private final Clock clock;
  private final BlockingQueue<Touch> queue = new ArrayBlockingQueue<>(ROOM);
  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch tried = new CountDownLatch(1);
  private final LongAdder accepted = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final LongAdder told = new LongAdder();
  private final Map<Drop, LongAdder> dropped = new EnumMap<>(Drop.class);
  private final Thread thread;

  private volatile Optional<JourneyStore> store = Optional.empty();
  private final Map<Doing, String> notices = new ConcurrentHashMap<>();
  private volatile Forgotten forgotten = Forgotten.none();
  private volatile Optional<Path> setAside = Optional.empty();
  private volatile Optional<Instant> busySince = Optional.empty();
  private Optional<Instant> lastDamage = Optional.empty();
  private volatile boolean held;
  private volatile boolean ended;
  private volatile Runnable chore = () -> {};

  private TouchWriter(Path folder, Opening opening, Clock clock) {
    this.folder = folder;
    this.opening = opening;
    this.clock = clock;
    for (Drop cause : Drop.values()) {
      dropped.put(cause, new LongAdder());
    }
    // Takes over no thread-locals of the shop's thread that happens to start it.
    this.thread = new Thread(null, this::run, "senda-writer", 0, false);
    this.thread.setDaemon(true);
  }

  /**
   * Starts a writer for a folder's store, which its thread opens; returns at once.
   *
   * @param most how many bytes the store may take, as {@link JourneyStore#open} says
   * @param retention how long what it has is kept at most
   */
  public static TouchWriter open(
      Path folder, Sessionizer sessionizer, Clock clock, long most, Retention retention) {
    return open(
        folder, () -> JourneyStore.open(folder, sessionizer, clock, most, retention), clock);
  }

  /** Starts a writer whose store keeps what it has for the {@link Retention#USUAL} time. */
  public static TouchWriter open(Path folder, Sessionizer sessionizer, Clock clock, long most) {
    return open(folder, sessionizer, clock, most, Retention.USUAL);
  }

  /** Starts a writer whose store may grow to {@link JourneyStore#USUAL_MOST_BYTES}. */
  public static TouchWriter open(Path folder, Sessionizer sessionizer, Clock clock) {
    return open(folder, sessionizer, clock, JourneyStore.USUAL_MOST_BYTES);
  }

  static TouchWriter open(Path folder, Opening opening, Clock clock) {
    TouchWriter writer = new TouchWriter(folder, opening, clock);
    writer.thread.start();
    return writer;
  }

  /**
   * Has something short done by the writer's thread as long as it runs, whether or not touches come
   * and the store can be opened: several times a minute, and not while the store does not answer.
   * What fails is said once in the log and not done again.
   */
  public void beside(Runnable chore) {
    this.chore = chore;
  }

  @Override
  public boolean record(Touch touch) {
    if (isClosing()) {
      drop(Drop.CLOSED, 1);
      return false;
    }
    if (!queue.offer(touch)) {
      drop(Drop.QUEUE_FULL, 1);
      return false;
    }
    accepted.increment();
    if (ended && queue.remove(touch)) {
      drop(Drop.NOT_STORED, 1);
      return false;
    }
    return true;
  }

  /**
   * All journeys that are in the store; none while it is not open or cannot be read, which {@link
   * #status} tells then.
   */
  public JourneyLog read() {
    Optional<JourneyStore> open = store;
    if (open.isEmpty()) {
      return JourneyLog.empty();
    }
    try {
      JourneyLog log = open.get().read();
      succeeded(Doing.READING);
      return log;
    } catch (StoreException | RuntimeException e) {
      failed(Doing.READING, e);
      return JourneyLog.empty();
    }
  }

  /**
   * Writes a copy of the store into a zip while the writer goes on.
   *
   * @throws StoreException if the store is not open, or the file cannot be written
   */
  public void backup(Path zip) throws StoreException {
    store().backup(zip);
  }

  /** Waits while the thread opens the store for the first time, as right after a shop's start. */
  private JourneyStore store() throws StoreException {
    if (store.isEmpty()) {
      try {
        boolean unused = tried.await(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Optional<JourneyStore> open = store;
    if (open.isEmpty()) {
      throw new StoreException(
          notice().orElse("The store in the folder " + folder + " is not open yet: try again."));
    }
    return open.get();
  }

  /**
   * As {@link JourneyStore#appendTold}, at once and beside what is queued.
   *
   * @throws StoreException if the store is not open, or would not take it
   */
  public int appendTold(String source, List<Told> touches) throws StoreException {
    int taken = store().appendTold(source, touches);
    told.add(taken);
    return taken;
  }

  /** As {@link JourneyStore#visitorOf}. */
  public VisitorId visitorOf(String customer) throws StoreException {
    return store().visitorOf(customer);
  }

  /** As {@link JourneyStore#isKnown}. */
  public boolean isKnown(String customer) throws StoreException {
    return store().isKnown(customer);
  }

  /**
   * As {@link JourneyStore#access}, with what was recorded before this was called.
   *
   * @throws StoreException if the store is not open or does not answer within half a minute
   */
  public JourneyLog access(Person person, String role) throws StoreException {
    return afterWhatIsQueued(open -> open.access(person, role));
  }

  /**
   * As {@link JourneyStore#erase}, with what was recorded before this was called. What the same
   * browser does afterwards is recorded again.
   *
   * @throws StoreException if the store is not open or does not answer within half a minute; it may
   *     still be done then
   */
  public int erase(Person person, Audit.Kind kind, String role) throws StoreException {
    return afterWhatIsQueued(open -> open.erase(person, kind, role));
  }

  /** Erases what is linked to a visitor who no longer agrees to be known again. */
  public int withdraw(VisitorId visitor) throws StoreException {
    return erase(Person.of(visitor), Audit.Kind.WITHDRAWAL, "visitor");
  }

  /**
   * The same once the store is open and what is queued is written; returns at once.
   *
   * @return false if too many wait already, as when somebody makes visitors up: then it is not done
   */
  public boolean withdrawSoon(VisitorId visitor) {
    if (isClosing() || tasks.size() >= MOST_TASKS) {
      return false;
    }
    tasks.add(
        new Task(
            accepted.sum(),
            open -> {
              try {
                int unused = open.erase(Person.of(visitor), Audit.Kind.WITHDRAWAL, "visitor");
              } catch (StoreException e) {
                say(Level.WARNING, "A visitor's withdrawal could not be done.", Optional.of(e));
              }
            }));
    return true;
  }

  /** As {@link JourneyStore#searchesOf}, with what was recorded before this was called. */
  public List<Searched> searchesOf(Person person) throws StoreException {
    return afterWhatIsQueued(open -> open.searchesOf(person));
  }

  /**
   * As {@link JourneyStore#searches}; none while the store is not open or cannot be read, which
   * {@link #status} tells then.
   */
  public List<Searched> searches() {
    Optional<JourneyStore> open = store;
    try {
      return open.isEmpty() ? List.of() : open.get().searches();
    } catch (StoreException | RuntimeException e) {
      failed(Doing.READING, e);
      return List.of();
    }
  }

  /** As {@link JourneyStore#audit}. */
  public List<Audit> audit() throws StoreException {
    return store().audit();
  }

  /** What is done with the store by the thread that writes. */
  private interface Errand<T> {
    T with(JourneyStore open) throws StoreException;
  }

  /**
   * Something to do once all that was accepted before has left the queue.
   *
   * @param after how many touches had been accepted
   */
  private record Task(long after, Consumer<JourneyStore> work) {}

  private <T> T afterWhatIsQueued(Errand<T> errand) throws StoreException {
    JourneyStore unused = store();
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(
        new Task(
            accepted.sum(),
            open -> {
              try {
                answer.complete(errand.with(open));
              } catch (StoreException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            }));
    try {
      return answer.get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failure) {
        throw failure;
      }
      throw new StoreException(
          "The store in the folder " + folder + " failed in a way nobody foresaw.", e.getCause());
    } catch (TimeoutException e) {
      throw new StoreException(
          notice().orElse("The store in the folder " + folder + " does not answer: try again."), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Whoever asked for it was interrupted: try again.", e);
    }
  }

  /** Does what is asked for, as far as all that was accepted before is written or lost. */
  private void runTasks(JourneyStore open) {
    long gone =
        stored.sum() + dropped.get(Drop.UNWRITABLE).sum() + dropped.get(Drop.NOT_STORED).sum();
    for (Task next = tasks.peek(); next != null && next.after <= gone; next = tasks.peek()) {
      Task unused = tasks.poll();
      busy();
      try {
        next.work.accept(open);
      } finally {
        idle();
      }
    }
  }

  /** How it goes. */
  public Status status() {
    Map<Drop, Long> drops = new EnumMap<>(Drop.class);
    dropped.forEach((cause, count) -> drops.put(cause, count.sum()));
    long storedNow = stored.sum();
    long acceptedNow = accepted.sum();
    return new Status(
        acceptedNow,
        storedNow,
        Math.max(
            0, acceptedNow - storedNow - drops.get(Drop.NOT_STORED) - drops.get(Drop.UNWRITABLE)),
        drops,
        store.isPresent(),
        held,
        notice(),
        forgotten,
        setAside);
  }

  private Optional<String> notice() {
    Optional<String> failure =
        Arrays.stream(Doing.values()).map(notices::get).filter(Objects::nonNull).findFirst();
    return failure.isPresent()
        ? failure
        : stall()
            .map(
                stalled ->
                    "The store in the folder "
                        + folder
                        + " has not answered for "
                        + stalled.toSeconds()
                        + " s: look at the disk that it is on, and at what else uses it.");
  }

  /** How long the store has not answered, if that is long. */
  private Optional<Duration> stall() {
    return busySince
        .map(since -> Duration.between(since, clock.instant()))
        .filter(busy -> busy.compareTo(STALL) > 0);
  }

  /**
   * Writes what is queued, within seconds, closes the store and ends the thread. What the store
   * would not take in that time is dropped and counted. More calls do nothing.
   */
  @Override
  public void close() {
    closing.countDown();
    boolean interrupted = false;
    long end = System.nanoTime() + CLOSING_STALLED.toNanos();
    while (thread.isAlive() && end - System.nanoTime() > 0) {
      try {
        // Never interrupted itself: that would close the file under its hands.
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      say(
          Level.WARNING,
          "The store in the folder "
              + folder
              + " does not answer: its thread is left to end by itself.",
          Optional.empty());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void drop(Drop cause, long count) {
    dropped.get(cause).add(count);
  }

  private void run() {
    List<Touch> batch = new ArrayList<>(BATCH);
    try {
      write(batch);
    } finally {
      store.ifPresent(JourneyStore::close);
      store = Optional.empty();
      // From here on whoever still gets a touch into the queue takes it out again.
      ended = true;
      tried.countDown();
      queue.drainTo(batch);
      drop(Drop.NOT_STORED, batch.size());
    }
  }

  private void write(List<Touch> batch) {
    long pause = FIRST_PAUSE.toNanos();
    long sealAt = System.nanoTime() + SEAL_PERIOD.toNanos();
    long sealStored = SEAL_TOUCHES;
    int most = BATCH;
    long giveUpAt = 0;
    boolean wasClosing = false;
    while (true) {
      boolean isClosing = isClosing();
      if (isClosing && !wasClosing) {
        wasClosing = true;
        giveUpAt = System.nanoTime() + CLOSING.toNanos();
      }
      if (isClosing && batch.isEmpty() && queue.isEmpty() && tasks.isEmpty()) {
        return;
      }
      doChore();
      Doing doing = Doing.WRITING;
      try {
        JourneyStore open = opened();
        tried.countDown();
        if (most == BATCH || batch.isEmpty()) {
          collect(batch);
        }
        if (!batch.isEmpty()) {
          most = append(open, batch, most);
        }
        runTasks(open);
        succeeded(doing);
        pause = FIRST_PAUSE.toNanos();
        boolean sealNow =
            System.nanoTime() - sealAt >= 0 || stored.sum() + told.sum() >= sealStored;
        if (!isClosing && sealNow) {
          sealAt = System.nanoTime() + SEAL_PERIOD.toNanos();
          sealStored = stored.sum() + told.sum() + SEAL_TOUCHES;
          doing = Doing.SEALING;
          seal(open);
          succeeded(doing);
        }
      } catch (Throwable e) {
        failed(doing, e);
        tried.countDown();
        if (e instanceof DamagedStoreException) {
          letGo();
        }
        if (isClosing && System.nanoTime() - giveUpAt >= 0) {
          return;
        }
        pause = rest(pause);
      }
    }
  }

  private void doChore() {
    try {
      chore.run();
    } catch (RuntimeException | LinkageError e) {
      chore = () -> {};
      say(Level.WARNING, "What is done beside the writing of touches failed.", Optional.of(e));
    }
  }

  /**
   * Writes the first touches of a batch. Where the store refuses to take them for what they are,
   * fewer are tried the next time, until the one is found that it does not take.
   *
   * @param most how many to write at most
   * @return how many to write at most the next time
   */
  private int append(JourneyStore open, List<Touch> batch, int most) throws StoreException {
    List<Touch> first = batch.subList(0, Math.min(most, batch.size()));
    int size = first.size();
    busy();
    try {
      open.append(first);
    } catch (UnwritableException e) {
      if (size > 1) {
        return size / 2;
      }
      drop(Drop.UNWRITABLE, 1);
      say(Level.WARNING, "A touch was dropped. " + e.getMessage(), Optional.empty());
      first.clear();
      return BATCH;
    } finally {
      idle();
    }
    stored.add(size);
    first.clear();
    return Math.min(BATCH, size * 2);
  }

  private void seal(JourneyStore open) throws StoreException {
    Forgotten before = open.forgotten();
    busy();
    try {
      open.seal();
    } finally {
      idle();
      forgotten = open.forgotten();
      setAside = SetAside.last(open.folder());
    }
    if (forgotten.journeys() > before.journeys()) {
      say(
          Level.INFO,
          "The store in the folder "
              + folder
              + " has reached its size: the oldest "
              + (forgotten.journeys() - before.journeys())
              + " journeys went.",
          Optional.empty());
    }
  }

  private void busy() {
    busySince = Optional.of(clock.instant());
  }

  private void idle() {
    Optional<Duration> stalled = stall();
    busySince = Optional.empty();
    stalled.ifPresent(
        time ->
            say(
                Level.WARNING,
                "The store in the folder "
                    + folder
                    + " did not answer for "
                    + time.toSeconds()
                    + " s; it goes on now.",
                Optional.empty()));
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private JourneyStore opened() throws StoreException {
    if (store.isEmpty()) {
      JourneyStore opened = openedOrAnew();
      forgotten = opened.forgotten();
      setAside = SetAside.last(opened.folder());
      store = Optional.of(opened);
    }
    return store.get();
  }

  /** A shop goes on with a new store rather than wait for somebody to look at the damaged one. */
  private JourneyStore openedOrAnew() throws StoreException {
    try {
      return opening.open();
    } catch (DamagedStoreException e) {
      Instant now = clock.instant();
      // What breaks again at once is the disk, and every new file would only fill it.
      if (lastDamage.isPresent() && lastDamage.get().plus(BETWEEN_DAMAGES).isAfter(now)) {
        throw e;
      }
      Path moved = SetAside.move(folder, now);
      lastDamage = Optional.of(now);
      say(
          Level.WARNING,
          "The store's file was damaged and is now "
              + moved
              + "; a new one is begun. Put a backup in the new one's place to have the past back.",
          Optional.empty());
      return opening.open();
    }
  }

  /** Gives a store up, so that the next try opens it anew and looks whether it is whole. */
  private void letGo() {
    store.ifPresent(JourneyStore::close);
    store = Optional.empty();
  }

  /** Adds to a batch what is queued, and waits a little for more. */
  private void collect(List<Touch> batch) {
    long end = System.nanoTime() + BATCH_WAIT.toNanos();
    queue.drainTo(batch, BATCH - batch.size());
    while (batch.size() < BATCH && !isClosing() && tasks.isEmpty()) {
      try {
        Touch next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        batch.add(next);
        queue.drainTo(batch, BATCH - batch.size());
      } catch (InterruptedException e) {
        // Only close() ends this thread; whoever interrupts it otherwise is not waited for.
        return;
      }
    }
  }

  /** Waits before another try; returns how long to wait the next time. */
  private long rest(long pause) {
    try {
      if (isClosing()) {
        TimeUnit.MILLISECONDS.sleep(50);
      } else {
        boolean unused = closing.await(pause, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      return pause;
    }
    return Math.min(pause * 2, LONGEST_PAUSE.toNanos());
  }

  private void succeeded(Doing doing) {
    held = false;
    if (notices.remove(doing) != null) {
      say(Level.INFO, "The store in the folder " + folder + " works again.", Optional.empty());
    }
  }

  /** Keeps what went wrong for the merchant, and says it once as long as it stays the same. */
  private void failed(Doing doing, Throwable e) {
    held = e instanceof StoreHeldException;
    boolean foreseen = e instanceof StoreException;
    String notice =
        foreseen
            ? e.getMessage()
            : "The store in the folder " + folder + " failed in a way nobody foresaw: " + e;
    if (!notice.equals(notices.put(doing, notice))) {
      say(Level.WARNING, notice, foreseen ? Optional.empty() : Optional.of(e));
    }
  }

  /** The shop's log may be gone already when a shop is taken down; the touches must not go too. */
  private static void say(Level level, String sentence, Optional<Throwable> unforeseen) {
    try {
      if (unforeseen.isPresent()) {
        LOGGER.log(level, sentence, unforeseen.get());
      } else {
        LOGGER.log(level, sentence);
      }
    } catch (RuntimeException | LinkageError e) {
      return;
    }
  }
}
