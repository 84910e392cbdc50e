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

/** Reads a list of rules of channels out of a file, field by field. */
public final class ChannelRulesReader {

  private static final int MOST_RULES = 200;
  private static final int MOST_TEXTS = 100;
  private static final int LONGEST = 120;
  private static final String ASKED = "source, medium, campaign, click";

  private final JsonReader json;
  private final ChannelMistake.Teller wrong;

  /**
   * @param json a reader that stands before the list
   * @param wrong tells what is wrong, with the place where the reader stands
   */
  public ChannelRulesReader(JsonReader json, ChannelMistake.Teller wrong) {
    this.json = json;
    this.wrong = wrong;
  }

  /**
   * The rules of the list.
   *
   * @throws IllegalArgumentException if it is none
   */
  public List<ChannelRule> read() throws IOException {
    expect(JsonToken.BEGIN_ARRAY, ChannelMistake.NO_LIST);
    List<ChannelRule> rules = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (rules.size() == MOST_RULES) {
        throw wrong.of(ChannelMistake.TOO_MANY_RULES, MOST_RULES);
      }
      rules.add(rule());
    }
    json.endArray();
    return rules;
  }

  private ChannelRule rule() throws IOException {
    expect(JsonToken.BEGIN_OBJECT, ChannelMistake.NO_RULE);
    Optional<Optional<Channel>> channel = Optional.empty();
    Map<String, List<String>> asked = new HashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String field = json.nextName();
      switch (field) {
        case "name" -> text();
        case "channel" -> channel = Optional.of(channel());
        case "source", "medium", "campaign", "click" -> asked.put(field, texts(field));
        default -> throw wrong.of(ChannelMistake.UNKNOWN_FIELD, field, "name, channel, " + ASKED);
      }
    }
    if (channel.isEmpty()) {
      throw wrong.of(ChannelMistake.NO_CHANNEL);
    }
    if (asked.isEmpty()) {
      throw wrong.of(ChannelMistake.ASKS_NOTHING, ASKED);
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
      throw wrong.of(ChannelMistake.NAME, name);
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
        throw wrong.of(ChannelMistake.TOO_MANY_TEXTS, MOST_TEXTS);
      }
      texts.add(asked(field));
    }
    if (texts.isEmpty()) {
      throw wrong.of(ChannelMistake.EMPTY_LIST);
    }
    json.endArray();
    return texts;
  }

  private String asked(String field) throws IOException {
    String text = text().strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty() || text.length() > LONGEST || text.equals("*")) {
      throw wrong.of(ChannelMistake.TEXT_LENGTH, LONGEST);
    }
    if (text.startsWith("$")
        && !(field.equals("source") && Sources.KNOWN.kinds().contains(text.substring(1)))) {
      throw wrong.of(ChannelMistake.UNKNOWN_KIND, text, new TreeSet<>(Sources.KNOWN.kinds()));
    }
    return text;
  }

  private String text() throws IOException {
    expect(JsonToken.STRING, ChannelMistake.NO_TEXT);
    return json.nextString();
  }

  private void expect(JsonToken token, ChannelMistake otherwise) throws IOException {
    if (json.peek() != token) {
      throw wrong.of(otherwise);
    }
  }
}
