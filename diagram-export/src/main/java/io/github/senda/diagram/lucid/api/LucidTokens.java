package io.github.senda.diagram.lucid.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sign-in with Lucid gave.
 *
 * @param access what opens the account until it expires
 * @param refresh what gives new tokens afterwards; empty if Lucid gave none
 * @param expires when the access ends
 */
public record LucidTokens(LucidSecret access, Optional<LucidSecret> refresh, Instant expires) {
  public LucidTokens {
    Objects.requireNonNull(access, "access == null");
    Objects.requireNonNull(refresh, "refresh == null");
    Objects.requireNonNull(expires, "expires == null");
  }
}
