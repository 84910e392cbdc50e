package io.github.senda.diagram.lucid.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A document at Lucid, as Lucid tells of it.
 *
 * @param id Lucid's own name for it
 * @param title what it is called
 * @param link where a person opens it; empty if Lucid gave no address of its own
 * @param created when it was made; empty if Lucid does not say so
 */
public record PushedDocument(
    String id, String title, Optional<URI> link, Optional<Instant> created) {

  private static final String HOST = "lucid.app";

  public PushedDocument {
    Objects.requireNonNull(link, "link == null");
    Objects.requireNonNull(created, "created == null");
    if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException("not the id of a document");
    }
    link.ifPresent(
        address -> {
          if (!isLucids(address)) {
            throw new IllegalArgumentException(address + " is not where documents are");
          }
        });
  }

  /** An address that Lucid gave, if it is one at Lucid: a person is sent nowhere else. */
  static Optional<URI> linkOf(String text) {
    try {
      return Optional.of(new URI(text)).filter(PushedDocument::isLucids);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isLucids(URI address) {
    return "https".equals(address.getScheme())
        && HOST.equals(address.getHost())
        && address.getPort() == -1
        && address.getRawUserInfo() == null;
  }
}
