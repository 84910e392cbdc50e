package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How many journeys a channel brought and how many of them bought: conversion by channel, over
 * ended journeys. A journey that spans visits came by its first. A value; safe for any thread.
 *
 * @param channel the channel; empty for several of few journeys together
 * @param conversion those with a purchase, of all that it brought
 */
public record ChannelShare(Optional<Channel> channel, Share conversion) {

  /** Fewer journeys than these are never told of one channel alone. */
  public static final int FEWEST = 10;

  private static final Comparator<ChannelShare> MOST_FIRST =
      Comparator.<ChannelShare>comparingLong(share -> -share.conversion.whole())
          .thenComparing(share -> share.channel.map(Channel::name).orElse(""));

  /**
   * The channels of a log, most journeys first, then by name. Those with less than {@link #FEWEST}
   * are put together, and stand last; if even together they are fewer, the smallest of the others
   * joins them, as a difference of totals would tell theirs else. What came directly is always told
   * alone: it says of nobody where they came from, and a merchant looks for it.
   *
   * @param channels by which channel a journey of such attributes came
   */
  public static List<ChannelShare> of(
      JourneyLog log, Meaning meaning, Function<Attributes, Channel> channels) {
    List<Channel> bySet = log.attributeValues().stream().map(channels).toList();
    int purchase = meaning.touchpoints().indexOf(Touchpoints.PURCHASE);
    Map<Channel, long[]> counts = new TreeMap<>();
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      if (!reader.active()) {
        long[] count =
            counts.computeIfAbsent(bySet.get(reader.attributes()), channel -> new long[2]);
        count[0] += has(reader, purchase) ? 1 : 0;
        count[1]++;
      }
    }
    return merged(counts);
  }

  /** Whether a journey has a touchpoint. */
  static boolean has(JourneyLog.Reader reader, int touchpoint) {
    int[] touchpoints = reader.touchpoints();
    for (int i = 0; i < reader.length(); i++) {
      if (touchpoints[i] == touchpoint) {
        return true;
      }
    }
    return false;
  }

  /**
   * Shares of counts, the few put together.
   *
   * @param counts journeys with a purchase and all, by channel
   */
  static List<ChannelShare> merged(Map<Channel, long[]> counts) {
    List<ChannelShare> shares = new ArrayList<>();
    List<ChannelShare> few = new ArrayList<>();
    counts.forEach(
        (channel, count) ->
            shares.add(new ChannelShare(Optional.of(channel), new Share(count[0], count[1]))));
    shares.sort(MOST_FIRST);
    long whole = 0;
    for (int i = shares.size() - 1; i >= 0; i--) {
      ChannelShare last = shares.get(i);
      boolean small = last.conversion.whole() < FEWEST || (whole > 0 && whole < FEWEST);
      if (small && !last.channel.equals(Optional.of(Channel.DIRECT))) {
        few.add(shares.remove(i));
        whole += last.conversion.whole();
      }
    }
    if (whole > 0) {
      long part = few.stream().mapToLong(share -> share.conversion.part()).sum();
      shares.add(new ChannelShare(Optional.empty(), new Share(part, whole)));
    }
    return List.copyOf(shares);
  }
}
