package io.github.senda.diagram.lucid.api;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where Lucid is. There is one such place, {@link #LUCID}: that it is a value is for tests alone,
 * which play Lucid on this machine. So nothing but this machine can stand in for it.
 *
 * @param api where documents are created and read, without a slash at its end
 * @param authorize where a person lets an application in
 * @param token where a code is exchanged for tokens
 */
public record LucidAddresses(URI api, URI authorize, URI token) {

  private static final Set<String> LUCIDS = Set.of("api.lucid.co", "lucid.app");
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

  /** Lucid itself. */
  public static final LucidAddresses LUCID =
      new LucidAddresses(
          URI.create("https://api.lucid.co"),
          URI.create("https://lucid.app/oauth2/authorize"),
          URI.create("https://api.lucid.co/oauth2/token"));

  public LucidAddresses {
    for (URI address : List.of(api, authorize, token)) {
      String host = Objects.requireNonNullElse(address.getHost(), "");
      boolean secure = "https".equals(address.getScheme());
      boolean played = HERE.contains(host) && (secure || "http".equals(address.getScheme()));
      if (!played && !(secure && LUCIDS.contains(host))) {
        throw new IllegalArgumentException(address + " is no address of Lucid");
      }
    }
  }

  /** Lucid as it is played at one address of this machine. */
  public static LucidAddresses playedAt(URI origin) {
    return new LucidAddresses(
        origin, origin.resolve("/oauth2/authorize"), origin.resolve("/oauth2/token"));
  }
}
