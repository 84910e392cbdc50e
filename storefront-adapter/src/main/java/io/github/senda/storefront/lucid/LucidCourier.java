package io.github.senda.storefront.lucid;

import io.github.senda.diagram.lucid.api.LucidAddresses;
import io.github.senda.diagram.lucid.api.LucidClient;
import io.github.senda.diagram.lucid.api.LucidFit;
import io.github.senda.diagram.lucid.api.LucidMistake;
import io.github.senda.diagram.lucid.api.LucidProgress;
import io.github.senda.diagram.lucid.api.LucidPush;
import io.github.senda.diagram.lucid.api.LucidSecret;
import io.github.senda.diagram.lucid.api.LucidUpload;
import io.github.senda.diagram.lucid.api.PushReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings drawings to Lucid, one at a time, on a thread that is there only while one is on its way:
 * no request of the shop and none of the panel waits for Lucid. Safe for any thread.
 */
public final class LucidCourier implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(LucidCourier.class.getName());
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long PATIENCE_MILLIS = 5_000;

  /** Makes what is to be pushed, on the courier's thread. */
  @FunctionalInterface
  public interface Packing {
    /** Makes it. */
    Packed pack() throws LucidMistake;
  }

  /**
   * What is to be pushed.
   *
   * @param uploads the files, at least one, in the order in which they are pushed
   * @param fit how they were made small enough, where that had to be seen to
   */
  public record Packed(List<LucidUpload> uploads, Optional<LucidFit> fit) {
    public Packed {
      uploads = List.copyOf(uploads);
      Objects.requireNonNull(fit, "fit == null");
    }
  }

  /** Whether something is on its way. */
  public enum Phase {
    /** Nothing was pushed yet. */
    IDLE,
    /** Something is on its way. */
    RUNNING,
    /** The last push ended in a document. */
    DONE,
    /** The last push did not. */
    FAILED
  }

  /**
   * How the last push is doing.
   *
   * @param number which push of this shop's it is, from 1; 0 if there was none
   * @param step what is being done, while it runs
   * @param done how many bytes are sent
   * @param of of how many
   * @param fit how the drawing was made small enough, where that had to be seen to
   * @param reports what became of it: a report for each document that was made
   * @param mistake why nothing did, or no more
   */
  public record State(
      Phase phase,
      int number,
      LucidProgress.Step step,
      long done,
      long of,
      Optional<LucidFit> fit,
      List<PushReport> reports,
      Optional<LucidMistake> mistake) {

    private static State of(Phase phase, int number) {
      return new State(
          phase,
          number,
          LucidProgress.Step.PREPARING,
          0,
          0,
          Optional.empty(),
          List.of(),
          Optional.empty());
    }

    private State with(Optional<LucidFit> packed) {
      return new State(phase, number, step, done, of, packed, reports, mistake);
    }

    private State at(LucidProgress.Step next, long sent, long all) {
      return new State(phase, number, next, sent, all, fit, reports, mistake);
    }

    private State with(PushReport report) {
      List<PushReport> more = new ArrayList<>(reports);
      more.add(report);
      return new State(phase, number, step, done, of, fit, List.copyOf(more), mistake);
    }

    private State ended(Optional<LucidMistake> failed) {
      Phase end = failed.isEmpty() ? Phase.DONE : Phase.FAILED;
      return new State(end, number, step, 0, 0, fit, reports, failed);
    }
  }

  private final LucidClient client;
  private final LucidAccount account;
  private final LucidPush push;
  private final OptionalLong folder;
  private final Clock clock;

  private State state = State.of(Phase.IDLE, 0);
  private Instant begin = Instant.EPOCH;
  private Optional<Thread> thread = Optional.empty();
  private boolean closed;

  private LucidCourier(LucidSettings settings, Path folder, LucidAddresses addresses, Clock clock) {
    this.client = LucidClient.of(addresses, settings.proxy());
    this.account = LucidAccount.of(settings, folder, client, clock);
    this.push = LucidPush.of(client, clock);
    this.folder = settings.folder();
    this.clock = clock;
  }

  /**
   * A courier of a shop. It starts nothing before something is pushed.
   *
   * @param folder where what the merchant gives is kept
   */
  public static LucidCourier of(LucidSettings settings, Path folder, Clock clock) {
    return of(settings, folder, LucidAddresses.LUCID, clock);
  }

  /** A courier to a Lucid that is played elsewhere. */
  public static LucidCourier of(
      LucidSettings settings, Path folder, LucidAddresses addresses, Clock clock) {
    return new LucidCourier(settings, folder, addresses, clock);
  }

  /** What opens the account that it brings drawings to. */
  public LucidAccount account() {
    return account;
  }

  /** The folder that is proposed. */
  public OptionalLong folder() {
    return folder;
  }

  /** How the last push is doing. One that takes too long is broken off when it is asked about. */
  public synchronized State state() {
    if (state.phase() == Phase.RUNNING && clock.instant().isAfter(begin.plus(LONGEST))) {
      client.stop();
    }
    return state;
  }

  /**
   * Sets off, unless something is on its way already.
   *
   * @return whether it did
   */
  public synchronized boolean send(Packing packing) {
    if (state().phase() == Phase.RUNNING || closed) {
      return false;
    }
    state = State.of(Phase.RUNNING, state.number() + 1);
    begin = clock.instant();
    Thread started = new Thread(() -> run(packing), "senda-lucid");
    started.setDaemon(true);
    thread = Optional.of(started);
    started.start();
    return true;
  }

  private void run(Packing packing) {
    try {
      LucidSecret secret = account.secret();
      Packed packed = packing.pack();
      synchronized (this) {
        state = state.with(packed.fit());
      }
      for (LucidUpload upload : packed.uploads()) {
        PushReport report = push.push(upload, secret, this::at);
        synchronized (this) {
          state = state.with(report);
        }
      }
      ended(Optional.empty());
    } catch (LucidMistake mistake) {
      ended(Optional.of(mistake));
    } catch (Throwable defect) {
      LOG.log(System.Logger.Level.WARNING, "Senda: a push to Lucid failed.", defect);
      ended(Optional.of(LucidMistake.defect()));
    }
  }

  private synchronized void at(LucidProgress.Step step, long done, long of) {
    state = state.at(step, done, of);
  }

  private synchronized void ended(Optional<LucidMistake> mistake) {
    state = state.ended(mistake);
    thread = Optional.empty();
  }

  /** Breaks off what is on its way. */
  public synchronized void stop() {
    client.stop();
    thread.ifPresent(Thread::interrupt);
  }

  /** Breaks off what is on its way, takes nothing more, and waits until its thread has ended. */
  @Override
  public void close() {
    Optional<Thread> last;
    synchronized (this) {
      closed = true;
      last = thread;
    }
    client.close();
    if (last.isPresent()) {
      last.get().interrupt();
      try {
        last.get().join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
