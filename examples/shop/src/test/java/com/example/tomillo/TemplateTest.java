package com.example.tomillo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static String written(String source, Map<String, Object> values) throws IOException {
    Template.Page page =
        new Template.Page() {
          @Override
          public Object named(String name) {
            return values.get(name);
          }

          @Override
          public Texts texts() {
            return Texts.of(Language.ES);
          }

          @Override
          public String link(String path) {
            return "/shop" + path;
          }
        };
    StringBuilder out = new StringBuilder();
    Template.parse(source, name -> Template.parse("[{{what}}]", other -> null)).write(page, out);
    return out.toString();
  }

  @Test
  void value_isEscapedWhateverItHolds() throws IOException {
    assertEquals(
        "&lt;a href=&quot;&#39;&amp;\uFFFD{{x}}",
        written("{{x}}", Map.of("x", "<a href=\"'&\0{{x}}")));
  }

  @Test
  void value_isReachedThroughRecordsMapsAndOptionals() throws IOException {
    Map<String, Object> values =
        Map.of("money", Optional.of(Money.of(1250)), "map", Map.of("k", "v"), "name", "k");

    assertEquals("1250 12,50\u00a0€ v", written("{{money.cents}} {{money}} {{map.*name}}", values));
  }

  @Test
  void value_thatAnObjectDoesNotHaveIsAMistakeAndNotEmpty() {
    assertThrows(
        IllegalArgumentException.class, () -> written("{{m.euros}}", Map.of("m", Money.ZERO)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#if yes}}1{{else}}2{{/if}}",
        "{{#if !no}}1{{/if}}",
        "{{#if a == 'b c'}}1{{/if}}"
      })
  void condition_choosesABranch(String source) throws IOException {
    assertEquals("1", written(source, Map.of("yes", List.of(1), "no", 0, "a", "b c")));
  }

  @Test
  void loopsPartialsAndLinks_areWritten() throws IOException {
    assertEquals(
        "[a b]12/shop/x/1?y=&amp;",
        written(
            "{{> part what='a b'}}{{#each list n}}{{n}}{{/each}}{{u '/x/' one '?y=&'}}",
            Map.of("list", List.of(1, 2), "one", 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#if a}}",
        "{{x",
        "{{/if}}",
        "{{else}}",
        "{{}}",
        "{{raw x}}",
        "{{#each a b}}{{/if}}"
      })
  void template_thatIsNotWellFormedIsRefused(String source) {
    assertThrows(IllegalArgumentException.class, () -> Template.parse(source, name -> null));
  }
}
