package io.github.senda.storefront.cli;

import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.intake.BadInput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads a merchant's file of rules as a shop would, and says what is wrong with it. */
final class RulesCommand {

  private RulesCommand() {}

  static void run(List<String> words, OutputStream out) {
    if (words.isEmpty() || !words.get(0).equals("check")) {
      throw new BadInput("say what is to be done with rules: rules check FILE");
    }
    CommandLine line =
        CommandLine.parse("rules", words.subList(1, words.size()), Set.of(), Set.of(), false);
    Path file =
        Input.path(
            line.input().orElseThrow(() -> new BadInput("say which file of rules to check")));
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int rules = Rules.check(reader, file.toString());
      Output.print(out, file + ": " + rules + (rules == 1 ? " rule" : " rules") + ", no mistake\n");
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new BadInput("there is no file " + file, e);
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(file + " cannot be read as a text in UTF-8: see what it is", e);
    }
  }
}
