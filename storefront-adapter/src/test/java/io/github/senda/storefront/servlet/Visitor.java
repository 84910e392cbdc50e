package io.github.senda.storefront.servlet;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody in the shop as a browser of today sends them: with the page they come from, and with
 * their cookies unless they refuse them.
 */
final class Visitor {

  private final ShopServer shop;
  private final String address;
  private final boolean keepsCookies;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String page = "";

  Visitor(ShopServer shop, String address, boolean keepsCookies) {
    this.shop = shop;
    this.address = address;
    this.keepsCookies = keepsCookies;
  }

  /** Comes to a page from a search engine or by typing. */
  HttpResponse<String> arrive(String path) throws Exception {
    return send("GET", path, "none", "", Map.of());
  }

  /** Comes back from another site, by a link or by a form that it sends. */
  HttpResponse<String> comeBack(String method, String path) throws Exception {
    Map<String, String> cookieless = method.equals("POST") ? Map.of("Cookie", "") : Map.of();
    return send(method, path, "cross-site", "https://bank.example/", cookieless);
  }

  HttpResponse<String> click(String path) throws Exception {
    return send("GET", path, "same-origin", shop.origin() + page, Map.of());
  }

  HttpResponse<String> submit(String path) throws Exception {
    return send("POST", path, "same-origin", shop.origin() + page, Map.of());
  }

  /** Another tab of the same browser, on the same page. */
  Visitor tab() {
    Visitor tab = new Visitor(shop, address, keepsCookies);
    tab.cookies.putAll(cookies);
    tab.page = page;
    return tab;
  }

  String cookie() {
    return String.join(",", cookies.values());
  }

  HttpResponse<String> send(
      String method, String path, String site, String referer, Map<String, String> more)
      throws Exception {
    Map<String, String> headers = new TreeMap<>();
    headers.put("User-Agent", "Mozilla/5.0 (iPhone) Version/18.1 Mobile Safari/604.1");
    headers.put("Accept", "text/html");
    headers.put("Accept-Language", "es");
    headers.put("Sec-Fetch-Site", site);
    headers.put("Sec-Fetch-Mode", "navigate");
    headers.put("X-Forwarded-For", address);
    if (!referer.isEmpty()) {
      headers.put("Referer", referer);
    }
    StringBuilder sent = new StringBuilder();
    cookies.forEach(
        (name, value) -> sent.append(sent.isEmpty() ? "" : "; ").append(name + "=" + value));
    headers.put("Cookie", sent.toString());
    headers.putAll(more);
    headers.values().removeIf(String::isEmpty);
    HttpResponse<String> response = shop.send(method, path, headers);
    if (keepsCookies) {
      for (String cookie : response.headers().allValues("set-cookie")) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
    }
    if (method.equals("GET")) {
      page = path;
    }
    return response;
  }
}
