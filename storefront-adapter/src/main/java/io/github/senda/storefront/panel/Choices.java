package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.Labels;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the filter bar offers: the values that there are, most journeys first. What few journeys
 * have is not offered, as a name of a campaign may be one person's; it can still be typed. A value;
 * safe for any thread.
 *
 * @param channels the channels
 * @param devices the devices
 * @param campaigns the campaigns
 * @param landings the touchpoints that journeys begin at
 */
record Choices(
    List<String> channels, List<String> devices, List<String> campaigns, List<String> landings) {

  private static final int MOST = 60;

  /**
   * The choices of a log.
   *
   * @param fewest how many journeys are enough
   */
  static Choices of(JourneyLog log, Meaning meaning, long fewest) {
    long[] bySet = new long[log.attributes().size()];
    long[] byLanding = new long[meaning.touchpoints().size()];
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      bySet[reader.attributes()]++;
      byLanding[reader.touchpoints()[0]]++;
    }
    Map<String, Long> channels = new HashMap<>();
    Map<String, Long> devices = new HashMap<>();
    Map<String, Long> campaigns = new HashMap<>();
    List<Attributes> sets = log.attributeValues();
    for (int i = 0; i < bySet.length; i++) {
      count(channels, sets.get(i), "channel", bySet[i]);
      count(devices, sets.get(i), "device", bySet[i]);
      count(campaigns, sets.get(i), "campaign", bySet[i]);
    }
    Map<String, Long> landings = new HashMap<>();
    for (int i = 0; i < byLanding.length; i++) {
      landings.merge(meaning.touchpoints().get(i).name(), byLanding[i], Long::sum);
    }
    return new Choices(
        first(channels, fewest),
        first(devices, fewest),
        first(campaigns, fewest),
        first(landings, fewest));
  }

  private static void count(Map<String, Long> counts, Attributes set, String name, long journeys) {
    String value = set.values().get(name);
    if (value != null) {
      counts.merge(value, journeys, Long::sum);
    }
  }

  private static List<String> first(Map<String, Long> counts, long fewest) {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() > 0 && count.getValue() >= fewest)
        .sorted(
            Comparator.<Map.Entry<String, Long>>comparingLong(count -> -count.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** As JSON, each value with what it is called where that is something else. */
  String json(Labels labels) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    try {
      json.beginObject();
      json.name("channel").beginArray();
      for (String channel : channels) {
        boolean known = Channel.isName(channel);
        choice(json, channel, known ? labels.of(new Channel(channel)) : channel);
      }
      json.endArray();
      json.name("device").beginArray();
      for (String device : devices) {
        choice(json, device, device);
      }
      json.endArray();
      json.name("campaign").beginArray();
      for (String campaign : campaigns) {
        choice(json, campaign, campaign);
      }
      json.endArray();
      json.name("landing").beginArray();
      for (String landing : landings) {
        choice(json, landing, labels.of(Touchpoint.of(landing)));
      }
      json.endArray().endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private static void choice(JsonWriter json, String value, String label) throws IOException {
    json.beginObject().name("value").value(value).name("label").value(label).endObject();
  }
}
