package com.example.tomillo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The payment provider to whose pages the browser is sent. Whatever goes there and comes back is
 * signed: HMAC-SHA-256 of the values, joined by line feeds, with the secret that shop and bank
 * share.
 */
record Bank(String address, String secret) {
  Bank {
    if (address.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException(
          "A bank has an address (shop.bank) and a secret (shop.bank.secret)");
    }
  }

  /** The page at the bank where an order is paid. */
  String page(Order order, String shop, Language language) {
    String amount = String.valueOf(order.total().cents());
    String back = shop + "/payment/return";
    String notification = shop + "/payment/notify";
    return address
        + "/pay?reference="
        + encoded(order.number())
        + "&amount="
        + amount
        + "&returnUrl="
        + encoded(back)
        + "&notifyUrl="
        + encoded(notification)
        + "&lang="
        + language.code()
        + "&signature="
        + signature(order.number(), amount, back, notification);
  }

  /** Whether the bank itself says so. */
  boolean says(String reference, String status, String signature) {
    return MessageDigest.isEqual(
        signature(reference, status).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String... values) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(String.join("\n", values).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
