package io.github.senda.storefront.intake;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.senda.storefront.capture.Exchange;
import io.github.senda.storefront.capture.Noise;
import io.github.senda.storefront.capture.ParameterNames;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A recording of a browser's requests: HAR 1.2, as the developer tools of every browser save it. Of
 * each entry only that is taken which a filter in the shop would have seen: no body of an answer,
 * no title, no time, and of a form the names alone.
 */
public final class HarFile {

  /**
   * One entry of a recording.
   *
   * @param exchange the request and its answer
   * @param noise why a filter would leave it out before looking any further; empty if it would not
   */
  public record Entry(Exchange exchange, Optional<Noise.Cause> noise) {}

  private final JsonReader json;
  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  private HarFile(JsonReader json, String name) {
    this.json = json;
    this.name = name;
  }

  /**
   * Reads a recording.
   *
   * @param in the file; not closed
   * @param name how an error calls it
   * @return the entries in the order of the file
   * @throws BadInput if it is no such recording
   */
  public static List<Entry> read(InputStream in, String name) {
    JsonReader json = new JsonReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    json.setStrictness(Strictness.LEGACY_STRICT);
    HarFile file = new HarFile(json, name);
    try {
      file.readFile();
      return List.copyOf(file.entries);
    } catch (EOFException e) {
      throw new BadInput(name + " ends in the middle: save the recording again", e);
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw new BadInput(
          name
              + " is no recording as browsers save it (HAR), at "
              + json.getPath()
              + ": save it from the network tab of the developer tools",
          e);
    } catch (IOException e) {
      throw new BadInput(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void readFile() throws IOException {
    boolean found = false;
    json.beginObject();
    while (json.hasNext()) {
      if (!json.nextName().equals("log")) {
        json.skipValue();
        continue;
      }
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("entries")) {
          found = true;
          json.beginArray();
          while (json.hasNext()) {
            entries.add(readEntry());
          }
          json.endArray();
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    }
    json.endObject();
    if (!found) {
      throw new BadInput(
          name + " has no log.entries: save it from the network tab of the developer tools as HAR");
    }
  }

  private Entry readEntry() throws IOException {
    Request request = null;
    Exchange.Answer answer = Exchange.Answer.of(0);
    String place = json.getPath();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "request" -> request = readRequest();
        case "response" -> answer = readAnswer();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (request == null) {
      throw new BadInput(name + ": there is no request at " + place);
    }
    return request.entry(answer);
  }

  private record Request(
      String method, String url, Map<String, String> headers, Form form, long length) {

    Entry entry(Exchange.Answer answer) {
      String rest = url;
      String host = "";
      int scheme = url.indexOf("://");
      if (scheme >= 0) {
        int slash = url.indexOf('/', scheme + 3);
        host = slash < 0 ? url.substring(scheme + 3) : url.substring(scheme + 3, slash);
        rest = slash < 0 ? "/" : url.substring(slash);
      }
      int fragment = rest.indexOf('#');
      rest = fragment < 0 ? rest : rest.substring(0, fragment);
      int mark = rest.indexOf('?');
      String path = mark < 0 ? rest : rest.substring(0, mark);
      Noise.Headers asked = name -> Optional.ofNullable(headers.get(name));
      return new Entry(
          new Exchange(
              method,
              host,
              "",
              path,
              mark < 0 ? "" : rest.substring(mark + 1),
              form.names(length),
              Exchange.isFetched(asked),
              Optional.empty(),
              answer),
          Noise.cause(method, path, asked));
    }
  }

  /**
   * The body of a request.
   *
   * @param type its type, as the header says it
   * @param names the names that the recording took out of it
   * @param text as it was sent, if the recording kept it
   */
  private record Form(String type, List<String> names, String text) {

    static final Form NONE = new Form("", List.of(), "");

    /** The names as a filter sees them; of any other or larger body, which none reads, none. */
    List<String> names(long length) {
      if (!ParameterNames.areReadIn(type, length > 0 ? length : Math.max(1, text.length()))) {
        return List.of();
      }
      return names.isEmpty() ? FormText.names(type, text) : names;
    }
  }

  private Request readRequest() throws IOException {
    String method = "GET";
    String url = "";
    Map<String, String> headers = Map.of();
    Form form = Form.NONE;
    long length = -1;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "method" -> method = json.nextString().toUpperCase(Locale.ROOT);
        case "url" -> url = json.nextString();
        case "headers" -> headers = readHeaders();
        case "postData" -> form = readForm();
        case "bodySize" -> length = length();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (url.isEmpty()) {
      throw new BadInput(name + ": there is no request.url before " + json.getPath());
    }
    return new Request(method.isEmpty() ? "GET" : method, url, headers, form, length);
  }

  private Exchange.Answer readAnswer() throws IOException {
    int status = 0;
    Map<String, String> headers = Map.of();
    String redirect = "";
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "status" -> status = Math.max(0, json.nextInt());
        case "headers" -> headers = readHeaders();
        case "redirectURL" -> redirect = text();
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new Exchange.Answer(
        status,
        false,
        Optional.empty(),
        Optional.ofNullable(headers.getOrDefault("Location", redirect.isEmpty() ? null : redirect)),
        Optional.ofNullable(headers.get("Content-Type")),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** Headers by name in any case; the first of each counts. */
  private Map<String, String> readHeaders() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    json.beginArray();
    while (json.hasNext()) {
      Pair pair = readPair();
      headers.putIfAbsent(pair.name(), pair.value());
    }
    json.endArray();
    return headers;
  }

  /** A header or a form's field, and whether that is a file. */
  private record Pair(String name, String value, boolean file) {}

  private Pair readPair() throws IOException {
    String key = "";
    String value = "";
    boolean file = false;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "name" -> key = text();
        case "value" -> value = text();
        case "fileName" -> file = !text().isEmpty();
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new Pair(key, value, file);
  }

  private Form readForm() throws IOException {
    String type = "";
    List<String> names = new ArrayList<>();
    String text = "";
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "mimeType" -> type = text();
        case "params" -> readParameters(names);
        case "text" -> text = text();
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new Form(type, names, text);
  }

  private void readParameters(List<String> names) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      Pair pair = readPair();
      if (!pair.file()) {
        ParameterNames.of(pair.name(), pair.value()).ifPresent(names::add);
      }
    }
    json.endArray();
  }

  /** Browsers write -1 where they do not know a length; some tools write nothing or anything. */
  private long length() throws IOException {
    if (json.peek() == JsonToken.NUMBER) {
      return (long) json.nextDouble();
    }
    json.skipValue();
    return -1;
  }

  private String text() throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return "";
    }
    return json.nextString();
  }
}
