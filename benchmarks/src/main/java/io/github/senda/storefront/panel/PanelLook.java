package io.github.senda.storefront.panel;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.View;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * What the panel computes when a merchant looks at it. Stands in the panel's package because a shop
 * has no business asking for it.
 */
public final class PanelLook {

  private final Snapshots snapshots;

  /**
   * A panel over a store.
   *
   * @param store gives its journeys
   * @param meanings what their touches mean
   */
  public PanelLook(
      Callable<JourneyLog> store, Function<JourneyLog, Meaning> meanings, Clock clock) {
    this.snapshots = new Snapshots(new Source(store, meanings, clock));
  }

  /** The map of all days; gives how many journeys are on it. */
  public long map() {
    return snapshots.of(Scope.ALL).map().graph().journeys();
  }

  /** What became of carts and checkouts, which the same page shows a moment later. */
  public void leaks() {
    Object unused = snapshots.of(Scope.ALL).leaks();
  }

  /** A source that has something new whenever it is asked. */
  private record Source(
      Callable<JourneyLog> store, Function<JourneyLog, Meaning> meanings, Clock clock)
      implements PanelSource {

    @Override
    public long version() {
      return clock.millis();
    }

    @Override
    public JourneyLog log() {
      try {
        return store.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Meaning meaning(JourneyLog log) {
      return meanings.apply(log);
    }

    @Override
    public View view() {
      return View.ALL.fewest(10);
    }

    @Override
    public PanelStatus status() {
      return new PanelStatus(true, "a shop", Map.of(), List.of(), Optional.of(clock.instant()));
    }

    @Override
    public boolean hasBackup() {
      return false;
    }

    @Override
    public void backup(OutputStream out) {
      throw new UnsupportedOperationException("there is none");
    }

    @Override
    public ZoneId zone() {
      return ZoneOffset.UTC;
    }
  }
}
