package io.github.senda.storefront.channel;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.senda.touch.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a list of rules of channels out of a file, field by field. */
public final class ChannelRulesReader {

  private static final int MOST_RULES = 200;
  private static final int MOST_TEXTS = 100;
  private static final int LONGEST = 120;

  private final JsonReader json;
  private final Function<String, IllegalArgumentException> wrong;

  /**
   * @param json a reader that stands before the list
   * @param wrong makes of what is wrong one sentence that names the place where the reader stands
   */
  public ChannelRulesReader(JsonReader json, Function<String, IllegalArgumentException> wrong) {
    this.json = json;
    this.wrong = wrong;
  }

  /**
   * The rules of the list.
   *
   * @throws IllegalArgumentException if it is none
   */
  public List<ChannelRule> read() throws IOException {
    expect(JsonToken.BEGIN_ARRAY, "a list [...] of rules of channels");
    List<ChannelRule> rules = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (rules.size() == MOST_RULES) {
        throw wrong.apply("there are more than " + MOST_RULES + " rules of channels");
      }
      rules.add(rule());
    }
    json.endArray();
    return rules;
  }

  private ChannelRule rule() throws IOException {
    expect(JsonToken.BEGIN_OBJECT, "a rule of a channel {...}");
    Optional<Optional<Channel>> channel = Optional.empty();
    Map<String, List<String>> asked = new HashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String field = json.nextName();
      switch (field) {
        case "name" -> text();
        case "channel" -> channel = Optional.of(channel());
        case "source", "medium", "campaign", "click" -> asked.put(field, texts(field));
        default ->
            throw wrong.apply(
                "\"" + field + "\" is none of name, channel, source, medium, campaign, click");
      }
    }
    if (channel.isEmpty()) {
      throw wrong.apply("the rule has no \"channel\"; null there means that nothing brought it");
    }
    if (asked.isEmpty()) {
      throw wrong.apply("the rule asks for none of source, medium, campaign, click");
    }
    json.endObject();
    return new ChannelRule(
        channel.get(),
        asked.getOrDefault("source", List.of()),
        asked.getOrDefault("medium", List.of()),
        asked.getOrDefault("campaign", List.of()),
        asked.getOrDefault("click", List.of()));
  }

  private Optional<Channel> channel() throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return Optional.empty();
    }
    String name = text();
    if (!Channel.isName(name)) {
      throw wrong.apply(
          "a channel's name is up to 40 small letters, digits and _, not \"" + name + "\"");
    }
    return Optional.of(new Channel(name));
  }

  private List<String> texts(String field) throws IOException {
    if (json.peek() != JsonToken.BEGIN_ARRAY) {
      return List.of(asked(field));
    }
    List<String> texts = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (texts.size() == MOST_TEXTS) {
        throw wrong.apply("there are more than " + MOST_TEXTS + " texts");
      }
      texts.add(asked(field));
    }
    if (texts.isEmpty()) {
      throw wrong.apply("the list is empty, and nothing would ever fit");
    }
    json.endArray();
    return texts;
  }

  private String asked(String field) throws IOException {
    String text = text().strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty() || text.length() > LONGEST || text.equals("*")) {
      throw wrong.apply("a text has 1 to " + LONGEST + " characters, and is not \"*\" alone");
    }
    if (text.startsWith("$")
        && !(field.equals("source") && Sources.KNOWN.kinds().contains(text.substring(1)))) {
      throw wrong.apply(
          "\""
              + text
              + "\" is no kind of sources; there are "
              + new TreeSet<>(Sources.KNOWN.kinds()));
    }
    return text;
  }

  private String text() throws IOException {
    expect(JsonToken.STRING, "a text in quotes");
    return json.nextString();
  }

  private void expect(JsonToken token, String what) throws IOException {
    if (json.peek() != token) {
      throw wrong.apply("expected " + what);
    }
  }
}
