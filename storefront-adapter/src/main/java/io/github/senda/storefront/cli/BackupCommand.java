package io.github.senda.storefront.cli;

import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.store.StoreException;
import io.github.senda.store.StoreHeldException;
import io.github.senda.storefront.intake.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Writes a copy of a store into a zip: of one that nobody runs, or of a running shop's. */
final class BackupCommand {

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
    if (RunningPanel.isAddress(store)) {
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

  /** Opening a store makes one where there is none, which must not happen here. */
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

  private static void running(String address, Optional<String> token, OutFile file) {
    RunningPanel panel = RunningPanel.of(address, token);
    Path unused =
        panel.post(
            "api/backup",
            "application/json",
            "{}",
            "no backup",
            body -> {
              file.write(body::transferTo, part -> check(part, address));
              return file.path();
            });
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
