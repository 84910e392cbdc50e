package io.github.senda.storefront.capture;

import com.google.gson.stream.JsonWriter;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/**
 * One page or act of a shop as a person tells it from others: what one answer is about. A page is
 * one place whatever its query asks for; of a form, a redirect or what a script asks, each sign is.
 * A value; safe for any thread.
 *
 * @param method the HTTP method
 * @param path the path as a template
 * @param forward the view that shows it, of a page
 * @param exact the sign, of what is no page
 * @param named the built-in rule that recognises it; empty if none does
 */
record Place(
    String method,
    String path,
    Optional<String> forward,
    Optional<Sign> exact,
    Optional<String> named) {

  /** How the rules are called that the panel writes. */
  static final String RULE = "panel: ";

  private static final int LONGEST_FORWARD = 100;

  /** The place of a sign of which the rules without the merchant's answers say this. */
  static Place of(Sign sign, Verdict verdict) {
    Optional<String> named = verdict.fallback() ? Optional.empty() : Optional.of(verdict.rule());
    boolean page =
        sign.method().equals("GET")
            && (sign.statusClass() == 2 || sign.statusClass() == 0)
            && !sign.thrown()
            && sign.redirect().isEmpty()
            && sign.forward().map(String::length).orElse(0) <= LONGEST_FORWARD
            && sign.parameters().stream().allMatch(name -> name.matches("[^:=]*"));
    return page
        ? new Place(sign.method(), sign.path(), sign.forward(), Optional.empty(), named)
        : new Place(sign.method(), sign.path(), sign.forward(), Optional.of(sign), named);
  }

  /** What an answer and its rule are known by: another for each place, and always the same. */
  String key() {
    return exact
            .map(Sign::text)
            .orElseGet(() -> method + " " + path + forward.map(v -> " >" + v).orElse(""))
        + named.map(rule -> " (" + rule + ")").orElse("");
  }

  /**
   * The line of a file of rules that says what this place is. Of a page that nothing recognises it
   * stands for every query of that page that nothing recognises; else for the signs that were seen.
   */
  String rule(Optional<Touchpoint> touchpoint, List<Sign> seen) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      json.name("name").value(RULE + key());
      json.name("touchpoint").value(touchpoint.map(Touchpoint::name).orElse(null));
      if (exact.isPresent() || named.isPresent()) {
        json.name("sign").beginArray();
        for (Sign sign : seen) {
          json.value(sign.text());
        }
        json.endArray();
      } else {
        json.name("unnamed").value(true);
        json.name("method").value(method);
        json.name("template").value(path);
        json.name("status").value(2);
        if (forward.isPresent()) {
          json.name("forward").value(forward.get());
        }
      }
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }
}
