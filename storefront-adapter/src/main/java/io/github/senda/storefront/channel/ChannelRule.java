package io.github.senda.storefront.channel;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule of what brought a visit: where all that it asks for fits, the channel is its own.
 * Immutable; safe for any thread.
 *
 * @param channel the channel; empty: nothing brought the visit, it came by itself
 * @param sources one of these is the source, or the host below which it is; {@code $social} is any
 *     of that kind; none: any source or none
 * @param mediums one of these is the medium, where {@code *} stands for anything at an end
 * @param campaigns likewise
 * @param clicks one of these parameters was present
 */
public record ChannelRule(
    Optional<Channel> channel,
    List<String> sources,
    List<String> mediums,
    List<String> campaigns,
    List<String> clicks) {

  public ChannelRule {
    sources = List.copyOf(sources);
    mediums = List.copyOf(mediums);
    campaigns = List.copyOf(campaigns);
    clicks = List.copyOf(clicks);
  }

  boolean fits(Attributes attributes) {
    Map<String, String> values = attributes.values();
    return any(sources, values.get(OriginReader.SOURCE), ChannelRule::isSource)
        && any(mediums, values.get(OriginReader.MEDIUM), ChannelRule::isLike)
        && any(campaigns, values.get(OriginReader.CAMPAIGN), ChannelRule::isLike)
        && any(clicks, values.get(OriginReader.CLICK), String::equals);
  }

  private interface Fit {
    boolean fits(String asked, String value);
  }

  private static boolean any(List<String> asked, String value, Fit fit) {
    return asked.isEmpty()
        || (value != null && asked.stream().anyMatch(each -> fit.fits(each, value)));
  }

  private static boolean isSource(String asked, String value) {
    if (asked.startsWith("$")) {
      return Sources.KNOWN.kind(value).filter(asked.substring(1)::equals).isPresent();
    }
    return isLike(asked, value) || value.endsWith("." + asked);
  }

  private static boolean isLike(String asked, String value) {
    boolean begins = !asked.endsWith("*");
    boolean ends = !asked.startsWith("*");
    String text = asked.substring(ends ? 0 : 1, asked.length() - (begins ? 0 : 1));
    if (begins && ends) {
      return value.equals(text);
    }
    return begins ? value.endsWith(text) : ends ? value.startsWith(text) : value.contains(text);
  }
}
