package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.map.Labels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private static final Messages ENGLISH = Messages.of(Locale.ENGLISH);
  private static final Messages SPANISH = Messages.of(Locale.forLanguageTag("es"));

  @Test
  void languages_sayTheSameThings() {
    assertEquals(ENGLISH.texts().keySet(), SPANISH.texts().keySet());
    for (String key : ENGLISH.texts().keySet()) {
      assertEquals(places(ENGLISH.text(key)), places(SPANISH.text(key)), key);
      assertFalse(SPANISH.text(key).isBlank(), key);
    }
  }

  @Test
  void languages_areThoseOfTheLabels() {
    Labels.LANGUAGES.forEach(locale -> assertEquals(locale, Messages.of(locale).locale()));
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{[a-z]+}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void scriptsAndPages_askOnlyForTextsThatThereAre() throws Exception {
    for (String file :
        List.of(
            "panel.js",
            "frame.js",
            "filters.js",
            "graph.js",
            "paths.js",
            "export.js",
            "lucid.js",
            "lists.js",
            "picture.js",
            "words.js",
            "signs.js",
            "leaks.js",
            "periods.js",
            "touches.js")) {
      Pattern.compile("say\\((?:[a-zA-Z ]+\\? )?'([a-z_.]+)'(?: : '([a-z_.]+)')?")
          .matcher(read(file))
          .results()
          .forEach(
              said -> {
                assertText(file, said.group(1));
                if (said.group(2) != null) {
                  assertText(file, said.group(2));
                }
              });
    }
    for (String file :
        List.of(
            "frame.html",
            "export.html",
            "graph.html",
            "paths.html",
            "panel.html",
            "leaks.html",
            "signs.html",
            "touches.html",
            "sign-in.html",
            "notice.html",
            "counting.html")) {
      Set<String> own =
          Set.of(
              "lang",
              "action",
              "hint",
              "hint_role",
              "title",
              "text",
              "state",
              "wish",
              "button",
              "shared",
              "query");
      Pattern.compile("\\{\\{([a-z_.]+)}}")
          .matcher(read(file))
          .results()
          .map(place -> place.group(1))
          .filter(key -> !own.contains(key))
          .forEach(key -> assertTrue(ENGLISH.texts().containsKey(key), file + " asks for " + key));
    }
  }

  private static void assertText(String file, String key) {
    boolean plain = ENGLISH.texts().containsKey(key);
    boolean counted =
        ENGLISH.texts().containsKey(key + ".one") && ENGLISH.texts().containsKey(key + ".other");
    assertTrue(plain || counted, file + " says " + key);
  }

  @Test
  void pages_holdNothingInline() throws Exception {
    for (String file :
        List.of(
            "frame.html",
            "export.html",
            "graph.html",
            "paths.html",
            "panel.html",
            "leaks.html",
            "signs.html",
            "touches.html",
            "sign-in.html",
            "notice.html",
            "counting.html")) {
      String page = read(file);
      assertFalse(page.contains("<style"), file);
      assertFalse(page.contains(" style="), file);
      assertFalse(Pattern.compile(" on[a-z]+=").matcher(page).find(), file);
      assertFalse(Pattern.compile("<script(?![^>]* src=)").matcher(page).find(), file);
      assertFalse(page.contains("http"), file + " loads nothing from elsewhere");
    }
  }

  @Test
  void template_escapesWhatGoesIn() {
    PageTemplate page = new PageTemplate("<p title=\"{{text}}\">{{text}}</p>");
    String filled =
        page.fill(ENGLISH, Map.of("text", "\"><script>alert('&')</script>\0{{lang}}$1"));
    assertEquals(
        "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\ufffd{{lang}}$1\">"
            + "&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\ufffd{{lang}}$1</p>",
        filled);
  }

  private static String read(String file) throws Exception {
    return new String(
        MessagesTest.class.getResourceAsStream(file).readAllBytes(), StandardCharsets.UTF_8);
  }
}
