package io.github.senda.touch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a filter saw of one request, without meaning. Two requests with equal signs are the same to
 * every rule. Signs are what is stored; what they mean is decided when they are read.
 *
 * @param method the HTTP method, upper case
 * @param path the path below the application, as a template: {@code /product/{id}}
 * @param parameters the names of the parameters present, sorted, none twice; never a value but for
 *     the short list of selectors, which stand as {@code name=value}
 * @param forward where the request was last forwarded to inside the shop, as a template
 * @param statusClass the first digit of the status that the filter saw, 1 to 5; 0 where none was
 * @param thrown whether the shop threw
 * @param redirect where the answer sent the visitor, as a template; a path where it stays in the
 *     application, else {@code //host}
 */
public record Sign(
    String method,
    String path,
    List<String> parameters,
    Optional<String> forward,
    int statusClass,
    boolean thrown,
    Optional<String> redirect) {

  public Sign {
    if (method.isEmpty() || path.isEmpty()) {
      throw new IllegalArgumentException("a sign needs a method and a path");
    }
    if (statusClass < 0 || statusClass > 5) {
      throw new IllegalArgumentException("a status class is from 0 to 5, not " + statusClass);
    }
    parameters = List.copyOf(isSorted(parameters) ? parameters : new TreeSet<>(parameters));
    Objects.requireNonNull(forward, "forward == null");
    Objects.requireNonNull(redirect, "redirect == null");
  }

  /** One is made for every request, and most have few names or none. */
  private static boolean isSorted(List<String> names) {
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** A page that was asked for and answered: the commonest sign there is. */
  public static Sign page(String path) {
    return new Sign("GET", path, List.of(), Optional.empty(), 2, false, Optional.empty());
  }

  /** Whether the parameter is present, with a value told or not. */
  public boolean has(String parameter) {
    for (String present : parameters) {
      if (present.equals(parameter) || present.startsWith(parameter + "=")) {
        return true;
      }
    }
    return false;
  }

  /**
   * The sign as one line, which {@link #parse} reads: {@code POST /order/new ?card&name
   * >/WEB-INF/done.jsp 3 ! =/thanks}. This is the form in which a store keeps it.
   */
  public String text() {
    StringBuilder text = new StringBuilder(64);
    text.append(encode(method)).append(' ').append(encode(path)).append(' ').append(statusClass);
    if (thrown) {
      text.append(" !");
    }
    if (!parameters.isEmpty()) {
      text.append(" ?");
      for (int i = 0; i < parameters.size(); i++) {
        text.append(i == 0 ? "" : "&").append(encode(parameters.get(i)));
      }
    }
    forward.ifPresent(target -> text.append(" >").append(encode(target)));
    redirect.ifPresent(target -> text.append(" =").append(encode(target)));
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is not such a line
   */
  public static Sign parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length < 3 || words[2].length() != 1) {
      throw new IllegalArgumentException("not a sign: \"" + text + "\"");
    }
    boolean thrown = false;
    List<String> parameters = new ArrayList<>();
    Optional<String> forward = Optional.empty();
    Optional<String> redirect = Optional.empty();
    for (String word : List.of(words).subList(3, words.length)) {
      String rest = word.isEmpty() ? "" : word.substring(1);
      switch (word.isEmpty() ? ' ' : word.charAt(0)) {
        case '!' -> thrown = true;
        case '?' -> {
          for (String name : rest.split("&", -1)) {
            parameters.add(decode(name));
          }
        }
        case '>' -> forward = Optional.of(decode(rest));
        case '=' -> redirect = Optional.of(decode(rest));
        default -> throw new IllegalArgumentException("not a sign: \"" + text + "\"");
      }
    }
    return new Sign(
        decode(words[0]),
        decode(words[1]),
        parameters,
        forward,
        words[2].charAt(0) - '0',
        thrown,
        redirect);
  }

  /** Only what would break the line is encoded, so that a merchant can read a rule off it. */
  private static String encode(String field) {
    StringBuilder encoded = null;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean plain = c > ' ' && c < 127 && c != '%' && c != '&' && c != '+';
      if (!plain && encoded == null) {
        encoded = new StringBuilder(field.length() + 16).append(field, 0, i);
      }
      if (encoded != null) {
        if (plain) {
          encoded.append(c);
        } else {
          int point = field.codePointAt(i);
          byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
          for (byte b : bytes) {
            encoded.append('%').append(hexDigit(b >> 4)).append(hexDigit(b));
          }
          i += Character.charCount(point) - 1;
        }
      }
    }
    return encoded == null ? field : encoded.toString();
  }

  private static char hexDigit(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 15, 16));
  }

  private static String decode(String field) {
    return URLDecoder.decode(field, StandardCharsets.UTF_8);
  }
}
