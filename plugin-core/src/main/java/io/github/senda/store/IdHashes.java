package io.github.senda.store;

import io.github.senda.touch.VisitorId;
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

  /** Loads the salt that lasts as long as the store, or makes it in the caller's transaction. */
  static IdHashes load(Connection connection) throws SQLException {
    return load(connection, NAME);
  }

  /** Loads the salt of a name, or makes one in the caller's transaction. */
  static IdHashes load(Connection connection, String name) throws SQLException {
    Optional<IdHashes> kept = find(connection, name);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    MetaRows.write(connection, name, HexFormat.of().formatHex(salt));
    return new IdHashes(salt);
  }

  static Optional<IdHashes> find(Connection connection, String name) throws SQLException {
    return MetaRows.read(connection, name).map(salt -> new IdHashes(HexFormat.of().parseHex(salt)));
  }

  /** The hash of an id, never 0; 0 where there is none. */
  long of(String kind, Optional<String> id) {
    return id.isEmpty() ? 0 : of(kind, id.get());
  }

  /** The hash of an id, never 0. */
  long of(String kind, String id) {
    return number(digest(kind, id.getBytes(StandardCharsets.UTF_8)));
  }

  /** The number by which a visitor who agreed to be known again is known, never 0. */
  long of(long visitorHigh, long visitorLow) {
    byte[] id =
        ByteBuffer.allocate(2 * Long.BYTES).putLong(visitorHigh).putLong(visitorLow).array();
    return number(digest("visitor", id));
  }

  /** The visitor under whom stands what is told elsewhere of a customer; always the same. */
  VisitorId told(String customer) {
    ByteBuffer hash = digest("told", customer.getBytes(StandardCharsets.UTF_8));
    return new VisitorId(hash.getLong(), hash.getLong());
  }

  private ByteBuffer digest(String kind, byte[] id) {
    digest.update(salt);
    digest.update(kind.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return ByteBuffer.wrap(digest.digest(id));
  }

  private static long number(ByteBuffer digest) {
    long hash = digest.getLong();
    return hash == 0 ? 1 : hash;
  }
}
