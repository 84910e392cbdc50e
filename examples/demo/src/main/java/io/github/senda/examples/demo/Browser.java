package io.github.senda.examples.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as a shop's server can tell: cookies of its own, redirects followed, the
 * page before as referrer, and no cookies on a form that one site posts to another, as if all were
 * {@code SameSite=Lax}. For one thread at a time.
 */
final class Browser {
  private static final int MOST_REDIRECTS = 5;

  /** What an address answered in the end. */
  record Page(int status, URI address, String body) {
    /** The value of the first button or field of that name in the page. */
    Optional<String> value(String name) {
      Matcher matcher =
          Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"").matcher(body);
      return matcher.find()
          ? Optional.of(matcher.group(1).replace("&amp;", "&"))
          : Optional.empty();
    }
  }

  private final HttpClient client;
  private final String agent;
  private final String language;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private URI here;
  private Optional<String> referrer = Optional.empty();

  /**
   * A browser that has not been anywhere.
   *
   * @param client one that follows no redirects and keeps no cookies; may be shared
   * @param home what relative addresses are relative to at first
   */
  Browser(HttpClient client, URI home, String agent, String language) {
    this.client = client;
    this.here = home;
    this.agent = agent;
    this.language = language;
  }

  /** Says from where the next page is reached. */
  void comeFrom(String page) {
    referrer = Optional.of(page);
  }

  Page get(String address) throws IOException, InterruptedException {
    return visit(here.resolve(address), Optional.empty());
  }

  /** Asks for the page again that the browser is at. */
  Page reload() throws IOException, InterruptedException {
    return visit(here, Optional.empty());
  }

  Page post(String address, Map<String, String> form) throws IOException, InterruptedException {
    return visit(here.resolve(address), Optional.of(encoded(form)));
  }

  /** What a script of the page asks for: it is no visit, and the page stays. */
  Page fetch(String address) throws IOException, InterruptedException {
    URI target = here.resolve(address);
    HttpResponse<String> answer =
        send(
            request(target, true)
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Dest", "empty")
                .GET(),
            target);
    return new Page(answer.statusCode(), target, answer.body());
  }

  /** Forgets the shop's session, as if it had expired. */
  void loseSession() {
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .toList()
        .forEach(cookie -> cookies.getCookieStore().remove(null, cookie));
  }

  /** The cookie of that name for the page that the browser is at. */
  Optional<String> cookie(String name) {
    return cookies.getCookieStore().get(here).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(cookie -> cookie.getValue())
        .findFirst();
  }

  private Page visit(URI first, Optional<String> form) throws IOException, InterruptedException {
    URI target = first;
    Optional<String> body = form;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      boolean own = target.getRawAuthority().equals(here.getRawAuthority());
      HttpRequest.Builder request =
          request(target, own || body.isEmpty())
              .header("Sec-Fetch-Mode", "navigate")
              .header("Sec-Fetch-Dest", "document")
              .header("Sec-Fetch-Site", own ? "same-origin" : "cross-site");
      if (body.isPresent()) {
        request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", here.getScheme() + "://" + here.getRawAuthority())
            .POST(HttpRequest.BodyPublishers.ofString(body.get()));
      }
      HttpResponse<String> answer = send(request, target);
      Optional<String> location = answer.headers().firstValue("Location");
      if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
        here = target;
        referrer = Optional.of(target.toString());
        return new Page(answer.statusCode(), target, answer.body());
      }
      target = target.resolve(location.get());
      body = Optional.empty();
    }
    throw new IOException(first + " is redirected without end");
  }

  private HttpRequest.Builder request(URI target, boolean withCookies) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(20))
            .header("User-Agent", agent)
            .header("Accept", "text/html,application/xhtml+xml")
            .header("Accept-Language", language);
    referrer.ifPresent(page -> request.header("Referer", page));
    if (withCookies) {
      for (String cookie : cookies.get(target, Map.of()).getOrDefault("Cookie", List.of())) {
        request.header("Cookie", cookie);
      }
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request, URI target)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    cookies.put(target, answer.headers().map());
    return answer;
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
