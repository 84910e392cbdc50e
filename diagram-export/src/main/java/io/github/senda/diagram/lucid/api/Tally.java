package io.github.senda.diagram.lucid.api;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a document holds, counted: of what is sent, and of what Lucid says that it has.
 *
 * @param pages how many pages
 * @param shapes how many shapes on all pages
 * @param lines how many lines on all pages
 * @param keys the keys by which shapes and lines are bound to their data
 * @param badIds ids that Lucid would not take: there twice, or out of form
 */
record Tally(int pages, int shapes, int lines, Set<String> keys, Set<String> badIds) {

  /** No document of ours is nested half as deep. */
  private static final int DEEPEST = 64;

  private static final int LONGEST_ID = 36;

  Tally {
    keys = Set.copyOf(keys);
    badIds = Set.copyOf(badIds);
  }

  /**
   * Counts a document: a {@code document.json}, in which a page holds its shapes itself, or what
   * {@code /contents} answers, where it holds them among its items.
   *
   * @throws IOException if it is no such document
   */
  static Tally of(Reader text) throws IOException {
    return new Counting(new JsonReader(text)).document();
  }

  /** One pass over a document; whatever is not counted is passed over. */
  private static final class Counting {

    private final JsonReader json;
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> badIds = new TreeSet<>();
    private int pages;
    private int shapes;
    private int lines;

    Counting(JsonReader json) {
      this.json = json;
      json.setNestingLimit(DEEPEST);
    }

    Tally document() throws IOException {
      try {
        json.beginObject();
        while (json.hasNext()) {
          if (json.nextName().equals("pages") && json.peek() == JsonToken.BEGIN_ARRAY) {
            json.beginArray();
            while (json.hasNext()) {
              pages++;
              page();
            }
            json.endArray();
          } else {
            json.skipValue();
          }
        }
        json.endObject();
      } catch (IllegalStateException | NumberFormatException e) {
        throw new IOException("not a document of Lucid", e);
      }
      return new Tally(pages, shapes, lines, keys, badIds);
    }

    private void page() throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "items" -> {
            if (json.peek() == JsonToken.BEGIN_OBJECT) {
              page();
            } else {
              json.skipValue();
            }
          }
          case "id" -> id();
          case "shapes" -> shapes += things();
          case "lines" -> lines += things();
          case "groups", "layers" -> things();
          default -> json.skipValue();
        }
      }
      json.endObject();
    }

    private int things() throws IOException {
      if (json.peek() != JsonToken.BEGIN_ARRAY) {
        json.skipValue();
        return 0;
      }
      int count = 0;
      json.beginArray();
      while (json.hasNext()) {
        count++;
        thing();
      }
      json.endArray();
      return count;
    }

    private void thing() throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (name.equals("id")) {
          id();
        } else if (name.equals("linkedData") && json.peek() == JsonToken.BEGIN_ARRAY) {
          json.beginArray();
          while (json.hasNext()) {
            key();
          }
          json.endArray();
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    }

    private void id() throws IOException {
      if (json.peek() == JsonToken.STRING) {
        String id = json.nextString();
        if (!ids.add(id) || !isId(id)) {
          badIds.add(id);
        }
      } else {
        json.skipValue();
      }
    }

    private static boolean isId(String id) {
      return !id.isEmpty() && id.length() <= LONGEST_ID && id.chars().allMatch(Counting::isInIds);
    }

    private static boolean isInIds(int c) {
      boolean figure = c >= '0' && c <= '9';
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      return figure || letter || "-_.~".indexOf(c) >= 0;
    }

    private void key() throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        boolean isKey = json.nextName().equals("key");
        if (isKey && (json.peek() == JsonToken.STRING || json.peek() == JsonToken.NUMBER)) {
          keys.add(json.nextString());
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    }
  }
}
