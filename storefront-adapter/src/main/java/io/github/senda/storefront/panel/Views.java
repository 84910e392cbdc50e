package io.github.senda.storefront.panel;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.JourneyMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

  /** Has all read anew. */
  void forget() {
    snapshots.forget();
  }

  /** All journeys as they are now. */
  Snapshots.Now now() {
    return snapshots.now();
  }

  /** The drawing of a snapshot as a query asks for it, each card where it is for all journeys. */
  Picture picture(Snapshot snapshot, PanelQuery query) {
    JourneyMap whole = snapshots.of(query.scope().whole()).map();
    return pictures.of(snapshot, whole, query, source.status().name());
  }

  /**
   * The drawings that leave the panel: one, or one for each of two selections that are compared,
   * with every card in the same place.
   *
   * @param address where the panel shows the same
   * @param stages whether each is drawn over several pages, with one for each stage
   */
  List<Diagram> pages(PanelQuery query, String address, boolean stages) {
    Scope scope = query.scope();
    StageLayout layout =
        Pictures.layout(snapshots.of(scope.whole()).map(), query, source.status().name())
            .made(source.clock().instant().atZone(source.zone()))
            .linkedTo(address);
    JourneyMap map = snapshots.of(scope).shown(query.share());
    if (query.other().isEmpty()) {
      return stages ? layout.drawStages(map) : List.of(layout.draw(map));
    }
    Scope other = query.other().get();
    JourneyMap others = snapshots.of(other).shown(query.share());
    boolean days = !other.period().equals(scope.period());
    List<StageLayout.Selection> both =
        List.of(
            new StageLayout.Selection(name(scope, days), words(scope), map),
            new StageLayout.Selection(name(other, days), words(other), others));
    return stages ? layout.drawStages(both) : layout.drawPages(both);
  }

  private static String name(Scope scope, boolean days) {
    return days
        ? scope.period().map(period -> period.first() + " – " + period.last()).orElse("")
        : scope.filter().text();
  }

  private static Optional<String> words(Scope scope) {
    return Optional.of(scope.filter().text()).filter(text -> !scope.filter().isAll());
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
