package io.github.senda.touch;

import java.util.regex.Pattern;

/**
 * How a visit came in. Called a channel group elsewhere. A merchant may name others than those that
 * Senda knows. A value; safe for any thread.
 *
 * @param name lower case, as {@code search}
 */
public record Channel(String name) implements Comparable<Channel> {

  // Before the channels, which are checked by it.
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  /** Nothing is known of how it came: the address was typed, or whoever sent it does not say. */
  public static final Channel DIRECT = new Channel("direct");

  /** A search engine, unpaid. */
  public static final Channel SEARCH = new Channel("search");

  /** Whatever is paid for: by the click, by the view, in a search engine or anywhere. */
  public static final Channel ADS = new Channel("ads");

  /** A newsletter or any other mail. */
  public static final Channel EMAIL = new Channel("email");

  /** A social network or a messenger, unpaid. */
  public static final Channel SOCIAL = new Channel("social");

  /** An assistant that answers in words. */
  public static final Channel AI = new Channel("ai");

  /** A link on any other site. */
  public static final Channel REFERRAL = new Channel("referral");

  /** A counter, a telephone, a fair: no web at all. */
  public static final Channel OFFLINE = new Channel("offline");

  /** Something was said of how it came, and no rule knows what it means. */
  public static final Channel OTHER = new Channel("other");

  public Channel {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a channel's name is up to 40 small letters, digits and _, not \"" + name + "\"");
    }
  }

  /** Whether a channel may be called so. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  @Override
  public int compareTo(Channel other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
