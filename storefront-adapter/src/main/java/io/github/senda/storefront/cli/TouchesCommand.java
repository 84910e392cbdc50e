package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonReader;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.store.Retention;
import io.github.senda.store.StoreException;
import io.github.senda.store.StoreHeldException;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.BadTouch;
import io.github.senda.storefront.intake.KeptTouches;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.storefront.intake.ToldOptions;
import io.github.senda.storefront.intake.ToldReport;
import io.github.senda.storefront.intake.ToldStore;
import io.github.senda.storefront.intake.ToldTouch;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Brings touches that no filter saw into a store, out of a table. */
final class TouchesCommand {

  /** What is older is refused; a running shop decides by its own setting. */
  private static final Period KEPT = Retention.USUAL.journeys();

  /** So many touches are less than the megabyte that a panel takes at once. */
  private static final int PORTION = 250;

  private TouchesCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out) {
    CommandLine line =
        CommandLine.parse(
            "touches",
            words,
            Set.of("--customers"),
            Set.of("--to", "--token", "--zone", "--time-format", "--currency", "--source"),
            false);
    String file =
        line.input().orElseThrow(() -> new BadInput("say which table to bring: FILE.csv"));
    String to =
        line.value("--to")
            .orElseThrow(
                () -> new BadInput("say where to: --to a store's folder, or a panel's address"));
    ZoneId zone = line.value("--zone").map(TouchesCommand::zone).orElse(ZoneId.systemDefault());
    line.value("--time-format").ifPresent(TouchesCommand::requirePattern);
    ToldOptions options =
        new ToldOptions(
            line.value("--zone").map(TouchesCommand::zone),
            line.value("--time-format"),
            line.value("--currency"),
            line.value("--source").orElse("csv"),
            Locale.ENGLISH);
    ToldReport report;
    if (RunningPanel.isAddress(to)) {
      if (line.has("--customers")) {
        throw new BadInput(
            "--customers is for a folder: a running shop goes by its own senda.consent");
      }
      RunningPanel panel = RunningPanel.of(to, line.value("--token"));
      report = tell(file, in, touches -> post(panel, touches), zone, options);
    } else if (line.has("--token")) {
      throw new BadInput("--token goes with the address of a panel, not with a folder");
    } else {
      report = resting(file, in, to, line.has("--customers"), zone, options);
    }
    Output.print(out, text(file, report));
    if (report.refused() > 0) {
      throw new BadInput(
          report.refused()
              + (report.refused() == 1 ? " row was" : " rows were")
              + " not taken: mend them and give the whole file again, nothing counts twice");
    }
  }

  /** Opening a store makes one where there is none, which would not be the shop's. */
  private static ToldReport resting(
      String file,
      InputStream in,
      String folder,
      boolean customers,
      ZoneId zone,
      ToldOptions options) {
    Path place = Input.path(folder);
    if (!BackupCommand.isStore(place)) {
      throw new BadInput(folder + " is no folder with a store of Senda's");
    }
    try (JourneyStore store = JourneyStore.open(place, Sessionizer.STANDARD, Clock.systemUTC())) {
      return tell(file, in, KeptTouches.of(store, customers), zone, options);
    } catch (StoreHeldException e) {
      throw new BadInput(
          "a running shop holds "
              + folder
              + ": give the address of its panel instead, with --token",
          e);
    } catch (StoreException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  private static ToldReport tell(
      String file, InputStream in, ToldStore store, ZoneId zone, ToldOptions options) {
    Telling telling = Telling.into(store, Clock.systemUTC(), zone, KEPT);
    try {
      return file.equals("-") ? telling.csv(in, options) : telling.csv(Input.path(file), options);
    } catch (BadInput e) {
      throw new BadInput(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(
          file
              + " was not brought to its end ("
              + e.getMessage()
              + "): give it again, what was taken counts once",
          e);
    }
  }

  private static ToldStore.Taking post(RunningPanel panel, List<ToldTouch> touches) {
    int taken = 0;
    int unlinked = 0;
    List<BadTouch> bad = new ArrayList<>();
    for (int from = 0; from < touches.size(); from += PORTION) {
      int to = Math.min(from + PORTION, touches.size());
      ToldStore.Taking part =
          panel.post(
              "api/touches?lang=en",
              "application/x-ndjson",
              Telling.lines(touches.subList(from, to)),
              "took nothing",
              TouchesCommand::taking);
      taken += part.taken();
      unlinked += part.unlinked();
      for (BadTouch one : part.bad()) {
        bad.add(new BadTouch(from + one.place(), one.field(), one.message()));
      }
    }
    return new ToldStore.Taking(taken, unlinked, bad);
  }

  private static ToldStore.Taking taking(InputStream body) throws IOException {
    try {
      return read(body);
    } catch (IllegalStateException e) {
      throw new IOException("what answers is no panel of this Senda's version", e);
    }
  }

  private static ToldStore.Taking read(InputStream body) throws IOException {
    int taken = 0;
    int unlinked = 0;
    List<BadTouch> bad = new ArrayList<>();
    JsonReader json = new JsonReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "taken" -> taken = json.nextInt();
        case "unlinked" -> unlinked = json.nextInt();
        case "bad" -> {
          json.beginArray();
          while (json.hasNext()) {
            bad.add(bad(json));
          }
          json.endArray();
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new ToldStore.Taking(taken, unlinked, bad);
  }

  private static BadTouch bad(JsonReader json) throws IOException {
    long index = 0;
    String field = "";
    String error = "";
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "index" -> index = json.nextLong();
        case "field" -> field = json.nextString();
        case "error" -> error = json.nextString();
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new BadTouch(index, field, error);
  }

  private static String text(String file, ToldReport report) {
    StringBuilder text = new StringBuilder();
    text.append(file).append(": ").append(report.taken()).append(" taken, ");
    text.append(report.known()).append(" known already, ");
    text.append(report.refused()).append(" not taken\n");
    if (report.unlinked() > 0) {
      text.append(report.unlinked());
      text.append(
          " of them named a customer, who was left out: touches are linked only where the shop"
              + " asks for consent (senda.consent)\n");
    }
    for (BadTouch bad : report.bad()) {
      text.append("line ").append(bad.place());
      text.append(bad.field().isEmpty() ? "" : ", " + bad.field()).append(": ");
      text.append(bad.message()).append('\n');
    }
    long more = report.refused() - report.bad().size();
    return more > 0
        ? text.append("and ").append(more).append(" more\n").toString()
        : text.toString();
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new BadInput("--zone " + name + " is not known; one is Europe/Madrid", e);
    }
  }

  private static void requirePattern(String pattern) {
    try {
      DateTimeFormatter unused = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "--time-format " + pattern + " is not a pattern; one is \"MM/dd/yyyy HH:mm\"", e);
    }
  }
}
