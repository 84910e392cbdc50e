package io.github.senda.examples.candil;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser over a plain socket, so that every byte of an answer is seen as it came. It keeps
 * cookies and the token of the shop's forms, says what browsers say, and follows no redirect by
 * itself.
 */
final class Visitor {

  private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: ([^=]+)=([^;\r\n]*)");
  private static final Pattern LOCATION = Pattern.compile("(?im)^Location: (\\S+)");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  private final int port;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private String page = "";
  private String token = "";

  Visitor(int port) {
    this.port = port;
  }

  /**
   * What came back.
   *
   * @param request its method and path
   * @param text all of it, a character a byte
   */
  record Answer(String request, String text) {
    private static final Pattern SENDA = Pattern.compile("(?m)^Set-Cookie: senda_[^\r\n]*\r\n");

    int status() {
      return Integer.parseInt(text.substring(9, 12));
    }

    String location() {
      Matcher location = LOCATION.matcher(text);
      return location.find() ? location.group(1).replaceAll("^http://[^/]+", "") : "";
    }

    long cookiesOfSenda() {
      return SENDA.matcher(text).results().count();
    }

    /** As if Senda were not there, and without what the shop itself draws by lot. */
    String withoutSenda() {
      return (request + "\n" + SENDA.matcher(text).replaceAll(""))
          .replaceAll("(?m)^Date: [^\r\n]*", "Date: then")
          .replaceAll("id='created'>[^<]*", "id='created'>then")
          .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:port")
          .replaceAll("(?i)(jsessionid)=[^;?\"\r\n]*", "$1=any")
          .replaceAll("(\"_csrf\" (content|value)=\")[A-Za-z0-9_-]{96}\"", "$1any\"")
          .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "any-uuid");
    }
  }

  /** Takes a cookie as if a script of the page had set it. */
  void keep(String name, String value) {
    cookies.put(name, value);
  }

  /** Loses a cookie, as when the shop has forgotten the session. */
  void lose(String name) {
    cookies.remove(name);
  }

  /** The names of the cookies that it has. */
  Set<String> cookies() {
    return Set.copyOf(cookies.keySet());
  }

  List<Answer> answers() {
    return answers;
  }

  Answer get(String path) throws IOException {
    Answer answer = send("GET", path, "navigate", PAGE, Optional.empty(), Optional.empty());
    page = path;
    return answer;
  }

  /** Goes where the last answer leads. */
  Answer follow() throws IOException {
    return get(answers.get(answers.size() - 1).location());
  }

  /** Sends a form of the shop's own page: names and values in turn. */
  Answer post(String path, String... fields) throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("_csrf", token);
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        path,
        "navigate",
        PAGE,
        Optional.of("application/x-www-form-urlencoded"),
        Optional.of(body));
  }

  /** What a script of the page sends or asks for. */
  Answer fetch(String method, String path, String json) throws IOException {
    return send(
        method,
        path,
        "cors",
        "*/*",
        Optional.of("application/json"),
        json.isEmpty() ? Optional.empty() : Optional.of(json));
  }

  /** What the beacon's script of the page tells; the token of the shop's forms it has not. */
  Answer tell(String path, String json) throws IOException {
    return send(
        "POST", path, "no-cors", "*/*", Optional.of("text/plain;charset=UTF-8"), Optional.of(json));
  }

  /** Reads a stream until it has said that, then goes away. */
  Answer listen(String path, String until) throws IOException {
    return exchange(
        "GET " + path, head("GET", path, "cors", "text/event-stream") + "\r\n", Optional.of(until));
  }

  private Answer send(
      String method,
      String path,
      String mode,
      String accept,
      Optional<String> type,
      Optional<String> body)
      throws IOException {
    StringBuilder request = new StringBuilder(head(method, path, mode, accept));
    type.ifPresent(given -> request.append("Content-Type: ").append(given).append("\r\n"));
    if (mode.equals("cors")) {
      request.append("X-CSRF-TOKEN: ").append(token).append("\r\n");
    }
    if (!method.equals("GET")) {
      request.append("Origin: http://127.0.0.1:").append(port).append("\r\n");
      request.append("Content-Length: ").append(body.orElse("").length()).append("\r\n");
    }
    return exchange(method + " " + path, request + "\r\n" + body.orElse(""), Optional.empty());
  }

  private String head(String method, String path, String mode, String accept) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
    head.append("User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0\r\n");
    head.append("Accept: ").append(accept).append("\r\nAccept-Language: es\r\n");
    head.append("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: ").append(mode).append("\r\n");
    if (!page.isEmpty()) {
      head.append("Referer: http://127.0.0.1:").append(port).append(page).append("\r\n");
    }
    if (!cookies.isEmpty()) {
      String all =
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; "));
      head.append("Cookie: ").append(all).append("\r\n");
    }
    return head.toString();
  }

  private Answer exchange(String name, String request, Optional<String> until) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      byte[] part = new byte[8192];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        bytes.write(part, 0, read);
        if (until.isPresent()
            && bytes.toString(StandardCharsets.ISO_8859_1).contains(until.get())) {
          break;
        }
      }
    }
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    int end = until.map(words -> text.indexOf(words) + words.length()).orElse(text.length());
    Answer answer = new Answer(name, text.substring(0, end));
    Matcher cookie = COOKIE.matcher(answer.text());
    while (cookie.find()) {
      cookies.put(cookie.group(1), cookie.group(2));
    }
    Matcher given = TOKEN.matcher(answer.text());
    if (given.find()) {
      token = given.group(1);
    }
    answers.add(answer);
    return answer;
  }
}
