package io.github.senda.storefront.host;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A visitor with a browser of its own, over real HTTP. Redirects are followed only by asking. */
final class Shopper {

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 ";

  private final HttpClient client;
  private final String shop;
  private final String browser;
  private final List<String> headers = new ArrayList<>();

  /** A visitor of a shop, with browser headers beside the usual ones. */
  Shopper(String shop, String name, String... headers) {
    this(HttpClient.Version.HTTP_1_1, shop, name, headers);
  }

  /**
   * A visitor whose browser asks for a newer HTTP; {@link HttpResponse#version} says if it got it.
   */
  Shopper(HttpClient.Version version, String shop, String name, String... headers) {
    this(
        HttpClient.newBuilder().cookieHandler(new CookieManager()).version(version).build(),
        shop,
        name,
        headers);
  }

  /** A browser that the bank sends back: no cookie comes with a form from another site. */
  static Shopper atTheBank(String shop, String name) {
    return new Shopper(
        shop, name, "Sec-Fetch-Site", "cross-site", "Origin", "https://bank.example");
  }

  /** The same browser, cookies and all, in another shop of the same host. */
  Shopper in(String otherShop) {
    return new Shopper(client, otherShop, browser.substring(BROWSER.length()));
  }

  private Shopper(HttpClient client, String shop, String name, String... headers) {
    this.client = client;
    this.shop = shop;
    this.browser = BROWSER + name;
    this.headers.addAll(List.of(headers));
  }

  HttpResponse<String> get(String path, String... more) throws Exception {
    return send(builder(path, more).header("Accept", "text/html,*/*;q=0.8").GET());
  }

  /** Asks for a page that breaks off: where the answer ends is the host's affair. */
  void getCutShort(String path) throws Exception {
    try {
      get(path);
    } catch (IOException e) {
      // A host that can no longer say 500 cuts the connection.
      return;
    }
  }

  HttpResponse<String> post(String path, String form, String... more) throws Exception {
    return send(
        builder(path, more)
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpRequest.Builder builder(String path, String... more) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(shop + path))
            .header("User-Agent", browser)
            .header("Accept-Language", "es");
    List<String> all = new ArrayList<>(headers);
    all.addAll(List.of(more));
    for (int i = 0; i < all.size(); i += 2) {
      builder.header(all.get(i), all.get(i + 1));
    }
    return builder;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
