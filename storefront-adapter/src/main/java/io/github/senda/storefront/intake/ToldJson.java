package io.github.senda.storefront.intake;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.senda.touch.Money;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Touches as JSON: an array of flat objects, or an object a line. */
final class ToldJson {

  /** How many touches one text may hold. */
  static final int MOST = 10_000;

  private static final String ATTRIBUTES = "attributes";
  private static final String CHANNEL = ToldField.CHANNEL.word();

  private ToldJson() {}

  /**
   * Reads touches; a mistake in one leaves the others.
   *
   * @throws BadInput if it is neither an array nor objects in lines, or there are too many
   */
  static void read(String text, ToldTexts texts, ToldTexts.Taker taker) {
    String content = text.startsWith("\ufeff") ? text.substring(1) : text;
    if (content.stripLeading().startsWith("[")) {
      array(content, texts, taker);
    } else {
      lines(content, texts, taker);
    }
  }

  private static void array(String text, ToldTexts texts, ToldTexts.Taker taker) {
    JsonReader json = reader(text);
    try {
      json.beginArray();
      for (int i = 0; json.hasNext(); i++) {
        limit(i, texts);
        touch(json, i, texts, taker);
      }
      json.endArray();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new BadInput(texts.words().of(Mistake.NOT_JSON, json.getPath()));
      }
    } catch (IOException | IllegalStateException e) {
      throw new BadInput(texts.words().of(Mistake.NOT_JSON, json.getPath()), e);
    }
  }

  private static void lines(String text, ToldTexts texts, ToldTexts.Taker taker) {
    int index = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.isBlank()) {
        continue;
      }
      limit(index, texts);
      JsonReader json = reader(line);
      One one = new One(texts);
      try {
        one.read(json);
        if (json.peek() != JsonToken.END_DOCUMENT) {
          one.wrong("", Mistake.NOT_JSON, json.getPath());
        }
      } catch (IOException | IllegalStateException e) {
        one.wrong("", Mistake.NOT_JSON, json.getPath());
      }
      one.give(index++, taker);
    }
  }

  private static void limit(int index, ToldTexts texts) {
    if (index == MOST) {
      throw new BadInput(texts.words().of(Mistake.TOO_MANY, ""));
    }
  }

  private static JsonReader reader(String text) {
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    return json;
  }

  private static void touch(JsonReader json, int index, ToldTexts texts, ToldTexts.Taker taker)
      throws IOException {
    One one = new One(texts);
    one.read(json);
    one.give(index, taker);
  }

  /** One object on its way to be a touch; the first mistake in it counts. */
  private static final class One {
    private final ToldTexts texts;
    private final Set<String> seen = new HashSet<>();
    private String field = "";
    private Optional<Mistake> mistake = Optional.empty();
    private String shown = "";

    One(ToldTexts texts) {
      this.texts = texts;
      texts.clear();
    }

    void wrong(String where, Mistake what, String stood) {
      if (mistake.isEmpty()) {
        field = where;
        mistake = Optional.of(what);
        shown = stood;
      }
    }

    void give(int index, ToldTexts.Taker taker) {
      if (mistake.isPresent()) {
        taker.refuse(texts.bad(index, field, mistake.get(), shown));
      } else {
        texts.read(
            index,
            content -> {
              throw new Wrong(Mistake.KEY_MISSING, "");
            },
            taker);
      }
    }

    void read(JsonReader json) throws IOException {
      if (json.peek() != JsonToken.BEGIN_OBJECT) {
        wrong("", Mistake.NOT_OBJECT, "");
        json.skipValue();
        return;
      }
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (!seen.add(name)) {
          wrong(name, Mistake.FIELD_TWICE, name);
        }
        if (name.equals(ATTRIBUTES)) {
          attributes(json);
        } else {
          field(json, name);
        }
      }
      json.endObject();
    }

    private void field(JsonReader json, String name) throws IOException {
      Optional<ToldField> known = ToldField.named(name);
      if (known.isEmpty()) {
        wrong(name, Mistake.FIELD_UNKNOWN, name);
        json.skipValue();
        return;
      }
      text(json, name).ifPresent(text -> texts.set(known.get(), text));
    }

    private void attributes(JsonReader json) throws IOException {
      if (json.peek() != JsonToken.BEGIN_OBJECT) {
        wrong(ATTRIBUTES, Mistake.NOT_OBJECT, "");
        json.skipValue();
        return;
      }
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        text(json, ATTRIBUTES + "." + name).ifPresent(text -> texts.attribute(name, text));
      }
      json.endObject();
    }

    /** A text, or a number as it stands; null is as nothing. */
    private Optional<String> text(JsonReader json, String where) throws IOException {
      JsonToken token = json.peek();
      if (token == JsonToken.STRING || token == JsonToken.NUMBER) {
        return Optional.of(json.nextString());
      }
      if (token != JsonToken.NULL) {
        wrong(where, Mistake.FIELD_TYPE, "");
      }
      json.skipValue();
      return Optional.empty();
    }
  }

  /** The touches as lines that {@link #read} reads. */
  static String write(List<ToldTouch> touches) {
    StringBuilder lines = new StringBuilder();
    for (ToldTouch touch : touches) {
      StringWriter text = new StringWriter();
      try {
        write(touch, new JsonWriter(text));
      } catch (IOException e) {
        throw new IllegalStateException("a text in memory takes what is written", e);
      }
      lines.append(text).append('\n');
    }
    return lines.toString();
  }

  private static void write(ToldTouch touch, JsonWriter json) throws IOException {
    json.beginObject();
    json.name(ToldField.TOUCHPOINT.word()).value(touch.touchpoint().name());
    json.name(ToldField.TIME.word()).value(touch.time().toString());
    if (touch.customer().isPresent()) {
      json.name(ToldField.CUSTOMER.word()).value(touch.customer().get());
    }
    if (touch.order().isPresent()) {
      json.name(ToldField.ORDER.word()).value(touch.order().get());
    }
    if (touch.value().isPresent()) {
      Money value = touch.value().get();
      json.name(ToldField.VALUE.word()).value(BigDecimal.valueOf(value.tenThousandths(), 4));
      json.name(ToldField.CURRENCY.word()).value(value.currency());
    }
    if (touch.category().isPresent()) {
      json.name(ToldField.CATEGORY.word()).value(touch.category().get());
    }
    json.name(ToldField.SOURCE.word()).value(touch.source());
    json.name(ToldField.KEY.word()).value(touch.key());
    Map<String, String> attributes = touch.attributes().values();
    if (attributes.containsKey(CHANNEL)) {
      json.name(CHANNEL).value(attributes.get(CHANNEL));
    }
    json.name(ATTRIBUTES).beginObject();
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (!attribute.getKey().equals(CHANNEL)) {
        json.name(attribute.getKey()).value(attribute.getValue());
      }
    }
    json.endObject().endObject();
  }
}
