package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return Main.run(
        List.of(words),
        InputStream.nullInputStream(),
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String file(String text) throws Exception {
    Path file = folder.resolve("rules.json");
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void check_countsTheRulesOfAGoodFile() throws Exception {
    int code =
        run(
            "rules",
            "check",
            file("{\"rules\": [{\"touchpoint\": null, \"path\": \"a\"} // x\n]}"));

    assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
    assertTrue(out.toString(StandardCharsets.UTF_8).endsWith(": 1 rule, no mistake\n"));
    out.reset();
    assertEquals(
        0,
        run(
            "rules",
            "check",
            file(
                "{\"rules\": [{\"touchpoint\": null, \"path\": \"a\"}],"
                    + " \"channels\": [{\"channel\": \"ads\", \"source\": \"x\"}]}")));
    assertTrue(out.toString(StandardCharsets.UTF_8).endsWith(": 2 rules, no mistake\n"));
  }

  @Test
  void check_tellsLineAndPlaceOfAMistake() throws Exception {
    int code =
        run("rules", "check", file("{\"rules\": [\n{\"touchpoint\": \"a\", \"matches\": \"(\"}]}"));

    String said = err.toString(StandardCharsets.UTF_8);
    assertEquals(2, code);
    assertTrue(said.contains("line 2, $.rules[0].matches: "), said);
    assertEquals(1, said.lines().count());
  }

  @Test
  void check_saysWhatItNeeds() throws Exception {
    assertEquals(2, run("rules"));
    assertEquals(2, run("rules", "check"));
    assertEquals(2, run("rules", "check", folder.resolve("none.json").toString()));
    assertEquals(2, run("rules", "check", "--fast", file("{}")));
    String said = err.toString(StandardCharsets.UTF_8);
    assertEquals(4, said.lines().count(), said);
  }
}
