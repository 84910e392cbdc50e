package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleBookTest {

  private static final Sign BAG = Sign.parse("GET /zurron 2");
  private static final Sign BAG_SORTED = Sign.parse("GET /zurron 2 ?orden");
  private static final Sign BAG_ADD = Sign.parse("GET /zurron 2 ?add-to-cart");
  private static final Optional<Touchpoint> LIST = Optional.of(Touchpoints.VIEW_ITEM_LIST);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("store/rules.json");
  }

  private RuleBook book() {
    return RuleBook.open(folder.resolve("store"), Rules.builtIn());
  }

  private static Place place(RuleBook book, Sign sign) {
    return Place.of(sign, book.others().verdict(sign));
  }

  private static void answer(RuleBook book, Sign sign, Optional<Touchpoint> touchpoint)
      throws IOException {
    book.answer(place(book, sign), touchpoint, List.of(sign));
  }

  private static Optional<Touchpoint> meant(RuleBook book, Sign sign) {
    return book.rules().verdict(sign).touchpoint();
  }

  @Test
  void answer_holdsForEveryQueryOfThePageThatNothingElseRecognises() throws IOException {
    RuleBook book = book();
    answer(book, BAG, LIST);

    assertEquals(LIST, meant(book, BAG));
    assertEquals(LIST, meant(book, BAG_SORTED));
    assertEquals(Optional.of(Touchpoints.ADD_TO_CART), meant(book, BAG_ADD));
    assertEquals(1, book.changes());
  }

  @Test
  void answer_correctsWhatABuiltInRuleRecognised() throws IOException {
    Sign cart = Sign.parse("GET /cart 2");
    RuleBook book = book();
    answer(book, cart, Optional.empty());

    assertEquals(Optional.empty(), meant(book, cart));
    assertEquals(Optional.of(Touchpoints.VIEW_CART), meant(book, Sign.parse("GET /cart 2 ?popup")));
  }

  @Test
  void answer_aboutAnActIsAboutThatFormAlone() throws IOException {
    Sign form = Sign.parse("POST /orden 2 ?a&b >/v/one.jsp");
    Sign other = Sign.parse("POST /orden 2 ?c >/v/one.jsp");
    RuleBook book = book();
    answer(book, form, Optional.of(Touchpoints.CHECKOUT_STEP));

    assertEquals(Optional.of(Touchpoints.CHECKOUT_STEP), meant(book, form));
    assertEquals(Optional.empty(), meant(book, other));
  }

  @Test
  void answer_survivesARestartAndOnlyItsOwnerMayReadIt() throws IOException {
    answer(book(), BAG, LIST);

    assertEquals(LIST, meant(book(), BAG));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertFalse(Files.exists(file().resolveSibling("rules.json.part")));
  }

  @Test
  void answer_takesTheStandOfTheOneBefore() throws IOException {
    RuleBook book = book();
    answer(book, BAG, LIST);
    answer(book, Sign.parse("POST /x 2 ?a"), Optional.empty());
    answer(book, BAG, Optional.of(Touchpoints.SEARCH));

    assertEquals(Optional.of(Touchpoints.SEARCH), meant(book, BAG));
    assertEquals(2, Rules.read(new StringReader(book.text()), "test").size());

    book.takeBack(place(book, BAG));
    assertEquals(Optional.of(Touchpoints.PAGE_VIEW), meant(book, BAG));
    assertEquals(1, Rules.read(new StringReader(book.text()), "test").size());
  }

  @Test
  void undo_goesBackChangeByChange() throws IOException {
    RuleBook book = book();
    String empty = book.text();
    answer(book, BAG, LIST);
    String one = book.text();
    answer(book, BAG, Optional.empty());
    book.undo();
    assertEquals(one, book.text());
    assertTrue(book.canUndo());
    book.undo();
    assertEquals(empty, book.text());
    assertFalse(book.canUndo());
    long changes = book.changes();
    book.undo();
    assertEquals(changes, book.changes());
  }

  @Test
  void answer_leavesWhatAPersonWroteAsItStands() throws IOException {
    String written =
        """
        // ours, since 2019
        {
          "words": {"cart": ["alforja"]},
          "rules": [ // in order
            {"touchpoint": "gift, \\"[wrapped]\\"", /* ] } */ "path": "regalo"}, # the last but one
            {"touchpoint": null, "path": ["widget", "a|b"]}
          ], /* end */
          "channels": [{"channel": "partners", "source": ["amigos.example"]}],
          "about": "x"
        }
        """;
    Files.createDirectories(file().getParent());
    Files.writeString(file(), written);
    RuleBook book = book();
    assertEquals(Optional.empty(), book.complaint());
    answer(book, BAG, LIST);
    assertEquals(LIST, meant(book(), BAG));
    String line = place(book, BAG).rule(LIST, List.of());
    assertEquals(written, book.text().replace("\n    " + line + ",", ""));
    book.takeBack(place(book, BAG));
    assertEquals(written, book.text());
  }

  @Test
  void answer_findsItsPlaceInAnyFileThatCanBeRead() throws IOException {
    for (String written :
        List.of(
            "{}",
            "{\"rules\":[]}",
            "{\"rules\": [\n  // none yet\n]}",
            "{'about': 'x', rules: [{touchpoint: a, path: b}]}"
                .replace("rules", "'rules'")
                .replace("touchpoint: a, path: b", "'touchpoint': 'a', 'path': 'b'"),
            "{\"about\": \"rules\" // [\n}",
            "# {\n{\"words\": {\"rules\": [\"a\"]}, \"rules\": [{\"touchpoint\": null, \"path\":"
                + " \"$rules\"}]}")) {
      RuleBook book = book();
      book.replace(written);
      answer(book, BAG, LIST);
      answer(book, Sign.parse("GET /otra 2"), LIST);
      answer(book, BAG, Optional.of(Touchpoints.SEARCH));

      assertEquals(Optional.of(Touchpoints.SEARCH), meant(book(), BAG), written);
      assertEquals(LIST, meant(book(), Sign.parse("GET /otra 2")), written);
      Files.delete(file());
    }
  }

  @Test
  void handWrittenChange_isKeptWhenThePanelWrites() throws IOException {
    RuleBook book = book();
    answer(book, BAG, LIST);
    Files.writeString(file(), book.text().replace("\"rules\": [", "\"rules\": [ // by hand"));
    answer(book, Sign.parse("GET /otra 2"), LIST);

    assertTrue(book.text().contains("// by hand"), book.text());
    assertEquals(LIST, meant(book, BAG));
  }

  @Test
  void brokenFile_isToldWithItsPlaceAndNeverOverwritten() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"rules\": [\n{\"path\": \"x\"}]}");
    RuleBook book = book();

    String complaint = book.complaint().orElseThrow();
    assertTrue(complaint.startsWith("rules.json, line 2, $.rules[0]: "), complaint);
    assertThrows(IllegalArgumentException.class, () -> answer(book, BAG, LIST));
    assertEquals("{\"rules\": [\n{\"path\": \"x\"}]}", Files.readString(file()));
    assertEquals(Optional.of(Touchpoints.PAGE_VIEW), meant(book, BAG));

    book.replace("{}");
    assertEquals(Optional.empty(), book.complaint());
    assertTrue(Files.readString(file().resolveSibling("rules.json.broken")).contains("\"path\""));
  }

  @Test
  void replace_changesNothingWhereTheNewFileIsWrong() throws IOException {
    RuleBook book = book();
    answer(book, BAG, LIST);
    String before = book.text();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> book.replace("{\n\"rules\": [\n{\"touchpoint\": 7}]}"))
            .getMessage();

    assertTrue(message.startsWith("rules.json, line 3, $.rules[0].touchpoint"), message);
    assertEquals(before, book.text());
    assertEquals(before, Files.readString(file()));
    assertEquals(1, book.changes());
  }

  @Test
  void write_thatFailsChangesNothing() throws IOException {
    Files.writeString(folder.resolve("store"), "a file where the folder should be");
    RuleBook book = book();
    IOException failure = assertThrows(IOException.class, () -> answer(book, BAG, LIST));

    assertTrue(failure.getMessage().contains("rules.json"), failure.getMessage());
    assertEquals(Optional.of(Touchpoints.PAGE_VIEW), meant(book, BAG));
    assertEquals(0, book.changes());
    assertFalse(book.canUndo());
  }
}
