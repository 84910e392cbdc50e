package io.github.senda.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes of an id a number that only tells whether two ids are equal: the first 64 bits of a SHA-256
 * over the store's own salt, the kind of the id, and the id. Not safe for threads.
 */
final class IdHashes {

  private static final String NAME = "salt";
  private static final int SALT_BYTES = 32;

  private final byte[] salt;
  private final MessageDigest digest;

  private IdHashes(byte[] salt) {
    this.salt = salt;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Loads a store's salt, or makes one in the caller's transaction. */
  static IdHashes load(Connection connection) throws SQLException {
    Optional<String> kept = MetaRows.read(connection, NAME);
    if (kept.isPresent()) {
      return new IdHashes(HexFormat.of().parseHex(kept.get()));
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    MetaRows.write(connection, NAME, HexFormat.of().formatHex(salt));
    return new IdHashes(salt);
  }

  /** The hash of an id, never 0; 0 where there is none. */
  long of(String kind, Optional<String> id) {
    if (id.isEmpty()) {
      return 0;
    }
    digest.update(salt);
    digest.update(kind.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    long hash = ByteBuffer.wrap(digest.digest(id.get().getBytes(StandardCharsets.UTF_8))).getLong();
    return hash == 0 ? 1 : hash;
  }
}
