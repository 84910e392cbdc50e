package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Labels;
import io.github.senda.metric.Leaks;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.storefront.leaks.LeaksJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Prints what became of a log's carts and checkouts. */
final class LeaksCommand {

  private LeaksCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out, PrintStream err) {
    CommandLine line =
        CommandLine.parse("leaks", words, Set.of("--json"), Set.of(Selecting.FILTER), true);
    ReadLog read = Input.read(line, in, err);
    // Every visit of a log has ended, whenever that was.
    Leaks.Terms terms = new Leaks.Terms(Instant.MAX, Leaks.Terms.USUAL, Input.zone(line));
    Leaks leaks = Leaks.of(read.log(), read.meaning(), terms);
    Output.print(out, line.has("--json") ? json(leaks) : LeaksText.of(leaks));
  }

  private static String json(Leaks leaks) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    try {
      json.beginObject();
      LeaksJson.write(json, leaks, Leaks.Terms.USUAL, Labels.of(Locale.ENGLISH));
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text + "\n";
  }
}
