package io.github.senda.storefront.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The list of who sends visitors to shops, {@code sources.txt}: hosts, apps and the names by which
 * campaigns call them, by kind. Immutable; safe for any thread.
 */
final class Sources {

  /** The list in this jar. */
  static final Sources KNOWN = read();

  /** The kinds of hosts that a shop itself sends its visitors to, and that bring nobody. */
  static final Set<String> RETURNS = Set.of("payment", "identity");

  private static final int MOST_LABELS = 10;

  /** Second levels below a country's ending under which names are given. */
  private static final Set<String> SECOND_LEVELS =
      Set.of("co", "com", "org", "net", "gov", "gob", "edu", "ac", "or", "ne", "go", "nom", "gv");

  /** What stands on the list: a kind, and the part of the host by which it was found. */
  record Found(String kind, String host) {}

  private final Map<String, String> kindByName = new HashMap<>();
  private final Map<String, String> kindByHost = new HashMap<>();
  private final Map<String, String> kindByStem = new HashMap<>();

  private Sources() {}

  /** The kinds that there are, as {@code search}. */
  Set<String> kinds() {
    return new HashSet<>(kindByHost.values());
  }

  /** Of which kind a source is, be it a host or a name that a campaign gives it. */
  Optional<String> kind(String source) {
    String named = kindByName.get(source);
    return named != null ? Optional.of(named) : find(source).map(Found::kind);
  }

  /** Whether a source stands on the list as it is written here. */
  boolean isListed(String source) {
    return kindByName.containsKey(source) || kindByHost.containsKey(source);
  }

  /**
   * The kind of the longest end of a host that is on the list, with the shortest end of that kind.
   */
  Optional<Found> find(String host) {
    Optional<Found> found = Optional.empty();
    String end = host;
    for (int label = 0; label < MOST_LABELS; label++) {
      String kind = kindByHost.get(end);
      if (kind == null) {
        kind = underAnyEnding(end);
      }
      if (kind != null) {
        if (found.isPresent() && !found.get().kind().equals(kind)) {
          return found;
        }
        found = Optional.of(new Found(kind, end));
      }
      int dot = end.indexOf('.');
      if (dot < 0) {
        return found;
      }
      end = end.substring(dot + 1);
    }
    return found;
  }

  /** The kind of what stands before {@code .es} or {@code .co.uk}; null if there is none. */
  private String underAnyEnding(String host) {
    int last = host.lastIndexOf('.');
    if (last < 0) {
      return null;
    }
    String kind = kindByStem.get(host.substring(0, last));
    int before = host.lastIndexOf('.', last - 1);
    boolean two = before >= 0 && isSecondLevel(host, before, last);
    return kind != null || !two ? kind : kindByStem.get(host.substring(0, before));
  }

  private static boolean isSecondLevel(String host, int before, int last) {
    return host.length() - last == 3 && SECOND_LEVELS.contains(host.substring(before + 1, last));
  }

  /**
   * What is kept of a host: the part that is on the list, else the name that somebody registered,
   * as nearly as it can be told without a list of all endings; empty if it has none, as an address.
   */
  Optional<String> reduced(String host) {
    Optional<Found> found = find(host);
    if (found.isPresent()) {
      return Optional.of(found.get().host());
    }
    int last = host.lastIndexOf('.');
    if (last <= 0 || !Character.isLetter(host.charAt(host.length() - 1))) {
      return Optional.empty();
    }
    int before = host.lastIndexOf('.', last - 1);
    if (before > 0 && isSecondLevel(host, before, last)) {
      before = host.lastIndexOf('.', before - 1);
    }
    return Optional.of(host.substring(before + 1));
  }

  private static Sources read() {
    Sources sources = new Sources();
    String kind = "";
    for (String line : lines()) {
      if (line.startsWith("[")) {
        kind = line.substring(1, line.length() - 1);
      } else {
        List<String> words = List.of(line.split(" +"));
        sources.kindByName.put(words.get(0), kind);
        for (String host : words.subList(1, words.size())) {
          boolean stem = host.endsWith(".*");
          Map<String, String> into = stem ? sources.kindByStem : sources.kindByHost;
          String other = into.put(stem ? host.substring(0, host.length() - 2) : host, kind);
          if (other != null && !other.equals(kind)) {
            throw new IllegalStateException("sources.txt: " + host + " is of two kinds");
          }
        }
      }
    }
    return sources;
  }

  private static List<String> lines() {
    try (InputStream file = Sources.class.getResourceAsStream("sources.txt")) {
      if (file == null) {
        throw new IllegalStateException("sources.txt is missing from this jar");
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .map(line -> line.strip().toLowerCase(Locale.ROOT))
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
