package io.github.senda.storefront.host;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A visitor and a twin who do the same in the same shop, one with Senda in it and one without, by
 * plain sockets. Whatever comes back is compared byte for byte; the date and the numbers of
 * sessions are made alike, nothing else, and Senda's cookie has to be where it belongs and nowhere
 * else.
 */
final class Twins {

  /** Headers of a browser that shows a page. */
  static final String PAGE = "Accept: text/html,*/*;q=0.8\r\nSec-Fetch-Mode: navigate\r\n";

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 ";
  private static final Pattern COOKIE = Pattern.compile("(?m)^Set-Cookie: ([^=]+)=([^;\r]*)");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
  private static final Pattern ACTION =
      Pattern.compile("<form[^>]*method=\"post\"[^>]*action=\"([^\"]*)\"");

  private final int port;
  private final String name;
  private final Side with;
  private final Side without;
  private final List<String> different = new ArrayList<>();
  private final Set<String> links = new LinkedHashSet<>();
  private final Set<String> actions = new LinkedHashSet<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /** One of the two: where its shop is, and what cookies it has. */
  private record Side(String shop, Map<String, String> cookies) {

    boolean knowsSenda() {
      return cookies.keySet().stream().anyMatch(cookie -> cookie.startsWith("senda_"));
    }

    String request(String name, String method, String path, String headers, String body) {
      StringBuilder request = new StringBuilder();
      request.append(method).append(' ').append(shop).append(path).append(" HTTP/1.1\r\n");
      request.append("Host: shop.example\r\nUser-Agent: ").append(BROWSER).append(name);
      request.append("\r\nAccept-Language: es\r\nConnection: close\r\n").append(headers);
      if (!cookies.isEmpty()) {
        request.append("Cookie: ");
        cookies.forEach((key, value) -> request.append(key).append('=').append(value).append("; "));
        request.setLength(request.length() - 2);
        request.append("\r\n");
      }
      return request.append("\r\n").append(body).toString();
    }

    void keep(String answer) {
      Matcher cookie = COOKIE.matcher(head(answer));
      while (cookie.find()) {
        if (cookie.group(2).isEmpty()) {
          cookies.remove(cookie.group(1));
        } else {
          cookies.put(cookie.group(1), cookie.group(2));
        }
      }
    }
  }

  /**
   * @param with the context path of the shop that has Senda
   * @param without that of the one that has not; of the same length, since lengths are compared
   */
  Twins(int port, String with, String without, String name) {
    if (with.length() != without.length()) {
      throw new IllegalArgumentException(with + " and " + without);
    }
    this.port = port;
    this.name = name;
    this.with = new Side(with, new LinkedHashMap<>());
    this.without = new Side(without, new LinkedHashMap<>());
  }

  /** What differed until now. */
  List<String> different() {
    return List.copyOf(different);
  }

  /** The addresses below the shop that its pages have led to, without those asked for. */
  List<String> linksToFollow() {
    return links.stream().filter(link -> !asked.contains(link)).toList();
  }

  /** How many answers were compared, and of which addresses. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** Where the forms of its pages are sent, and nobody has sent one yet. */
  List<String> formsNotSent() {
    return actions.stream().filter(action -> !asked.contains("POST " + action)).toList();
  }

  /** Asks for a page. */
  String get(String path) throws IOException {
    return both("GET", path, PAGE, answer -> "");
  }

  /** Sends a form; the answer is not followed. */
  String post(String path, String form) throws IOException {
    return post(path, answer -> form);
  }

  /** Sends a form with something in it that stands in each one's own page. */
  String post(String path, UnaryOperator<String> form) throws IOException {
    return both("POST", path, PAGE, form);
  }

  /** Asks with other headers, each line with its end. */
  String ask(String method, String path, String headers) throws IOException {
    return both(method, path, headers, answer -> "");
  }

  private String lastWith = "";
  private String lastWithout = "";

  private String both(String method, String path, String headers, UnaryOperator<String> body)
      throws IOException {
    boolean newcomer =
        method.equals("GET") && headers.equals(PAGE) && !with.knowsSenda() && !isFile(path);
    asked.add(method.equals("GET") ? path : method + " " + path);
    lastWith = one(with, method, path, headers, body.apply(lastWith));
    lastWithout = one(without, method, path, headers, body.apply(lastWithout));
    compare(method + " " + path, lastWith, lastWithout, newcomer);
    look(lastWith);
    return lastWith;
  }

  private String one(Side side, String method, String path, String headers, String body)
      throws IOException {
    String all =
        body.isEmpty()
            ? headers
            : headers
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + body.length()
                + "\r\n";
    String answer = Wire.exchange(port, side.request(name, method, path, all, body));
    side.keep(answer);
    return answer;
  }

  /** Sends bytes as they are, but for the shop's place and whose cookies they carry. */
  String raw(String what, String method, String path, String headers, String body)
      throws IOException {
    String one = Wire.exchange(port, with.request(name, method, path, headers, body));
    String other = Wire.exchange(port, without.request(name, method, path, headers, body));
    compare(what, one, other, false);
    return one;
  }

  /** Waits to be told to go on before the body is sent, as a client with a large form does. */
  String patient(String path, String body) throws IOException {
    String headers =
        PAGE
            + "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n";
    String other = patientOne(without.request(name, "POST", path, headers, ""), body);
    String one = patientOne(with.request(name, "POST", path, headers, ""), body);
    compare("POST " + path + " after Expect", one, other, false);
    return one;
  }

  private String patientOne(String head, String body) throws IOException {
    String answer = "";
    try (Wire wire = Wire.to(port)) {
      wire.send(head);
      answer = wire.until("\r\n\r\n");
      if (answer.startsWith("HTTP/1.1 100")) {
        wire.send(body);
      }
      wire.end();
      return answer + wire.rest();
    } catch (SocketTimeoutException e) {
      throw new IOException("no end of the answer to: " + head + answer, e);
    }
  }

  /** Two requests at once on one connection that stays open, so that lengths and chunks count. */
  void pipelined(String path) throws IOException {
    List<String> answers = new ArrayList<>();
    for (Side side : List.of(with, without)) {
      String request =
          side.request(name, "GET", path, PAGE, "").replace("Connection: close\r\n", "");
      String last = side.request(name, "GET", "/assets/site.css", PAGE, "");
      answers.add(Wire.exchange(port, request + last));
    }
    compare("pipelined " + path, answers.get(0), answers.get(1), false);
  }

  private void compare(String what, String one, String other, boolean newcomer) {
    Pattern cookie =
        Pattern.compile(
            "Set-Cookie: senda_[0-9a-f]{8}=[0-9a-f]{32}; Path="
                + with.shop()
                + "; HttpOnly; SameSite=Lax\r\n");
    List<String> cookies =
        cookie.matcher(head(one)).results().map(MatchResult::group).distinct().toList();
    if (cookies.size() != (newcomer ? 1 : 0)) {
      different.add(what + " brought the cookies " + cookies);
    }
    String mine = alike(cookie.matcher(one).replaceFirst(""), with.shop());
    String theirs = alike(other, without.shop());
    if (!mine.equals(theirs)) {
      different.add(what + "\n" + firstDifference(mine, theirs));
    }
  }

  private static String alike(String answer, String shop) {
    return withoutDate(answer)
        .replace(shop + "/", "/shop/")
        .replace("%2F" + shop.substring(1) + "%2F", "%2Fshop%2F")
        .replace("Path=" + shop, "Path=/shop")
        .replaceAll("(?m)^Date: .*\r\n", "")
        // Casa Tomillo gives each attempt at an order a random name, and signs what goes to the
        // bank.
        .replaceAll("name=\"confirm\" value=\"[^\"]+\"", "name=\"confirm\"")
        .replaceAll("signature=[0-9a-f]{64}", "signature=s")
        .replaceAll("JSESSIONID=[^;\\s]+", "JSESSIONID=id")
        .replaceAll(";jsessionid=[^?\"#\\s<]+", ";jsessionid=id");
  }

  /** An answer at another time is the same answer. */
  static String withoutDate(String answer) {
    return answer.replaceAll("(?m)^Date: .*\r\n", "");
  }

  private static String firstDifference(String mine, String theirs) {
    int at = 0;
    while (at < Math.min(mine.length(), theirs.length()) && mine.charAt(at) == theirs.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - 200);
    return "with: ..."
        + mine.substring(from, Math.min(mine.length(), at + 300))
        + "\nwithout: ..."
        + theirs.substring(from, Math.min(theirs.length(), at + 300));
  }

  private void look(String answer) {
    if (head(answer).contains("Content-Type: text/html")) {
      for (Matcher link = LINK.matcher(answer); link.find(); ) {
        below(text(link.group(1)), links);
      }
      for (Matcher form = ACTION.matcher(answer); form.find(); ) {
        below(text(form.group(1)), actions);
      }
    }
  }

  private void below(String address, Set<String> found) {
    String plain = address.replaceAll(";jsessionid=[^?]+", "");
    if (plain.equals(with.shop())) {
      found.add("");
    } else if (plain.startsWith(with.shop() + "/") && !isOfSenda(plain)) {
      found.add(plain.substring(with.shop().length()));
    }
  }

  private static String text(String attribute) {
    return attribute.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
  }

  /** The shop's pages load the beacon's script, which only one of the two has. */
  private boolean isOfSenda(String address) {
    return address.startsWith(with.shop() + "/senda-beacon/");
  }

  private static boolean isFile(String path) {
    return path.startsWith("/assets/");
  }

  private static String head(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? answer : answer.substring(0, end + 2);
  }

  /** The path below the shop that an answer sends its visitor to. */
  String sentTo(String answer) {
    Matcher location =
        Pattern.compile("(?m)^Location: (?:https?://[^/]*)?(\\S+)\\r\\n").matcher(answer);
    if (!location.find()) {
      throw new AssertionError("no redirect: " + head(answer));
    }
    String to = location.group(1).replaceAll(";jsessionid=[^?]+", "");
    return to.startsWith(with.shop()) ? to.substring(with.shop().length()) : to;
  }
}
