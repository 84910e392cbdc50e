package io.github.senda.storefront.panel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** What requests ask to see of the panel's journeys. Safe for any thread. */
final class Views {

  private final PanelSource source;
  private final Snapshots snapshots;
  private final Pictures pictures = new Pictures();

  Views(PanelSource source) {
    this.source = source;
    this.snapshots = new Snapshots(source);
  }

  PanelSource source() {
    return source;
  }

  /** What a request asks to see. */
  PanelQuery query(Call call) {
    return PanelQuery.of(call.request(), today(), source.zone());
  }

  /** The journeys that a query asks for. */
  Snapshot snapshot(PanelQuery query) {
    return snapshots.of(query.scope());
  }

  /** All journeys as they are now. */
  Snapshots.Now now() {
    return snapshots.now();
  }

  /** The drawing of a snapshot as a query asks for it. */
  Picture picture(Snapshot snapshot, PanelQuery query) {
    return pictures.of(snapshot, query, source.status().name());
  }

  /** A text that is another whenever what is shown of a snapshot is another. */
  static String mark(Snapshot snapshot, PanelQuery query) {
    return Long.toHexString(snapshot.version()) + "." + Integer.toHexString(query.hashCode());
  }

  /** The day that the page counts back from: in a log file, the last day it tells of. */
  LocalDate today() {
    PanelStatus status = source.status();
    Optional<Instant> last =
        status.live() ? Optional.empty() : status.lastTouch().or(snapshots::lastStart);
    return last.orElseGet(source.clock()::instant).atZone(source.zone()).toLocalDate();
  }
}
