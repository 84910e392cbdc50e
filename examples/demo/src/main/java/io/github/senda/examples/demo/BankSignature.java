package io.github.senda.examples.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How shop and bank know each other: HMAC-SHA-256 over values joined by line feeds, in lower-case
 * hexadecimal.
 */
record BankSignature(String secret) {
  String of(String... values) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] code = mac.doFinal(String.join("\n", values).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  boolean is(String signature, String... values) {
    return MessageDigest.isEqual(
        of(values).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
  }
}
