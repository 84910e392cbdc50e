package io.github.senda.storefront.cli;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import io.github.senda.diagram.DiagramExporters;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.diagram.lucid.api.LucidAddresses;
import io.github.senda.diagram.lucid.api.LucidClient;
import io.github.senda.diagram.lucid.api.LucidFit;
import io.github.senda.diagram.lucid.api.LucidMistake;
import io.github.senda.diagram.lucid.api.LucidProgress;
import io.github.senda.diagram.lucid.api.LucidPush;
import io.github.senda.diagram.lucid.api.LucidSecret;
import io.github.senda.diagram.lucid.api.LucidUpload;
import io.github.senda.diagram.lucid.api.PushReport;
import io.github.senda.map.View;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.storefront.lucid.LucidSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/** Brings a diagram, or the map of a log, to Lucid. */
final class PushCommand {

  private static final Set<String> OPTIONS =
      Set.of(
          "--title",
          "--folder",
          "--as",
          "--key-file",
          "--proxy",
          "--share",
          "--lang",
          Simple.TOUCHPOINTS,
          Simple.K,
          "--stages",
          Pages.PAGES,
          Pages.COMPARE,
          Selecting.FILTER,
          Selecting.UNIT);

  private PushCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out, PrintStream err) {
    run(words, in, out, err, System.getenv(), LucidAddresses.LUCID);
  }

  static void run(
      List<String> words,
      InputStream in,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      LucidAddresses addresses) {
    CommandLine line = CommandLine.parse("push", words, Set.of(), OPTIONS, true);
    Locale language = ExportCommand.language(line);
    LucidSettings settings = settings(line, environment);
    String title =
        line.value("--title")
            .orElseThrow(
                () -> new BadInput("say what the document is to be called: --title TITLE"));
    LucidSecret key =
        settings
            .key()
            .orElseThrow(
                () ->
                    new BadInput(
                        "there is no key for Lucid: set SENDA_LUCID_KEY, or give a file that"
                            + " holds it: --key-file FILE"));
    try (LucidClient client = LucidClient.of(addresses, settings.proxy())) {
      LucidPush push = LucidPush.of(client, Clock.systemUTC());
      for (LucidUpload upload : uploads(line, title, settings.folder(), in, err)) {
        tell(push.push(upload, key, new Saying(err)), out, err, language);
      }
    } catch (LucidMistake mistake) {
      throw new BadInput(mistake.in(language), mistake);
    }
  }

  /** What is given here counts before the environment. A key itself would be seen by others. */
  private static LucidSettings settings(CommandLine line, Map<String, String> environment) {
    Map<String, String> options =
        Map.of(
            "senda.lucid.key.file", "--key-file",
            "senda.lucid.folder", "--folder",
            "senda.lucid.proxy", "--proxy");
    List<String> complaints = new ArrayList<>();
    LucidSettings settings =
        LucidSettings.read(
            name -> {
              if (name.equals("senda.lucid.key") && line.has("--key-file")) {
                return Optional.empty();
              }
              String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
              return Optional.ofNullable(options.get(name))
                  .flatMap(line::value)
                  .or(() -> Optional.ofNullable(environment.get(variable)))
                  .filter(value -> !value.isBlank());
            },
            complaints);
    if (!complaints.isEmpty()) {
      throw new BadInput(complaints.get(0));
    }
    return settings;
  }

  private static List<LucidUpload> uploads(
      CommandLine line, String title, OptionalLong folder, InputStream in, PrintStream err)
      throws LucidMistake {
    Optional<LucidUpload.Form> file = line.input().flatMap(PushCommand::form);
    if (file.isPresent()) {
      return List.of(LucidUpload.of(file.get(), title, folder, bytes(line.input().orElseThrow())));
    }
    int share = (int) Math.round(ExportCommand.share(line) * 100);
    String as = line.value("--as").orElse("lucid");
    if (!Set.of("lucid", "drawio", "visio").contains(as)) {
      throw new BadInput(
          "--as " + as + " is nothing that Lucid takes; there are: lucid, drawio, visio");
    }
    View view = ExportCommand.view(line);
    boolean stages = Pages.stages(line);
    ReadLog read = Input.read(line, in, err);
    StageLayout layout = ExportCommand.layout(line).titled(title);
    Pages pages = Pages.of(line, read, layout, view);
    IntFunction<List<Diagram>> drawing = part -> pages.draw(part / 100.0);
    if (as.equals("lucid")) {
      LucidFit fit = stages ? LucidFit.whole(share, drawing) : LucidFit.simplified(share, drawing);
      if (fit.isSimplified()) {
        err.println(
            "senda: Lucid takes 2 MB at most, so only "
                + fit.share()
                + " % of all that was gone is drawn"
                + (stages ? "" : "; --pages stages draws all of it, over several pages"));
      }
      List<LucidUpload> uploads = fit.uploads(title, folder);
      if (uploads.size() > 1) {
        err.println(
            "senda: Lucid takes 2 MB at most, so the pages go over "
                + uploads.size()
                + " documents");
      }
      return uploads;
    }
    DiagramExporter exporter = DiagramExporters.find().of(as).orElseThrow();
    return List.of(
        LucidUpload.of(
            as.equals("visio") ? LucidUpload.Form.VISIO : LucidUpload.Form.DRAWIO,
            title,
            folder,
            ExportCommand.bytes(exporter, drawing.apply(share))));
  }

  /** What a diagram's name says that it is; empty for a log. */
  private static Optional<LucidUpload.Form> form(String input) {
    String name = input.toLowerCase(Locale.ROOT);
    for (LucidUpload.Form form : LucidUpload.Form.values()) {
      if (form != LucidUpload.Form.DOCUMENT && name.endsWith("." + form.extension())) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private static byte[] bytes(String input) {
    Path file = Input.path(input);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: is it there, and may you read it?", e);
    }
  }

  private static void tell(PushReport report, OutputStream out, PrintStream err, Locale language) {
    if (report.foundLater()) {
      err.println("senda: Lucid did not confirm it, but the document is there; it was sent once");
    }
    report
        .comparison()
        .ifPresent(
            compared ->
                err.println(
                    "senda: Lucid has "
                        + compared.shapesThere()
                        + " of "
                        + compared.shapesSent()
                        + " shapes and "
                        + compared.linesThere()
                        + " of "
                        + compared.linesSent()
                        + " lines"
                        + (compared.isWhole() ? "" : ": not everything has arrived")));
    report
        .notRead()
        .ifPresent(
            mistake ->
                err.println("senda: it could not be checked afterwards: " + mistake.in(language)));
    Output.print(
        out, report.document().link().map(Object::toString).orElse(report.document().id()) + "\n");
  }

  /** Says each step once, and what is sent by quarters. */
  private static final class Saying implements LucidProgress {

    private final PrintStream err;
    private String last = "";

    Saying(PrintStream err) {
      this.err = err;
    }

    @Override
    public void at(Step step, long done, long of) {
      String now =
          switch (step) {
            case PREPARING -> "checking the document";
            case CONNECTING -> "reaching Lucid";
            case SENDING ->
                "sending " + of / 1000 + " kB: " + done * 4 / Math.max(1, of) * 25 + " %";
            case WAITING -> "Lucid is making the document";
            case LOOKING -> "no clear answer: looking whether the document is there";
            case READING_BACK -> "comparing what Lucid has with what was sent";
          };
      if (!now.equals(last)) {
        err.println("senda: " + now);
        last = now;
      }
    }
  }
}
