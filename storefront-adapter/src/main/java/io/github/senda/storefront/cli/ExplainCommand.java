package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import io.github.senda.storefront.capture.Exchange;
import io.github.senda.storefront.capture.Noise;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.capture.Verdict;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.HarFile;
import io.github.senda.touch.Touchpoint;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells of a recorded visit what Senda would make of every request, before anything is installed.
 */
final class ExplainCommand {

  private static final int WIDEST_ADDRESS = 60;
  private static final double UNSURE = 0.7;
  private static final Pattern PATH_PARAMETER = Pattern.compile(";[^/?]*");

  private ExplainCommand() {}

  static void run(List<String> words, InputStream in, OutputStream out) {
    CommandLine line =
        CommandLine.parse("explain", words, Set.of("--json"), Set.of("--rules"), false);
    String input =
        line.input()
            .orElseThrow(
                () ->
                    new BadInput(
                        "say which recording to read: a file saved as HAR from the network tab of"
                            + " a browser's developer tools, or - for stdin"));
    List<HarFile.Entry> entries = read(input, in);
    Rules rules = line.value("--rules").map(ExplainCommand::rules).orElseGet(Rules::builtIn);
    List<Verdict> verdicts =
        rules.verdicts(
            entries.stream()
                .map(
                    entry ->
                        entry.noise().isPresent()
                            ? Optional.<Exchange>empty()
                            : Optional.of(entry.exchange()))
                .toList());
    if (line.has("--json")) {
      writeJson(entries, verdicts, out);
    } else if (entries.isEmpty()) {
      throw new BadInput(
          input
              + " has no request in it: open the network tab first, then load the page, and save the"
              + " recording again");
    } else {
      Output.print(out, text(entries, verdicts));
    }
  }

  private static List<HarFile.Entry> read(String input, InputStream in) {
    if (input.equals("-")) {
      return HarFile.read(in, "stdin");
    }
    Path file = Input.path(input);
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      return HarFile.read(bytes, file.toString());
    } catch (NoSuchFileException e) {
      throw new BadInput("there is no file " + file, e);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Rules rules(String file) {
    Path path = Input.path(file);
    // Read as the shop would: a byte that is no UTF-8 is no reason to read nothing.
    try (BufferedReader json =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      return Rules.parse(json, file);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new BadInput("there is no file " + file, e);
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(file + " cannot be read", e);
    }
  }

  private static void writeJson(
      List<HarFile.Entry> entries, List<Verdict> verdicts, OutputStream out) {
    try {
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      JsonWriter json = new JsonWriter(text);
      json.setSerializeNulls(true);
      json.setIndent(" ");
      json.beginArray();
      for (int i = 0; i < verdicts.size(); i++) {
        Verdict verdict = verdicts.get(i);
        json.beginObject();
        json.name("i").value(i);
        json.name("touchpoint").value(verdict.touchpoint().map(Touchpoint::name).orElse(null));
        json.name("rule").value(rule(entries.get(i), verdict));
        json.name("confidence").value(verdict.confidence());
        json.endObject();
      }
      json.endArray();
      text.write('\n');
      text.flush();
    } catch (IOException e) {
      throw Output.failed(e);
    }
  }

  private static String rule(HarFile.Entry entry, Verdict verdict) {
    return entry
        .noise()
        .map(cause -> cause.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .orElse(verdict.rule());
  }

  private static String text(List<HarFile.Entry> entries, List<Verdict> verdicts) {
    StringBuilder text = new StringBuilder();
    int steps = 0;
    int purchases = 0;
    int files = 0;
    int unsure = 0;
    for (int i = 0; i < verdicts.size(); i++) {
      if (entries.get(i).noise().filter(Noise.Cause.STATIC_FILE::equals).isPresent()) {
        files++;
        continue;
      }
      Verdict verdict = verdicts.get(i);
      Exchange exchange = entries.get(i).exchange();
      String name = verdict.touchpoint().map(Touchpoint::name).orElse("-");
      steps += verdict.touchpoint().isPresent() ? 1 : 0;
      purchases += name.equals("purchase") ? 1 : 0;
      boolean doubtful = verdict.touchpoint().isPresent() && verdict.confidence() < UNSURE;
      unsure += doubtful ? 1 : 0;
      text.append(
          String.format(
              Locale.ROOT,
              "%4d  %-18s %s %-6s %s %s  (%s)%n",
              i,
              name,
              doubtful ? "?" : " ",
              exchange.method(),
              exchange.answer().status() == 0 ? "---" : exchange.answer().status(),
              shortened(exchange.path()),
              rule(entries.get(i), verdict)));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s, %s of a visitor, %s.%n",
            counted(verdicts.size(), "request"),
            counted(steps, "step"),
            counted(purchases, "purchase")));
    if (files > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "Not listed: %s that pages load by themselves (static files); --json lists all.%n",
              counted(files, "request")));
    }
    if (unsure > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "Senda is not sure of %d, marked by ?: once it runs in the shop, the panel asks about"
                  + " what many visits do not settle; or name such pages in a file of rules"
                  + " (RULES.md) and try it with --rules FILE.%n",
              unsure));
    }
    return text.toString();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** Without a session's id ({@code ;jsessionid=}): people show these lines to others. */
  private static String shortened(String whole) {
    String path = PATH_PARAMETER.matcher(whole).replaceAll("");
    StringBuilder shown = new StringBuilder();
    path.codePoints()
        .limit(WIDEST_ADDRESS)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return path.length() > WIDEST_ADDRESS ? shown + "…" : shown.toString();
  }
}
