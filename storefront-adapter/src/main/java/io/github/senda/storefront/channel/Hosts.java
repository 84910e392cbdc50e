package io.github.senda.storefront.channel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be told of hosts by their names alone. Pure; safe for any thread. */
public final class Hosts {

  private static final int LONGEST = 253;

  private Hosts() {}

  /**
   * The host of a referrer, lower case; of an Android app its name. Path and query are not looked
   * at.
   *
   * @return empty if it is none
   */
  public static String of(String referrer) {
    int start = referrer.indexOf("://") + 3;
    if (start < 3) {
      return "";
    }
    int end = start;
    while (end < referrer.length() && "/?#".indexOf(referrer.charAt(end)) < 0) {
      end++;
    }
    return plain(referrer.substring(start, end));
  }

  /** A host without its port, lower case; empty if it is none. */
  public static String plain(String host) {
    int colon = host.lastIndexOf(':');
    String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    String lower = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    lower = lower.toLowerCase(Locale.ROOT);
    boolean usable =
        lower.length() <= LONGEST
            && lower
                .chars()
                .allMatch(
                    c ->
                        (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || ".-_[:]".indexOf(c) >= 0);
    return usable ? lower : "";
  }

  /** Whether both are hosts of one owner, by the name that was registered. */
  public static boolean areRelated(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    if (one.equals(other)) {
      return true;
    }
    Optional<String> name = Sources.KNOWN.reduced(one);
    return name.isPresent() && name.equals(Sources.KNOWN.reduced(other));
  }

  /** Whether a host is one of those, or below one. */
  public static boolean isAmong(Set<String> hosts, String host) {
    for (String end = host; !end.isEmpty(); ) {
      if (hosts.contains(end)) {
        return true;
      }
      int dot = end.indexOf('.');
      end = dot < 0 ? "" : end.substring(dot + 1);
    }
    return false;
  }

  /** Whether shops send visitors to a host to pay or to say who they are. */
  public static boolean isReturn(String host) {
    return Sources.KNOWN.find(host).filter(f -> Sources.RETURNS.contains(f.kind())).isPresent();
  }

  /** What is kept of a host; itself where nothing else is known. */
  public static String name(String host) {
    return Sources.KNOWN.reduced(host).orElse(host);
  }
}
