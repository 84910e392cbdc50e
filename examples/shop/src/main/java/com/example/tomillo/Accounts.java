package com.example.tomillo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Who may log in; of passwords only salted hashes are kept. Safe for use by many threads. */
final class Accounts {
  private static final int ROUNDS = 60_000;
  private static final int MOST = 20_000;

  private record Entry(Account account, String salt, String hash) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** Opens an account; empty if the address has one already. */
  Optional<Account> open(String email, String name, String password) {
    Account account = new Account(email.toLowerCase(Locale.ROOT), name);
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    Entry entry = new Entry(account, HexFormat.of().formatHex(salt), hash(password, salt));
    synchronized (entries) {
      if (entries.containsKey(account.email()) || entries.size() >= MOST) {
        return Optional.empty();
      }
      entries.put(account.email(), entry);
    }
    return Optional.of(account);
  }

  Optional<Account> check(String email, String password) {
    Entry entry;
    synchronized (entries) {
      entry = entries.get(email.toLowerCase(Locale.ROOT));
    }
    // An address that is not known takes as long as one that is, so that nobody learns which are.
    String hash =
        hash(password, entry == null ? new byte[16] : HexFormat.of().parseHex(entry.salt()));
    return entry != null
            && MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                entry.hash().getBytes(StandardCharsets.US_ASCII))
        ? Optional.of(entry.account())
        : Optional.empty();
  }

  private static String hash(String password, byte[] salt) {
    PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, 256);
    try {
      return HexFormat.of()
          .formatHex(
              SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                  .generateSecret(key)
                  .getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PBKDF2 with HMAC-SHA-256", e);
    }
  }
}
