package io.github.senda.storefront.servlet;

import io.github.senda.journey.Sessionizer;
import io.github.senda.metric.Leaks;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.beacon.BeaconOptions;
import io.github.senda.storefront.capture.CategoryPlaces;
import io.github.senda.storefront.channel.Hosts;
import io.github.senda.storefront.lucid.LucidSettings;
import io.github.senda.storefront.panel.PanelAccess;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a merchant may set. Each name is looked for among the context parameters of the shop, then
 * in the environment ({@code senda.panel.token} as {@code SENDA_PANEL_TOKEN}), then among the
 * system properties; the last one found counts. Nothing that stands there keeps the shop from
 * starting: what cannot be used is said, once, and left out.
 *
 * @param enabled whether Senda does anything at all
 * @param folder where the store is
 * @param gap the pause after which a visitor's next touch begins another visit
 * @param storeMax how many bytes the store may take before its oldest journeys go
 * @param rules the merchant's own rules, which come before the built-in ones
 * @param panelPath where the panel is, below the shop, beginning with {@code /}
 * @param panelToken the token that opens the panel, at least 16 characters
 * @param panelOnce a token that opens the panel for one browser
 * @param panelRole the role of the shop's own users that opens the panel
 * @param trustedProxies the proxies whose word on a visitor's address is taken
 * @param staffRoles the roles of the shop's own users who are not counted
 * @param staffAddresses the addresses from which nobody is counted
 * @param zone the zone in which the merchant reads times
 * @param log a log file to look at instead of the shop
 * @param logReader the options with which that file is read
 * @param hosts the shop's own other hosts, which bring nobody
 * @param privacy how far visitors may be known again, and where they read of it
 * @param cartAbandoned how long nobody has to touch a cart until it is abandoned
 * @param beacon where pages tell what only the browser knows, and what visitors are asked
 * @param view how journeys are looked at
 * @param lucid the account at Lucid that drawings are pushed to
 * @param categories where the shop's addresses name a category of goods
 * @param complaints what was set and cannot be used, each a sentence
 */
record Settings(
    boolean enabled,
    Path folder,
    Duration gap,
    long storeMax,
    Optional<Path> rules,
    String panelPath,
    Optional<String> panelToken,
    Optional<String> panelOnce,
    Optional<String> panelRole,
    TrustedProxies trustedProxies,
    List<String> staffRoles,
    Networks staffAddresses,
    ZoneId zone,
    Optional<Path> log,
    List<String> logReader,
    Set<String> hosts,
    PrivacySettings privacy,
    Duration cartAbandoned,
    BeaconOptions beacon,
    ViewSettings view,
    LucidSettings lucid,
    CategoryPlaces categories,
    List<String> complaints) {

  private static final Set<String> NAMES =
      Set.of(
          "senda.enabled",
          "senda.folder",
          "senda.gap",
          "senda.store.max",
          "senda.rules",
          "senda.panel.path",
          "senda.panel.token",
          "senda.panel.once",
          "senda.panel.role",
          "senda.trusted-proxies",
          "senda.staff.roles",
          "senda.staff.addresses",
          "senda.zone",
          "senda.log",
          "senda.log.reader",
          "senda.hosts",
          "senda.cart.abandoned",
          "senda.beacon.enabled",
          "senda.beacon.path",
          "senda.question",
          "senda.question.after",
          "senda.categories");

  private static final Duration USUAL_GAP = Sessionizer.STANDARD.limit();
  private static final Duration LONGEST_CART = Duration.ofDays(90);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})\\s*(s|m|h)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})\\s*(m|g|t)b?");
  private static final Pattern PANEL_PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  Settings {
    staffRoles = List.copyOf(staffRoles);
    logReader = List.copyOf(logReader);
    hosts = Set.copyOf(hosts);
    complaints = List.copyOf(complaints);
  }

  /** The settings of a shop in this process. */
  static Settings of(ServletContext context) {
    Map<String, String> properties = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name, ""));
    }
    return of(context, System.getenv(), properties);
  }

  static Settings of(
      ServletContext context, Map<String, String> environment, Map<String, String> properties) {
    List<String> complaints = new ArrayList<>();
    Map<String, String> values = new TreeMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      take(name, context.getInitParameter(name), "context parameter", values, complaints);
    }
    new TreeMap<>(environment)
        .forEach(
            (name, value) ->
                nameOf(name)
                    .ifPresent(known -> take(known, value, "variable", values, complaints)));
    new TreeMap<>(properties)
        .forEach((name, value) -> take(name, value, "system property", values, complaints));
    return new Reading(context, values, properties, complaints).settings();
  }

  /** The setting that a variable of the environment names: {@code SENDA_TRUSTED_PROXIES}. */
  private static Optional<String> nameOf(String variable) {
    if (!variable.startsWith("SENDA_")) {
      return Optional.empty();
    }
    for (String name : names()) {
      if (variable.equals(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))) {
        return Optional.of(name);
      }
    }
    return Optional.of(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
  }

  private static void take(
      String name, String value, String kind, Map<String, String> values, List<String> complaints) {
    if (!name.startsWith("senda.")) {
      return;
    }
    if (names().contains(name)) {
      values.put(name, value.strip());
    } else {
      complaints.add("the " + kind + " " + name + " is no setting of Senda; there are " + known());
    }
  }

  private static String known() {
    return String.join(", ", names());
  }

  static List<String> names() {
    return Stream.of(NAMES, PrivacySettings.NAMES, ViewSettings.NAMES, LucidSettings.NAMES)
        .flatMap(Set::stream)
        .sorted()
        .toList();
  }

  /** Turns texts into settings and notes what it cannot use. */
  private record Reading(
      ServletContext context,
      Map<String, String> values,
      Map<String, String> properties,
      List<String> complaints) {

    Settings settings() {
      return new Settings(
          enabled(),
          path("senda.folder").orElseGet(this::usualFolder),
          time("senda.gap", USUAL_GAP, Duration.ofDays(1)),
          storeMax(),
          path("senda.rules"),
          panelPath(),
          token("senda.panel.token"),
          token("senda.panel.once"),
          text("senda.panel.role"),
          TrustedProxies.parse(text("senda.trusted-proxies").orElse(""), complaints),
          List.of(COMMAS.split(text("senda.staff.roles").orElse(""))).stream()
              .filter(role -> !role.isEmpty())
              .toList(),
          Networks.parse(
              "senda.staff.addresses", text("senda.staff.addresses").orElse(""), complaints),
          zone(),
          path("senda.log"),
          words(text("senda.log.reader").orElse("")),
          hosts(),
          PrivacySettings.of(this::text, panelPath(), complaints),
          time("senda.cart.abandoned", Leaks.Terms.USUAL, LONGEST_CART),
          BeaconOptions.read(this::text, complaints),
          ViewSettings.of(this::text, complaints),
          LucidSettings.read(this::text, complaints),
          CategoryPlaces.read(text("senda.categories").orElse(""), complaints),
          complaints);
    }

    private Set<String> hosts() {
      Set<String> hosts = new TreeSet<>();
      for (String host : List.of(COMMAS.split(text("senda.hosts").orElse("")))) {
        String plain = host.contains("://") ? Hosts.of(host) : Hosts.plain(host);
        if (!plain.isEmpty()) {
          hosts.add(plain);
        } else if (!host.isEmpty()) {
          complaints.add("senda.hosts holds hosts as blog.example.com, not \"" + host + "\"");
        }
      }
      return hosts;
    }

    private Optional<String> text(String name) {
      return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private boolean enabled() {
      String value = text("senda.enabled").orElse("true").toLowerCase(Locale.ROOT);
      if (!value.equals("true") && !value.equals("false")) {
        complaints.add("senda.enabled is true or false, not \"" + value + "\"; Senda is on");
      }
      return !value.equals("false");
    }

    private Optional<Path> path(String name) {
      Optional<String> value = text(name);
      try {
        return value.map(
            path -> path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path));
      } catch (InvalidPathException e) {
        complaints.add(name + " is no path on this machine: " + e.getMessage());
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        complaints.add(name + " is no file URL that can be used: " + e.getMessage());
        return Optional.empty();
      }
    }

    private Duration time(String name, Duration usual, Duration most) {
      Optional<String> value = text(name);
      if (value.isEmpty()) {
        return usual;
      }
      Matcher time = TIME.matcher(value.get().toLowerCase(Locale.ROOT));
      if (time.matches()) {
        long number = Long.parseLong(time.group(1));
        Duration duration =
            switch (time.group(2)) {
              case "s" -> Duration.ofSeconds(number);
              case "m" -> Duration.ofMinutes(number);
              default -> Duration.ofHours(number);
            };
        if (!duration.isZero() && duration.compareTo(most) <= 0) {
          return duration;
        }
      }
      complaints.add(
          name
              + " is a time as 90s, 30m or 1h, "
              + (most.toDays() == 1 ? "a day" : most.toDays() + " days")
              + " at most, not \""
              + value.get()
              + "\"; "
              + (usual.toMinutes() % 60 == 0 ? usual.toHours() + "h" : usual.toMinutes() + "m")
              + " is used");
      return usual;
    }

    private long storeMax() {
      Optional<String> value = text("senda.store.max");
      if (value.isEmpty()) {
        return JourneyStore.USUAL_MOST_BYTES;
      }
      Matcher size = SIZE.matcher(value.get().toLowerCase(Locale.ROOT));
      if (size.matches()) {
        int shift = 20 + 10 * "mgt".indexOf(size.group(2));
        long bytes = Long.parseLong(size.group(1)) << shift;
        if (bytes >= JourneyStore.LEAST_MOST_BYTES) {
          return bytes;
        }
      }
      complaints.add(
          "senda.store.max is a size as 500m or 2g, at least 64m, not \""
              + value.get()
              + "\"; 2g is used");
      return JourneyStore.USUAL_MOST_BYTES;
    }

    private String panelPath() {
      String value = text("senda.panel.path").orElse("/senda");
      String path = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
      if (PANEL_PATH.matcher(path).matches()) {
        return path;
      }
      complaints.add(
          "senda.panel.path is a path below the shop as /senda, not \""
              + value
              + "\"; /senda is used");
      return "/senda";
    }

    private Optional<String> token(String name) {
      Optional<String> token = text(name);
      if (token.isPresent() && token.get().length() < PanelAccess.SHORTEST_TOKEN) {
        complaints.add(
            name
                + " has less than "
                + PanelAccess.SHORTEST_TOKEN
                + " characters and could be guessed; it opens nothing");
        return Optional.empty();
      }
      return token;
    }

    private ZoneId zone() {
      Optional<String> value = text("senda.zone");
      try {
        return value.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
      } catch (DateTimeException e) {
        complaints.add(
            "senda.zone is a zone as Europe/Madrid, not \""
                + value.orElse("")
                + "\"; this machine's is used");
        return ZoneId.systemDefault();
      }
    }

    private static List<String> words(String text) {
      List<String> words = new ArrayList<>();
      Matcher word = WORD.matcher(text);
      while (word.find()) {
        words.add(
            word.group(1) != null
                ? word.group(1)
                : word.group(2) != null ? word.group(2) : word.group(3));
      }
      return words;
    }

    /** A folder that outlives restarts and redeploys, one for each host and context. */
    private Path usualFolder() {
      String base =
          List.of("catalina.base", "jetty.base", "user.home").stream()
              .map(name -> properties.getOrDefault(name, ""))
              .filter(value -> !value.isEmpty())
              .findFirst()
              .orElse(".");
      String server;
      try {
        server = Optional.ofNullable(context.getVirtualServerName()).orElse("");
      } catch (UnsupportedOperationException e) {
        server = "";
      }
      String contextPath = context.getContextPath();
      return Path.of(base, ".senda", name(server, "host"), name(contextPath, "ROOT"));
    }

    private static String name(String text, String otherwise) {
      String name = text.replaceAll("^/+", "").replaceAll("[^A-Za-z0-9._-]", "_");
      boolean usable = !name.isEmpty() && !name.startsWith(".");
      return usable ? name : otherwise;
    }
  }
}
