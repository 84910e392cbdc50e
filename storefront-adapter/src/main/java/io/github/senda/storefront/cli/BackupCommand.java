package io.github.senda.storefront.cli;

import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.store.StoreException;
import io.github.senda.store.StoreHeldException;
import io.github.senda.storefront.intake.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Writes a copy of a store into a zip: of one that nobody runs, or of a running shop's. */
final class BackupCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;

  private BackupCommand() {}

  static void run(List<String> words) {
    CommandLine line =
        CommandLine.parse("backup", words, Set.of(), Set.of("--out", "--token"), false);
    String store =
        line.input()
            .orElseThrow(
                () -> new BadInput("say what to back up: a store's folder, or a panel's address"));
    OutFile file =
        OutFile.of(
            line.value("--out")
                .orElseThrow(() -> new BadInput("say where to write it: --out FILE.zip")));
    if (store.startsWith("http://") || store.startsWith("https://")) {
      running(store, line.value("--token"), file);
    } else if (line.has("--token")) {
      throw new BadInput("--token goes with the address of a panel, not with a folder");
    } else {
      resting(Input.path(store), file);
    }
  }

  private static void resting(Path folder, OutFile file) {
    if (!isStore(folder)) {
      throw new BadInput(folder + " is no folder with a store of Senda's");
    }
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, Clock.systemUTC())) {
      store.backup(file.path());
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

  /** Opening a store makes one where there is none, which no command must do. */
  static boolean isStore(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".mv.db"));
    } catch (IOException e) {
      throw new BadInput(folder + " may not be read: its permissions do not allow it", e);
    }
  }

  private static void running(String panel, Optional<String> token, OutFile file) {
    String secret =
        token.orElseThrow(
            () -> new BadInput("a running shop asks for the panel's token: --token TOKEN"));
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(
                  URI.create(panel + (panel.endsWith("/") ? "" : "/") + "api/backup"))
              .header("Authorization", "Bearer " + secret)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
    } catch (IllegalArgumentException e) {
      throw new BadInput("the panel's address or token is not well formed: " + e.getMessage(), e);
    }
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != OK) {
          throw new BadInput(refusal(panel, response.statusCode()));
        }
        file.write(body::transferTo, part -> check(part, panel));
      }
    } catch (ConnectException e) {
      throw new BadInput("nobody answers at " + panel + ": is the shop running?", e);
    } catch (IOException e) {
      throw new BadInput(panel + " cannot be reached: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput("interrupted while waiting for " + panel, e);
    }
  }

  private static String refusal(String panel, int status) {
    return switch (status) {
      case 401, 403 -> panel + " does not take this token: see the one that the shop is set to";
      case 404 -> panel + " is not a panel, or is closed: give its address, ending in /senda/";
      case 409 -> panel + " has no store to back up: it shows a log file";
      case 429 -> panel + " has had too many wrong tokens: wait a minute and try again";
      default -> panel + " answered with status " + status + " and no backup; see the shop's log";
    };
  }

  /** A connection that broke off leaves a zip that has not all it should have. */
  private static void check(Path zip, String panel) {
    boolean whole;
    try (ZipFile file = new ZipFile(zip.toFile())) {
      whole = file.size() > 0;
    } catch (IOException e) {
      whole = false;
    }
    if (!whole) {
      throw new BadInput(
          "what " + panel + " sent is no whole backup: try again, with the address of a panel");
    }
  }
}
