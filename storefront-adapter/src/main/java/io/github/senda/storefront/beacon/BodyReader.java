package io.github.senda.storefront.beacon;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.senda.storefront.privacy.Scrubber;
import io.github.senda.touch.Money;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads what a page sent: {@code {"touches":[{"is":"left","path":"/cart","age":0,"visible":12}]}}.
 * All of it or nothing: one name, type or value that is not known refuses the whole, so there is no
 * place in which a text of anybody's could travel. For one body.
 */
final class BodyReader {

  static final int MOST_BYTES = 8 * 1024;
  static final int MOST_TOUCHES = 20;
  static final int LONGEST_TEXT = 500;
  static final Duration OLDEST = Duration.ofMinutes(30);

  private static final int DEEPEST = 3;
  private static final int MOST_FIELDS = 99;
  private static final int LONGEST_NUMBER = 20;
  private static final int[] VISIBLE = {1000, 300, 100, 30, 10, 3, 1, 0};

  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,64}");
  private static final Pattern ERROR = Pattern.compile("[A-Za-z]{1,64}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,11}");

  private static final Set<String> NAMES =
      Set.of(
          "touches",
          "is",
          "path",
          "age",
          "visible",
          "field",
          "order",
          "fields",
          "sent",
          "kind",
          "script",
          "event",
          "value",
          "currency",
          "question",
          "score");

  /** What an error of a page is called by the language; one with another name is an error. */
  private static final Set<String> ERRORS =
      Set.of(
          "resource",
          "Error",
          "AggregateError",
          "DOMException",
          "EvalError",
          "RangeError",
          "ReferenceError",
          "SecurityError",
          "SyntaxError",
          "TypeError",
          "URIError");

  /** GA4's recommended events that are of a shop, and the plain page. */
  static final Set<String> EVENTS =
      Set.of(
          "add_payment_info",
          "add_shipping_info",
          "add_to_cart",
          "add_to_wishlist",
          "begin_checkout",
          "generate_lead",
          "login",
          "page_view",
          "purchase",
          "refund",
          "remove_from_cart",
          "search",
          "select_item",
          "select_promotion",
          "share",
          "sign_up",
          "view_cart",
          "view_item",
          "view_item_list",
          "view_promotion",
          "view_search_results");

  private record Value(JsonToken type, String text) {}

  private final Set<String> seen = new TreeSet<>();

  private BodyReader() {}

  /**
   * Reads a body.
   *
   * @throws Refused if it is not one, with the reason
   */
  static List<Said> read(byte[] body) throws Refused {
    return new BodyReader().readAll(body);
  }

  private List<Said> readAll(byte[] body) throws Refused {
    if (body.length > MOST_BYTES) {
      throw refused(Quarantine.Cause.TOO_LARGE);
    }
    try (JsonReader json = new JsonReader(new StringReader(text(body)))) {
      json.setStrictness(Strictness.STRICT);
      json.setNestingLimit(DEEPEST);
      List<Said> all = new ArrayList<>();
      json.beginObject();
      if (!name(json).equals("touches")) {
        throw refused(Quarantine.Cause.WRONG_SHAPE);
      }
      json.beginArray();
      while (json.hasNext()) {
        if (all.size() == MOST_TOUCHES) {
          throw refused(Quarantine.Cause.TOO_MANY);
        }
        all.add(said(touch(json)));
      }
      json.endArray();
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw refused(Quarantine.Cause.NOT_JSON);
      }
      if (all.isEmpty()) {
        throw refused(Quarantine.Cause.TOO_MANY);
      }
      return all;
    } catch (IOException e) {
      throw refused(Quarantine.Cause.NOT_JSON);
    } catch (IllegalStateException e) {
      // This is how the reader says that something else stands where a name or a list should.
      throw refused(Quarantine.Cause.WRONG_SHAPE);
    }
  }

  private String text(byte[] body) throws Refused {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw refused(Quarantine.Cause.NOT_JSON);
    }
  }

  private String name(JsonReader json) throws IOException, Refused {
    String name = json.nextName();
    seen.add(NAMES.contains(name) ? name : "?");
    return name;
  }

  private Map<String, Value> touch(JsonReader json) throws IOException, Refused {
    Map<String, Value> values = new HashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = name(json);
      JsonToken type = json.peek();
      Value value =
          switch (type) {
            case STRING, NUMBER -> new Value(type, json.nextString());
            case BOOLEAN -> new Value(type, Boolean.toString(json.nextBoolean()));
            default -> throw refused(Quarantine.Cause.WRONG_SHAPE);
          };
      if (!NAMES.contains(name) || values.put(name, value) != null) {
        throw refused(Quarantine.Cause.WRONG_SHAPE);
      }
      if (value.text().length() > (type == JsonToken.NUMBER ? LONGEST_NUMBER : LONGEST_TEXT)) {
        throw refused(Quarantine.Cause.WRONG_VALUE);
      }
    }
    json.endObject();
    return values;
  }

  private Said said(Map<String, Value> touch) throws Refused {
    String path = text(touch, "path");
    if (!path.startsWith("/") || path.chars().anyMatch(c -> c < ' ')) {
      throw refused(Quarantine.Cause.WRONG_VALUE);
    }
    // A page may stand open for days; how long ago something was is of use for a visit only.
    long age = Math.min(whole(touch, "age"), OLDEST.toMillis());
    Optional<Money> value = Optional.empty();
    String is = text(touch, "is");
    List<String> words = new ArrayList<>();
    words.add(":" + is);
    switch (is) {
      case "left" -> left(touch, words);
      case "error" -> {
        String kind = one(ERROR, text(touch, "kind"));
        String script = text(touch, "script");
        if (!script.equals("own") && !script.equals("other")) {
          throw refused(Quarantine.Cause.WRONG_VALUE);
        }
        words.set(0, ":error=" + (ERRORS.contains(kind) ? kind : "Error"));
        words.add(":script=" + script);
      }
      case "rage", "restored", "route" -> {}
      case "said" -> {
        String event = text(touch, "event");
        if (!EVENTS.contains(event)) {
          throw refused(Quarantine.Cause.WRONG_VALUE);
        }
        words.set(0, ":said=" + event);
        value = money(touch);
      }
      case "answer" -> {
        String question = text(touch, "question");
        Question.Kind kind =
            Question.Kind.of(question).orElseThrow(() -> refused(Quarantine.Cause.WRONG_VALUE));
        words.set(
            0,
            ":answer=" + question + ":" + within(whole(touch, "score"), kind.least(), kind.most()));
      }
      default -> throw refused(Quarantine.Cause.WRONG_VALUE);
    }
    if (!touch.isEmpty()) {
      throw refused(Quarantine.Cause.WRONG_SHAPE);
    }
    return new Said(path, age, words, value);
  }

  private void left(Map<String, Value> touch, List<String> words) throws Refused {
    words.add(":visible=" + visible(whole(touch, "visible")));
    if (touch.containsKey("field")) {
      String field = one(FIELD, text(touch, "field"));
      if (!Scrubber.standard().isPersonalBesideDigits(field)) {
        words.add(":field=" + field);
      }
      words.add(":order=" + within(whole(touch, "order"), 1, MOST_FIELDS));
      words.add(":fields=" + within(whole(touch, "fields"), 1, MOST_FIELDS));
      Value sent = touch.remove("sent");
      if (sent != null && sent.type() != JsonToken.BOOLEAN) {
        throw refused(Quarantine.Cause.WRONG_SHAPE);
      }
      if (sent != null && sent.text().equals("true")) {
        words.add(":sent");
      }
    }
  }

  private static int visible(long seconds) {
    int step = 0;
    while (seconds < VISIBLE[step]) {
      step++;
    }
    return VISIBLE[step];
  }

  private Optional<Money> money(Map<String, Value> touch) throws Refused {
    if (!touch.containsKey("value")) {
      return Optional.empty();
    }
    Value value = touch.remove("value");
    String currency = one(CURRENCY, text(touch, "currency"));
    if (value.type() != JsonToken.NUMBER || value.text().startsWith("-")) {
      throw refused(Quarantine.Cause.WRONG_VALUE);
    }
    return Optional.of(
        Money.parse(value.text(), currency.toUpperCase(Locale.ROOT))
            .orElseThrow(() -> refused(Quarantine.Cause.WRONG_VALUE)));
  }

  private String text(Map<String, Value> touch, String name) throws Refused {
    Value value = touch.remove(name);
    if (value == null || value.type() != JsonToken.STRING) {
      throw refused(Quarantine.Cause.WRONG_SHAPE);
    }
    return value.text();
  }

  private long whole(Map<String, Value> touch, String name) throws Refused {
    Value value = touch.remove(name);
    if (value == null || value.type() != JsonToken.NUMBER) {
      throw refused(Quarantine.Cause.WRONG_SHAPE);
    }
    return Long.parseLong(one(WHOLE, value.text()));
  }

  private long within(long number, int least, int most) throws Refused {
    if (number < least || number > most) {
      throw refused(Quarantine.Cause.WRONG_VALUE);
    }
    return number;
  }

  private String one(Pattern pattern, String text) throws Refused {
    if (!pattern.matcher(text).matches()) {
      throw refused(Quarantine.Cause.WRONG_VALUE);
    }
    return text;
  }

  private Refused refused(Quarantine.Cause cause) {
    return new Refused(cause, String.join(" ", seen));
  }
}
