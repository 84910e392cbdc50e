package io.github.senda.diagram.visio;

import io.github.senda.diagram.Diagram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of pages: no longer than Visio takes, and no two alike, whatever their case. */
final class PageNames {

  private static final int LONGEST = 31;

  private PageNames() {}

  static List<String> of(List<Diagram> pages) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Diagram page : pages) {
      String whole = page.title().name();
      String name = cut(whole, "");
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = cut(whole, " " + i);
      }
      names.add(name);
    }
    return names;
  }

  /** The part that tells pages of one title apart stands last, so that is what is kept. */
  private static String cut(String name, String end) {
    int points = name.codePointCount(0, name.length());
    int room = LONGEST - end.length();
    int from = points <= room ? 0 : name.lastIndexOf(" \u00b7 ") + 1;
    String kept = from <= 1 ? name : name.substring(from + 2);
    int most = Math.min(room, kept.codePointCount(0, kept.length()));
    return kept.substring(0, kept.offsetByCodePoints(0, most)) + end;
  }
}
