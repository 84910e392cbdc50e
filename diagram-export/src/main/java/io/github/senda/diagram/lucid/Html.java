package io.github.senda.diagram.lucid;

import io.github.senda.diagram.Diagram;
import java.util.List;
import java.util.Locale;

/** Words as Lucid reads them: a little HTML, and nothing that it would take for a formula. */
final class Html {

  /** Invisible and of no width: what follows it is no longer at the beginning. */
  private static final String NOTHING = "\u200b";

  private Html() {}

  /** One paragraph for each line of text, with the size set, as Lucid else fits it to the shape. */
  static String of(List<Diagram.Text> texts) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      Diagram.Text text = texts.get(i);
      boolean opens = i == 0 || texts.get(i - 1).y() != text.y();
      boolean closes = i == texts.size() - 1 || texts.get(i + 1).y() != text.y();
      if (opens) {
        html.append("<p style=\"text-align:").append(align(text.anchor())).append("\">");
      } else {
        html.append("&nbsp;&nbsp;&nbsp;");
      }
      html.append(
          String.format(
              Locale.ROOT,
              "<span style=\"font-size:%.1fpt;color:%s%s\">",
              text.size() * 0.75,
              text.colour(),
              text.bold() ? ";font-weight:bold" : ""));
      html.append(escaped(text.text())).append("</span>");
      if (closes) {
        html.append("</p>");
      }
    }
    return html.toString();
  }

  private static String align(Diagram.Anchor anchor) {
    return switch (anchor) {
      case START -> "left";
      case MIDDLE -> "center";
      case END -> "right";
    };
  }

  private static String escaped(String text) {
    return neutral(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The same text to the eye, but no formula to Lucid. */
  static String neutral(String text) {
    String open = text.replace("{{=", "{{" + NOTHING + "=").replace("{{", "{" + NOTHING + "{");
    return open.stripLeading().startsWith("=") ? NOTHING + open : open;
  }
}
