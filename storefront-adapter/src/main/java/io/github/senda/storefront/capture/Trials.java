package io.github.senda.storefront.capture;

import io.github.senda.touch.Sign;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs of addresses that somebody typed, made as those of requests are. */
final class Trials {

  private static final int LONGEST = 4_000;
  private static final Pattern WHOLE =
      Pattern.compile("(?:https?:)?//[^/?#]*([^#]*).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern METHOD = Pattern.compile("[A-Z]{3,10}");

  private Trials() {}

  static Sign sign(String method, String address, String contextPath) {
    String asked = address.strip();
    String verb = method.strip().toUpperCase(Locale.ROOT);
    if (!METHOD.matcher(verb).matches()) {
      throw new IllegalArgumentException("a method is one as GET or POST");
    }
    Matcher whole = WHOLE.matcher(asked);
    boolean absolute = whole.matches();
    String rest = absolute ? whole.group(1) : asked.split("#", 2)[0];
    boolean plain = asked.chars().noneMatch(c -> c < ' ' || c == 127);
    if (asked.isEmpty()
        || asked.length() > LONGEST
        || !plain
        || !(absolute || asked.startsWith("/") || asked.startsWith("?"))) {
      throw new IllegalArgumentException(
          "an address begins with https:// or with /, and has at most " + LONGEST + " characters");
    }
    int mark = rest.indexOf('?');
    String path = mark < 0 ? rest : rest.substring(0, mark);
    String below = path.isEmpty() ? contextPath + "/" : path;
    boolean inside = below.equals(contextPath) || below.startsWith(contextPath + "/");
    return new Exchange(
            verb,
            "",
            inside ? contextPath : "",
            below,
            mark < 0 ? "" : rest.substring(mark + 1),
            List.of(),
            false,
            Optional.empty(),
            Exchange.Answer.of(200))
        .sign();
  }
}
