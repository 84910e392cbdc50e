package io.github.senda.storefront.panel;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A part of the panel that has a page and a tab of its own, in the order of the tabs. What stands
 * around every page stands once, in {@code frame.html}.
 */
enum Page {
  MAP("", "panel", "page.title"),
  PATHS("paths", "paths", "paths.page_title"),
  LEAKS("leaks", "leaks", "leaks.page_title"),
  SIGNS("signs", "signs", "signs.page_title"),
  TOUCHES("touches", "touches", "touches.page_title"),
  PRIVACY("privacy", "privacy", "privacy.page_title");

  private final String path;
  private final String file;
  private final String title;

  Page(String path, String file, String title) {
    this.path = path;
    this.file = file;
    this.title = title;
  }

  /** The path below the panel. */
  String path() {
    return "/" + path;
  }

  /** What it is called in the list of who looked at what, and in the keys of its tab. */
  String part() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The page in its frame, with a tab for each page that there is. */
  PageTemplate within(String frame, List<Page> all) {
    StringBuilder tabs = new StringBuilder();
    for (Page tab : all) {
      tabs.append("<a id=\"to-")
          .append(tab.part())
          .append("\" href=\"")
          .append(tab == MAP ? "./" : tab.path)
          .append("{{query}}\"")
          .append(tab == this ? " aria-current=\"page\"" : "")
          .append(">{{page.")
          .append(tab.part())
          .append("}}</a>");
    }
    return new PageTemplate(frame)
        .with(
            Map.of(
                "title",
                "{{" + title + "}}",
                "script",
                file + ".js",
                "tabs",
                tabs.toString(),
                "page",
                PanelServlet.text(file + ".html")))
        .with(
            Map.of(
                "graph", PanelServlet.text("graph.html"),
                "export", PanelServlet.text("export.html")));
  }
}
