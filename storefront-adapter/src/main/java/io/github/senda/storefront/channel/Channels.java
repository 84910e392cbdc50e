package io.github.senda.storefront.channel;

import com.google.gson.stream.JsonReader;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What brought a visit, by what is kept of its first touches: an ordered list of rules, of which
 * the first that fits decides. The built-in ones, {@code channels.json}, follow the default channel
 * groups of Google Analytics 4 (support.google.com/analytics/answer/9756891) in their order; that
 * file says where they differ. A merchant's own come before them. It is decided when visits are
 * read, so a better rule corrects the past. Immutable; safe for any thread.
 */
public final class Channels {

  private final List<ChannelRule> rules;

  private Channels(List<ChannelRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules that come with Senda. */
  public static Channels builtIn() {
    return BuiltIn.CHANNELS;
  }

  /** These rules with others before them. */
  public Channels after(List<ChannelRule> first) {
    List<ChannelRule> all = new ArrayList<>(first);
    all.addAll(rules);
    return first.isEmpty() ? this : new Channels(all);
  }

  /**
   * The channel of a visit: what was told of it, else what the rules say of its source, medium,
   * campaign and click; a host that no rule names is a referral.
   */
  public Channel of(Attributes attributes) {
    Map<String, String> values = attributes.values();
    String told = values.getOrDefault(OriginReader.CHANNEL, "");
    if (!told.isEmpty()) {
      return Channel.isName(told) ? new Channel(told) : Channel.OTHER;
    }
    String source = values.getOrDefault(OriginReader.SOURCE, "");
    boolean tagged =
        values.containsKey(OriginReader.MEDIUM)
            || values.containsKey(OriginReader.CAMPAIGN)
            || values.containsKey(OriginReader.CLICK);
    if (source.isEmpty() && !tagged) {
      return Channel.DIRECT;
    }
    for (ChannelRule rule : rules) {
      if (rule.fits(attributes)) {
        return rule.channel().orElse(Channel.DIRECT);
      }
    }
    return !tagged && source.indexOf('.') > 0 ? Channel.REFERRAL : Channel.OTHER;
  }

  /** The parameters that platforms add to a link when it is clicked, in the rules' order. */
  List<String> clicks() {
    return rules.stream().flatMap(rule -> rule.clicks().stream()).distinct().toList();
  }

  /** The sources and mediums that the rules name as they stand. */
  Set<String> words() {
    return rules.stream()
        .flatMap(rule -> Stream.concat(rule.sources().stream(), rule.mediums().stream()))
        .filter(text -> text.indexOf('*') < 0 && text.indexOf('$') < 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Read once, when first asked for. */
  private static final class BuiltIn {
    static final Channels CHANNELS;

    static {
      try (InputStream file = Channels.class.getResourceAsStream("channels.json")) {
        if (file == null) {
          throw new IllegalStateException("channels.json is missing from this jar");
        }
        JsonReader json = new JsonReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        json.beginObject();
        List<ChannelRule> rules = List.of();
        while (json.hasNext()) {
          if (json.nextName().equals("channels")) {
            rules =
                new ChannelRulesReader(
                        json,
                        (mistake, values) ->
                            new IllegalArgumentException("channels.json" + json + ": " + mistake))
                    .read();
          } else {
            json.skipValue();
          }
        }
        CHANNELS = new Channels(rules);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
