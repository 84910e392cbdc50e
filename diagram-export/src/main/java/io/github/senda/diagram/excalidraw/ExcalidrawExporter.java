package io.github.senda.diagram.excalidraw;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a drawing as a file of Excalidraw. It has no layers, so drop-off is a group of its own; no
 * bold letters, and one size and colour for all words of a card; and it moves the words of an arrow
 * to the arrow's middle as soon as the arrow is touched; one page a file.
 *
 * <p>Stages are frames that take their cards along; arrows are bound to their cards at both ends
 * and find an upright way again when one is moved; figures are custom data.
 */
public final class ExcalidrawExporter implements DiagramExporter {

  /** For the service loader. */
  public ExcalidrawExporter() {}

  @Override
  public String format() {
    return "excalidraw";
  }

  @Override
  public String fileExtension() {
    return "excalidraw";
  }

  @Override
  public String mediaType() {
    return "application/vnd.excalidraw+json";
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new Scene(diagram, writer).write();
    writer.append('\n').flush();
  }
}
