package io.github.senda.storefront.panel;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as it lies in the jar, with places for texts: {@code {{key}}}. Whatever goes into a place
 * is escaped, for element content and double-quoted attributes alike.
 */
record PageTemplate(String html) {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_.]+)}}");

  /** The template with markup of ours in its comments {@code <!--key-->}. */
  PageTemplate with(Map<String, String> parts) {
    String whole = html;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      whole = whole.replace("<!--" + part.getKey() + "-->", part.getValue());
    }
    return new PageTemplate(whole);
  }

  /** The page in a language, with values of its own for some places. */
  String fill(Messages messages, Map<String, String> values) {
    Matcher place = PLACE.matcher(html);
    StringBuilder page = new StringBuilder();
    while (place.find()) {
      String key = place.group(1);
      String text = values.containsKey(key) ? values.get(key) : messages.text(key);
      place.appendReplacement(page, Matcher.quoteReplacement(escape(text)));
    }
    return place.appendTail(page).toString();
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case 0 -> escaped.append('\ufffd');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
