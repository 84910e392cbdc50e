package io.github.senda.storefront.channel;

import io.github.senda.touch.Attributes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of where a visit came from, as attributes: source, medium and campaign as the link's
 * tags name them, else the referrer's host for the source; and which platform's parameter was
 * there, never its value. No meaning: that is given by {@link Channels} when visits are read.
 *
 * <p>Anybody may write anything into a link, so beside the texts that are known only so many
 * different ones are taken a day; what comes after them is left out. Safe for any thread.
 */
public final class OriginReader {

  static final String CHANNEL = "channel";
  static final String SOURCE = "source";
  static final String MEDIUM = "medium";
  static final String CAMPAIGN = "campaign";
  static final String CLICK = "click";

  static final int MOST_SOURCES = 200;
  static final int MOST_MEDIUMS = 50;
  static final int MOST_CAMPAIGNS = 200;

  private static final int LONGEST_QUERY = 4_000;
  private static final int MOST_PAIRS = 100;
  private static final String REFERRAL = "referral";
  private static final List<String> CLICKS = Channels.builtIn().clicks();
  private static final Set<String> WORDS = Channels.builtIn().words();

  private final Clock clock;
  private final Set<String> sources = new HashSet<>();
  private final Set<String> mediums = new HashSet<>();
  private final Set<String> campaigns = new HashSet<>();
  private long day;

  /**
   * @param clock by which the days are told
   */
  public OriginReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is kept.
   *
   * @param query the query of the address that was asked for, as it was sent; empty for none
   * @param host the referrer's host, where it is somebody else's, or the name of the app that shows
   *     the page; empty for none
   * @return empty if nothing says where it came from
   */
  public Optional<Attributes> read(String query, String host) {
    SortedMap<String, String> found = tags(query);
    if (!host.isEmpty() && !found.containsKey(SOURCE)) {
      String plain = host.toLowerCase(Locale.ROOT);
      Optional<String> source =
          (Sources.KNOWN.kind(plain).isPresent() && plain.indexOf('.') < 0
                  ? Optional.of(plain)
                  : Sources.KNOWN.reduced(plain))
              .filter(name -> name.length() <= CampaignText.LONGEST);
      if (source.isPresent()) {
        found.put(SOURCE, source.get());
      } else {
        found.putIfAbsent(MEDIUM, REFERRAL);
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(bounded(found));
  }

  private static SortedMap<String, String> tags(String query) {
    SortedMap<String, String> found = new TreeMap<>();
    int click = CLICKS.size();
    int start = 0;
    int length = Math.min(query.length(), LONGEST_QUERY);
    for (int pairs = 0; start < length && pairs < MOST_PAIRS; pairs++) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', start);
      if (equals > start && equals < end - 1) {
        String name = query.substring(start, equals).toLowerCase(Locale.ROOT);
        switch (name) {
          case "utm_source" -> put(found, SOURCE, query.substring(equals + 1, end));
          case "utm_medium" -> put(found, MEDIUM, query.substring(equals + 1, end));
          case "utm_campaign" -> put(found, CAMPAIGN, query.substring(equals + 1, end));
          default -> {
            int place = CLICKS.indexOf(name);
            click = place < 0 ? click : Math.min(click, place);
          }
        }
      }
      start = end + 1;
    }
    if (click < CLICKS.size()) {
      found.put(CLICK, CLICKS.get(click));
    }
    return found;
  }

  private static void put(SortedMap<String, String> found, String name, String value) {
    CampaignText.of(value).ifPresent(text -> found.putIfAbsent(name, text));
  }

  private synchronized Attributes bounded(SortedMap<String, String> found) {
    long today = clock.millis() / Duration.ofDays(1).toMillis();
    if (today != day) {
      day = today;
      sources.clear();
      mediums.clear();
      campaigns.clear();
    }
    if (!isTaken(sources, found.get(SOURCE), MOST_SOURCES)) {
      found.remove(SOURCE);
      found.putIfAbsent(MEDIUM, REFERRAL);
    }
    if (!isTaken(mediums, found.get(MEDIUM), MOST_MEDIUMS)) {
      found.put(MEDIUM, "other");
    }
    String campaign = found.get(CAMPAIGN);
    String named = campaign == null ? null : found.get(SOURCE) + " " + campaign;
    if (!isTaken(campaigns, named, MOST_CAMPAIGNS)) {
      found.remove(CAMPAIGN);
    }
    return new Attributes(found);
  }

  private static boolean isTaken(Set<String> taken, String text, int most) {
    return text == null
        || WORDS.contains(text)
        || Sources.KNOWN.isListed(text)
        || taken.contains(text)
        || (taken.size() < most && taken.add(text));
  }
}
