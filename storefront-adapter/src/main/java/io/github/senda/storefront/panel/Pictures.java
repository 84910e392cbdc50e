package io.github.senda.storefront.panel;

import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest drawings: a page asks for the picture and for the names of its shapes, and laying out
 * a map with all its transitions takes a while. Bounded; safe for any thread.
 */
final class Pictures {

  private static final int MOST = 8;

  private record Key(long version, PanelQuery query, String source) {}

  private final Map<Key, Picture> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * The picture of what a query asks to see of a snapshot.
   *
   * @param whole all journeys, from which places come
   */
  synchronized Picture of(Snapshot snapshot, JourneyMap whole, PanelQuery query, String source) {
    Key key = new Key(snapshot.version(), query, source);
    Picture picture = kept.get(key);
    if (picture == null) {
      picture = Picture.of(snapshot.shown(query.share()), layout(whole, query, source));
      kept.put(key, picture);
      if (kept.size() > MOST) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return picture;
  }

  /**
   * How the journeys of a query are drawn.
   *
   * @param whole all journeys, from which places come
   */
  static StageLayout layout(JourneyMap whole, PanelQuery query, String source) {
    StageLayout layout = StageLayout.of(Labels.of(query.locale())).keepingPlacesOf(List.of(whole));
    StageLayout named = source.isBlank() ? layout : layout.from(source);
    return query.filter().isAll() ? named : named.filtered(query.filter().text());
  }
}
