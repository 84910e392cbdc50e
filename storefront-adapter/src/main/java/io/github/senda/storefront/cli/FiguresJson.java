package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Figures as one JSON object on one line. */
final class FiguresJson {

  private FiguresJson() {}

  static void write(Figures figures, List<FiguresPart> parts, OutputStream out) {
    try {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      JsonWriter json = new JsonWriter(writer);
      json.beginObject();
      json.name("touches").value(figures.touches());
      json.name("journeys").value(figures.journeys());
      json.name("touchpoints").value(figures.touchpoints());
      json.name("transitions").value(figures.arcs().size());
      json.name("transition_sum").value(figures.transitionSum());
      json.name("starts").value(figures.starts());
      json.name("ends").value(figures.ends());
      json.name("variants").value(figures.variants());
      json.name("top_variant_journeys").value(figures.topVariantJourneys());
      json.name("arcs").beginArray();
      for (Figures.Arc arc : figures.arcs()) {
        json.beginObject();
        json.name("from").value(arc.from());
        json.name("to").value(arc.to());
        json.name("count").value(arc.count());
        json.name("mean_s").jsonValue(plain(arc.meanSeconds()));
        json.name("median_s").jsonValue(plain(arc.medianSeconds()));
        json.endObject();
      }
      json.endArray();
      for (FiguresPart part : parts) {
        part.write(json);
      }
      json.endObject();
      json.flush();
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw Output.failed(e);
    }
  }

  /** A number as people write it: no exponent, and no fraction where there is none. */
  static String plain(double number) {
    return number == Math.rint(number)
        ? Long.toString((long) number)
        : BigDecimal.valueOf(number).toPlainString();
  }
}
