package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/**
 * Where what is seen becomes a file: which formats there are and what each lacks, what the file
 * will hold and what is left out, the file itself. Safe for any thread.
 */
final class ExportDesk {

  private final Views views;
  private final DiagramExporters exporters;
  private final boolean lucid;

  /**
   * @param lucid whether a drawing can also be brought to Lucid from here
   */
  ExportDesk(Views views, DiagramExporters exporters, boolean lucid) {
    this.views = views;
    this.exporters = exporters;
    this.lucid = lucid;
  }

  void routes(Routes routes) {
    routes
        .get("/api/export", call -> Answers.json(call.response(), preview(call)))
        .get(
            "/export",
            call -> {
              routes.noted(call, "export");
              export(call);
            });
  }

  /** What a file of the query's picture holds, and in which formats it can be had. */
  private String preview(Call call) throws IOException {
    PanelQuery query = views.query(call);
    Snapshot snapshot = views.snapshot(query);
    Diagram diagram = views.picture(snapshot, query).diagram();
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject();
    json.name("shapes").value(diagram.shapes().size());
    json.name("lines").value(diagram.lines().size());
    json.name("width").value(diagram.width());
    json.name("height").value(diagram.height());
    json.name("journeys").value(snapshot.map().graph().journeys());
    MapJson.hidden(json, snapshot.shown(query.share()));
    json.name("lucid").value(lucid);
    json.name("formats").beginArray();
    for (String name : exporters.names()) {
      DiagramExporter exporter = exporters.of(name).orElseThrow();
      json.beginObject();
      json.name("format").value(name);
      json.name("file").value(fileName(query, exporter));
      json.name("pages").value(exporter.holdsPages());
      Optional<String> lacks = exporter.shortcomings(query.locale());
      if (lacks.isPresent()) {
        json.name("lacks").value(lacks.get());
      }
      json.endObject();
    }
    json.endArray().endObject();
    return text.toString();
  }

  private static String fileName(PanelQuery query, DiagramExporter exporter) {
    String days = query.period().map(period -> period.first() + "_" + period.last()).orElse("all");
    return "senda-" + days + "." + exporter.fileExtension();
  }

  /** Whether a request wants its drawing over several pages, with one for each stage. */
  static boolean stages(Call call) {
    return call.parameter("pages").filter("stages"::equals).isPresent();
  }

  /** Where the panel shows what a request exports. */
  static String address(Call call) {
    HttpServletRequest request = call.request();
    String url = request.getRequestURL().toString();
    String host = url.substring(0, url.length() - request.getRequestURI().length());
    return host + Door.root(request) + PanelQuery.keep(request);
  }

  /** Written as a whole before the first byte leaves, so that what fails can still be said. */
  private void export(Call call) throws IOException {
    String format = call.parameter("format").orElse("");
    Optional<DiagramExporter> exporter = exporters.of(format);
    if (exporter.isEmpty()) {
      Answers.error(
          call.response(),
          HttpServletResponse.SC_BAD_REQUEST,
          call.words().text("error.format", "formats", String.join(", ", exporters.names())));
      return;
    }
    PanelQuery query = views.query(call);
    boolean stages = stages(call) && exporter.get().holdsPages();
    List<Diagram> pages = views.pages(query, address(call), stages);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      // What holds one page alone gets what was asked for, without what it is compared with.
      exporter.get().write(exporter.get().holdsPages() ? pages : pages.subList(0, 1), file);
    } catch (IOException e) {
      Answers.notDone(call.response(), e);
      return;
    }
    call.response()
        .setHeader(
            "Content-Disposition",
            "attachment; filename=\"" + fileName(query, exporter.get()) + "\"");
    call.response().setContentType(exporter.get().mediaType());
    Answers.write(call.response(), file.toByteArray());
  }
}
