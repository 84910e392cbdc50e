package io.github.senda.storefront.host;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A visitor with a browser of its own, over real HTTP. Redirects are followed only by asking. */
final class Shopper {

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 ";

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
  private final String shop;
  private final String browser;
  private final List<String> headers = new ArrayList<>();

  /** A visitor of a shop, with browser headers beside the usual ones. */
  Shopper(String shop, String name, String... headers) {
    this.shop = shop;
    this.browser = BROWSER + name;
    this.headers.addAll(List.of(headers));
  }

  HttpResponse<String> get(String path, String... more) throws Exception {
    return send(builder(path, more).header("Accept", "text/html,*/*;q=0.8").GET());
  }

  HttpResponse<String> post(String path, String form, String... more) throws Exception {
    return send(
        builder(path, more)
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
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

  /** What of an answer a shop's visitor may see, without what differs by itself. */
  static String visible(HttpResponse<String> response) {
    StringBuilder seen = new StringBuilder().append(response.statusCode()).append('\n');
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      if (!List.of("date", "set-cookie").contains(header.getKey())) {
        seen.append(header.getKey()).append(": ").append(header.getValue()).append('\n');
      }
    }
    return seen.append(response.body()).toString();
  }
}
