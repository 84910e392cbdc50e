package io.github.senda.storefront.intake;

import io.github.senda.storefront.capture.ParameterNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a form's body as it was sent, url-encoded or in parts (RFC 7578), as a sign keeps
 * them. A part that is a file is no parameter to a servlet, and so none here.
 */
final class FormText {

  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"]{0,200})\"");
  private static final Pattern FILE = Pattern.compile("(?i);\\s*filename\\*?=");
  private static final Pattern EMPTY_LINE = Pattern.compile("\r?\n\r?\n");

  private FormText() {}

  static List<String> names(String type, String text) {
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return ParameterNames.query(text);
    }
    Matcher boundary = BOUNDARY.matcher(type);
    List<String> names = new ArrayList<>();
    if (boundary.find()) {
      String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
      for (String part : text.split(Pattern.quote("--" + mark), -1)) {
        String[] headAndBody = EMPTY_LINE.split(part, 2);
        Matcher name = NAME.matcher(headAndBody[0]);
        if (headAndBody.length == 2 && name.find() && !FILE.matcher(headAndBody[0]).find()) {
          ParameterNames.of(name.group(1), headAndBody[1].stripTrailing()).ifPresent(names::add);
        }
      }
    }
    return names;
  }
}
