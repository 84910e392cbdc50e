package io.github.senda.storefront.panel;

import io.github.senda.diagram.DiagramExporter;
import io.github.senda.graph.SmallGroups;
import io.github.senda.map.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Where the pages ask for what they show of the journeys. Safe for any thread. */
final class MapDesk {

  private final Views views;
  private final DiagramExporter svg;

  MapDesk(Views views, DiagramExporter svg) {
    this.views = views;
    this.svg = svg;
  }

  void routes(Routes routes) {
    routes
        .get("/api/map", this::map)
        .get("/api/map.svg", this::picture)
        .get("/api/shapes", this::shapes)
        .get("/api/hidden", this::hidden)
        .get("/api/ways", this::ways)
        .get("/api/aside", this::aside)
        .get("/api/leaks", this::leaks)
        .get("/api/choices", this::choices)
        .get("/api/status", call -> Answers.json(call.response(), frame(call)));
  }

  private String frame(Call call) {
    return FrameJson.of(views, views.query(call));
  }

  private void choices(Call call) throws IOException {
    Snapshots.Now now = views.now();
    long fewest = SmallGroups.fewest(now.log(), views.source().view().fewest());
    Answers.json(
        call.response(),
        Choices.of(now.log(), now.meaning(), fewest).json(Labels.of(call.words().locale())));
  }

  private void map(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Snapshot snapshot = views.snapshot(query);
    PanelStatus status = views.source().status();
    if (isNew(call, snapshot, query, status)) {
      Answers.json(call.response(), MapJson.of(snapshot, query, status, views));
    }
  }

  private void shapes(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Answers.json(call.response(), ShapesJson.of(views.picture(views.snapshot(query), query)));
  }

  private void hidden(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Answers.json(call.response(), WaysJson.hidden(views.snapshot(query), query));
  }

  private void ways(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Answers.json(call.response(), WaysJson.of(views.snapshot(query), query));
  }

  private void aside(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Answers.json(call.response(), AsideJson.of(views.snapshot(query), query));
  }

  private void leaks(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Snapshot snapshot = views.snapshot(query);
    PanelStatus status = views.source().status();
    if (isNew(call, snapshot, query, status)) {
      Answers.json(call.response(), LeaksPage.of(snapshot, query, status, views));
    }
  }

  /** Whether the page has something else; one that has this already is told so. */
  private boolean isNew(Call call, Snapshot snapshot, PanelQuery query, PanelStatus status) {
    String tag =
        "\""
            + Views.mark(snapshot, query)
            + "."
            + Integer.toHexString(status.hashCode())
            + "."
            + views.today()
            + "\"";
    call.response().setHeader("ETag", tag);
    boolean known = tag.equals(call.request().getHeader("If-None-Match"));
    if (known) {
      call.response().setStatus(304);
    }
    return !known;
  }

  private void picture(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Picture picture = views.picture(views.snapshot(query), query);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    svg.write(picture.diagram(), file);
    call.response().setContentType(svg.mediaType());
    Answers.write(call.response(), file.toByteArray());
  }
}
