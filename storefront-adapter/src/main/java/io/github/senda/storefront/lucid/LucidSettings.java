package io.github.senda.storefront.lucid;

import io.github.senda.diagram.lucid.api.LucidSecret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be set of a shop's account at Lucid. Its secrets are in none of its texts, nor in what
 * it complains of. A value; safe for any thread.
 *
 * @param key an API key
 * @param application the client id of an application that is registered at Lucid, for signing in
 * @param applicationSecret that application's secret
 * @param folder the folder that is proposed for documents
 * @param proxy the HTTP proxy through which Lucid is reached; if empty, what Java is set to
 */
public record LucidSettings(
    Optional<LucidSecret> key,
    Optional<String> application,
    Optional<LucidSecret> applicationSecret,
    OptionalLong folder,
    Optional<InetSocketAddress> proxy) {

  /** Nothing is set. */
  public static final LucidSettings NONE =
      new LucidSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());

  /** The names of the settings. */
  public static final Set<String> NAMES =
      Set.of(
          "senda.lucid.key",
          "senda.lucid.key.file",
          "senda.lucid.client.id",
          "senda.lucid.client.secret",
          "senda.lucid.client.secret.file",
          "senda.lucid.folder",
          "senda.lucid.proxy");

  private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9._~-]{1,200}");
  private static final Pattern FOLDER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern PROXY =
      Pattern.compile("(?:http://)?([A-Za-z0-9.-]{1,253}):([0-9]{1,5})/?");
  private static final int LARGEST_FILE = 16_384;
  private static final int LAST_PORT = 65_535;

  public LucidSettings {
    Objects.requireNonNull(key, "key == null");
    Objects.requireNonNull(application, "application == null");
    Objects.requireNonNull(applicationSecret, "applicationSecret == null");
    Objects.requireNonNull(folder, "folder == null");
    Objects.requireNonNull(proxy, "proxy == null");
  }

  /**
   * Reads the settings {@code senda.lucid.*}.
   *
   * @param settings the values by name
   * @param complaints gets a sentence for each that cannot be used
   */
  public static LucidSettings read(
      Function<String, Optional<String>> settings, List<String> complaints) {
    return new LucidSettings(
        secret("senda.lucid.key", settings, complaints),
        matching(
            "senda.lucid.client.id",
            APPLICATION,
            "the client id that Lucid shows",
            settings,
            complaints),
        secret("senda.lucid.client.secret", settings, complaints),
        matching(
                "senda.lucid.folder",
                FOLDER,
                "the number of a folder at Lucid",
                settings,
                complaints)
            .map(number -> OptionalLong.of(Long.parseLong(number)))
            .orElseGet(OptionalLong::empty),
        proxy(settings, complaints));
  }

  private static Optional<String> matching(
      String name,
      Pattern form,
      String what,
      Function<String, Optional<String>> settings,
      List<String> complaints) {
    Optional<String> value = settings.apply(name);
    if (value.isPresent() && !form.matcher(value.get()).matches()) {
      complaints.add(name + " is " + what + ", not \"" + value.get() + "\"");
      return Optional.empty();
    }
    return value;
  }

  /** The value itself, else the one that a file holds; neither is ever repeated. */
  private static Optional<LucidSecret> secret(
      String name, Function<String, Optional<String>> settings, List<String> complaints) {
    Optional<String> value = settings.apply(name);
    Optional<String> file = settings.apply(name + ".file");
    String from = name;
    if (value.isEmpty() && file.isPresent()) {
      from = name + ".file";
      value = content(from, file.get(), complaints);
    }
    try {
      return value.map(LucidSecret::of);
    } catch (IllegalArgumentException e) {
      complaints.add(from + " cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> content(String name, String file, List<String> complaints) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > LARGEST_FILE) {
        complaints.add(name + " names a file that is too large for a secret");
        return Optional.empty();
      }
      if (isOpen(path)) {
        complaints.add(
            name + " names a file that others may read: let only its owner do so (chmod 600)");
      }
      return Optional.of(Files.readString(path));
    } catch (IOException | InvalidPathException e) {
      complaints.add(
          name + " names a file that cannot be read (" + e.getClass().getSimpleName() + ")");
      return Optional.empty();
    }
  }

  private static boolean isOpen(Path path) throws IOException {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
      return rights.contains(PosixFilePermission.OTHERS_READ);
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  private static Optional<InetSocketAddress> proxy(
      Function<String, Optional<String>> settings, List<String> complaints) {
    Optional<String> value = settings.apply("senda.lucid.proxy");
    Matcher proxy = PROXY.matcher(value.orElse(""));
    if (proxy.matches()) {
      int port = Integer.parseInt(proxy.group(2));
      if (port > 0 && port <= LAST_PORT) {
        // Looked up when it is used, as a name may move.
        return Optional.of(InetSocketAddress.createUnresolved(proxy.group(1), port));
      }
    }
    if (value.isPresent()) {
      // What is wrong with it may be a name and password before it.
      complaints.add("senda.lucid.proxy is a host and a port as proxy.example.com:3128");
    }
    return Optional.empty();
  }
}
