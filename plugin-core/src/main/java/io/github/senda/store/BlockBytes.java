package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.OutdatedLogException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The bytes of blocks: read when somebody wants a block's journeys, and those that were wanted last
 * kept, up to a bound. Blocks that were merged since stay readable as long as anybody holds them;
 * of what was erased or let go of nothing stays. Safe for any thread.
 */
final class BlockBytes {

  /** Reads the bytes of a block, if they are still there. */
  interface Reading {
    Optional<byte[]> read(long id) throws StoreException;
  }

  private final Reading reading;
  private final long most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Stored, byte[]> wanted = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Long, WeakReference<Stored>> given = new HashMap<>();
  private final List<WeakReference<Stored>> merged = new ArrayList<>();
  private final Map<BlockRows.Row, byte[]> merging = new HashMap<>();
  private int readings;
  private boolean committed = true;
  private long bytes;
  private long forgettings;
  private final Map<BlockRows.Row, RuntimeException> damaged = new HashMap<>();

  /**
   * The bytes of a store's blocks.
   *
   * @param most how many are kept at most
   */
  BlockBytes(Reading reading, long most) {
    this.reading = reading;
    this.most = most;
  }

  /** Where the bytes of one block are. */
  private final class Stored implements Supplier<byte[]> {
    private final BlockRows.Row row;
    private Optional<byte[]> kept = Optional.empty();

    Stored(BlockRows.Row row) {
      this.row = row;
    }

    @Override
    public byte[] get() {
      return of(this);
    }
  }

  /** A block whose bytes are read when they are wanted. */
  JourneyBlock block(BlockRows.Row row) {
    Stored stored = new Stored(row);
    lock.lock();
    try {
      Optional.ofNullable(merging.get(row)).ifPresent(found -> keepFor(stored, found));
      given.put(row.id(), new WeakReference<>(stored));
    } finally {
      lock.unlock();
    }
    return JourneyBlock.of(row.header(), stored);
  }

  /**
   * Says which blocks there are now, so that nothing is held of any other; none of them may be
   * known to be damaged.
   *
   * @throws RuntimeException what is wrong with a damaged one
   */
  void retain(Collection<BlockRows.Row> rows) {
    Set<BlockRows.Row> there = new HashSet<>(rows);
    lock.lock();
    try {
      given.values().removeIf(stored -> stored.get() == null);
      damaged.keySet().retainAll(there);
      if (!damaged.isEmpty()) {
        throw damaged.values().iterator().next();
      }
      for (Iterator<Stored> each = wanted.keySet().iterator(); each.hasNext(); ) {
        Stored stored = each.next();
        if (!there.contains(stored.row)) {
          bytes -= stored.row.header().key().bytes();
          each.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says that somebody is about to look which blocks there are; {@link #readingEnds} follows. */
  void readingBegins() {
    lock.lock();
    readings++;
    lock.unlock();
  }

  /** Says that somebody has a block of each row that they have seen. */
  void readingEnds() {
    lock.lock();
    readings--;
    letGoOfMerged();
    lock.unlock();
  }

  /**
   * Keeps the bytes of a block that is merged now, for those who hold it and as long as they do.
   * Whoever looks just now which blocks there are may still see this one: so the bytes are kept for
   * them too until they have, and until {@link #committed} is called.
   */
  void keep(BlockRows.Row row, byte[] found) {
    lock.lock();
    try {
      committed = false;
      merging.put(row, found);
      Stored stored = Optional.ofNullable(given.remove(row.id())).map(Reference::get).orElse(null);
      if (stored != null && stored.row.equals(row)) {
        keepFor(stored, found);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says that nobody who begins to look now sees any block that was merged. */
  void committed() {
    lock.lock();
    committed = true;
    letGoOfMerged();
    lock.unlock();
  }

  private void letGoOfMerged() {
    if (committed && readings == 0) {
      merging.clear();
    }
  }

  private void keepFor(Stored stored, byte[] found) {
    merged.removeIf(held -> held.get() == null);
    merged.add(new WeakReference<>(stored));
    stored.kept = Optional.of(found);
  }

  /** Forgets all bytes: something was erased that was among them. Called once it is committed. */
  void forget() {
    lock.lock();
    try {
      forgettings++;
      wanted.clear();
      bytes = 0;
      for (WeakReference<Stored> stored : merged) {
        Optional.ofNullable(stored.get()).ifPresent(held -> held.kept = Optional.empty());
      }
      merged.clear();
      merging.clear();
    } finally {
      lock.unlock();
    }
  }

  private byte[] of(Stored stored) {
    long before;
    lock.lock();
    try {
      byte[] known = wanted.get(stored);
      if (known != null || stored.kept.isPresent()) {
        return known != null ? known : stored.kept.get();
      }
      before = forgettings;
    } finally {
      lock.unlock();
    }
    byte[] found = read(stored.row);
    lock.lock();
    try {
      // What is erased meanwhile must not come back.
      if (before == forgettings && wanted.put(stored, found) == null) {
        bytes += found.length;
        keepToBound();
      }
    } finally {
      lock.unlock();
    }
    return found;
  }

  private void keepToBound() {
    for (Iterator<byte[]> eldest = wanted.values().iterator(); bytes > most && eldest.hasNext(); ) {
      bytes -= eldest.next().length;
      eldest.remove();
    }
  }

  private byte[] read(BlockRows.Row row) {
    try {
      byte[] found =
          reading
              .read(row.id())
              .orElseThrow(() -> new OutdatedLogException("A block of this log is gone."));
      if (JourneyBlock.headerOf(found).equals(row.header())) {
        return found;
      }
      throw new OutdatedLogException("A block of this log has been written again.");
    } catch (IllegalArgumentException e) {
      lock.lock();
      try {
        damaged.put(row, e);
      } finally {
        lock.unlock();
      }
      throw new OutdatedLogException("A block of this log is damaged: " + e.getMessage(), e);
    } catch (StoreException e) {
      throw new OutdatedLogException(e.getMessage(), e);
    }
  }
}
