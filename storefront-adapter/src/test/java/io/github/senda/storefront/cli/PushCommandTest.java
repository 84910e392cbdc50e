package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.lucid.LucidServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushCommandTest {

  private static final Map<String, String> KEY = Map.of("SENDA_LUCID_KEY", "key-CANARY");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private LucidServer lucid;

  @BeforeEach
  void begin() throws Exception {
    lucid = new LucidServer();
  }

  @AfterEach
  void end() {
    lucid.close();
  }

  private void push(Map<String, String> environment, String... words) {
    PushCommand.run(
        List.of(words),
        InputStream.nullInputStream(),
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        lucid.addresses());
  }

  private String log() throws Exception {
    return Files.writeString(
            folder.resolve("log.csv"),
            "case,activity,time\n1,home,2026-01-01T10:00:00Z\n1,cart,2026-01-01T10:01:00Z\n")
        .toString();
  }

  @Test
  void log_becomesADocumentWhoseAddressIsPrinted() throws Exception {
    push(KEY, log(), "--title", "Casa Lola", "--folder", "7", "--lang", "es");

    assertEquals(LucidServer.LINK + "\n", out.toString(StandardCharsets.UTF_8));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("senda: Lucid is making the document\n"), said);
    assertTrue(said.contains("not everything has arrived"), said);
    assertFalse(said.contains("CANARY"), said);
    assertEquals("Bearer key-CANARY", lucid.asked().get(0).authorization());
    assertEquals(
        7,
        JsonParser.parseString(lucid.asked().get(0).body())
            .getAsJsonObject()
            .get("parent")
            .getAsInt());
  }

  private JsonArray pagesSent() {
    return JsonParser.parseString(lucid.asked().get(0).body())
        .getAsJsonObject()
        .getAsJsonObject("content")
        .getAsJsonArray("pages");
  }

  @Test
  void comparedSelections_arePagesOfOneDocument() throws Exception {
    push(KEY, log(), "--title", "t", "--filter", "passes(cart)", "--compare", "never(cart)");

    assertEquals(2, pagesSent().size());
    assertEquals(
        "t · passes(cart)", pagesSent().get(0).getAsJsonObject().get("title").getAsString());
  }

  @Test
  void stages_arePagesOfOneDocument() throws Exception {
    push(KEY, log(), "--title", "t", "--pages", "stages");

    assertTrue(pagesSent().size() > 1, pagesSent().size() + " pages");
    assertEquals("t", pagesSent().get(0).getAsJsonObject().get("title").getAsString());
  }

  @Test
  void file_isSentAsWhatItsNameSays() throws Exception {
    String drawing = folder.resolve("map.drawio").toString();
    ExportCommand.run(
        List.of(log(), "--to", "drawio", "--out", drawing),
        InputStream.nullInputStream(),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    lucid.answers("/v1/documents/import", 201, "{\"documentId\":\"d-1\",\"title\":\"t\"}");
    Path key = Files.writeString(folder.resolve("key"), "from-file\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

    push(KEY, drawing, "--title", "t", "--key-file", key.toString());

    assertEquals("d-1\n", out.toString(StandardCharsets.UTF_8));
    assertEquals("POST /v1/documents/import", lucid.asked().get(0).target());
    assertEquals("Bearer from-file", lucid.asked().get(0).authorization());
  }

  @Test
  void whatIsMissing_isOneSentence() throws Exception {
    String log = log();

    for (String[] words :
        Stream.of(
                new String[] {log},
                new String[] {log, "--title", "t"},
                new String[] {log, "--title", "t", "--as", "pdf"},
                new String[] {log, "--title", "t", "--pages", "all"},
                new String[] {log, "--title", "t", "--folder", "mine"},
                new String[] {"none.lucid", "--title", "t"})
            .toList()) {
      boolean withoutKey = words.length == 3 && words[0].equals(log);
      BadInput refused =
          assertThrows(BadInput.class, () -> push(withoutKey ? Map.of() : KEY, words));
      assertFalse(refused.getMessage().isBlank());
      assertFalse(refused.getMessage().contains("CANARY"), refused.getMessage());
    }
    assertEquals(List.of(), lucid.asked());
  }

  @Test
  void refusal_isToldInTheLanguageThatIsAskedFor() throws Exception {
    lucid.answers("/v1/documents", 429, "");
    String log = log();

    BadInput refused =
        assertThrows(BadInput.class, () -> push(KEY, log, "--title", "t", "--lang", "es"));

    assertTrue(refused.getMessage().contains("demasiadas peticiones"), refused.getMessage());
  }
}
