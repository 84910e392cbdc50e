package com.example.tomillo;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with holes. Whatever fills a hole is escaped; there is no way to write it unescaped.
 *
 * <pre>
 * {{order.number}}                        a value: parts joined by dots; {@code *name} is the part that name holds
 * {{t cart.items basket.count}}           a message and what fills it; {@code @name} takes the key from a value
 * {{u '/order/' order.number}}            an address inside the shop
 * {{#if a}}..{{else}}..{{/if}}            also {@code !a} and {@code a == b}; empty, zero and false are false
 * {{#each basket.lines line}}..{{/each}}
 * {{> field name='email'}}                another template, with names of its own
 * </pre>
 *
 * Immutable once parsed, safe for use by many threads.
 */
final class Template {
  private static final Pattern TOKEN = Pattern.compile("'[^']*'|\\S+");

  private interface Node {
    void write(Scope scope, Appendable out) throws IOException;
  }

  /** What a template is filled from. */
  interface Page {
    /** The value of that name, or null. */
    Object named(String name);

    Texts texts();

    /** The address of a path of the shop, as the browser needs it. */
    String link(String path);
  }

  private record Scope(Page page, Map<String, Object> names) {
    Scope with(Map<String, Object> more) {
      Map<String, Object> all = new HashMap<>(names);
      all.putAll(more);
      return new Scope(page, all);
    }

    Object value(String expression) {
      if (expression.startsWith("'")) {
        return expression.substring(1, expression.length() - 1);
      }
      Object value = null;
      boolean first = true;
      for (String part : expression.split("\\.", -1)) {
        String name = part.startsWith("*") ? String.valueOf(value(part.substring(1))) : part;
        value = first ? root(name) : property(value, name);
        first = false;
      }
      return value;
    }

    private Object root(String name) {
      return unwrapped(names.containsKey(name) ? names.get(name) : page.named(name));
    }

    private static Object property(Object owner, String name) {
      if (owner == null) {
        return null;
      }
      if (owner instanceof Map<?, ?> map) {
        return unwrapped(map.get(name));
      }
      try {
        Method accessor = owner.getClass().getDeclaredMethod(name);
        accessor.setAccessible(true);
        return unwrapped(accessor.invoke(owner));
      } catch (NoSuchMethodException | IllegalAccessException e) {
        throw new IllegalArgumentException(owner.getClass().getSimpleName() + " has no " + name, e);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      }
    }

    private static Object unwrapped(Object value) {
      return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    boolean holds(String condition) {
      if (condition.startsWith("!")) {
        return !holds(condition.substring(1));
      }
      int equals = condition.indexOf("==");
      if (equals >= 0) {
        Texts texts = page.texts();
        String left = texts.show(value(condition.substring(0, equals).strip()));
        return left.equals(texts.show(value(condition.substring(equals + 2).strip())));
      }
      Object value = value(condition);
      if (value instanceof Boolean is) {
        return is;
      }
      if (value instanceof Number number) {
        return number.doubleValue() != 0;
      }
      if (value instanceof List<?> list) {
        return !list.isEmpty();
      }
      return value != null && !value.equals("");
    }
  }

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /**
   * Reads a template.
   *
   * @param others gives the templates that this one names, when they are needed
   * @throws IllegalArgumentException if a hole or a block is not closed, or is not known
   */
  static Template parse(String source, Function<String, Template> others) {
    Reader reader = new Reader(source, others);
    List<Node> nodes = reader.nodes();
    if (!reader.ended.isEmpty()) {
      throw new IllegalArgumentException("{{" + reader.ended + "}} closes nothing");
    }
    return new Template(nodes);
  }

  void write(Page page, Appendable out) throws IOException {
    write(new Scope(page, Map.of()), out);
  }

  private void write(Scope scope, Appendable out) throws IOException {
    for (Node node : nodes) {
      node.write(scope, out);
    }
  }

  private static void escape(String text, Appendable out) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
  }

  private static final class Reader {
    private final String source;
    private final Function<String, Template> others;
    private int position;
    // The word that closed the nodes read last; empty at the end of the source.
    private String ended = "";

    Reader(String source, Function<String, Template> others) {
      this.source = source;
      this.others = others;
    }

    List<Node> nodes() {
      List<Node> nodes = new ArrayList<>();
      while (true) {
        int open = source.indexOf("{{", position);
        String text = source.substring(position, open < 0 ? source.length() : open);
        nodes.add((scope, out) -> out.append(text));
        if (open < 0) {
          position = source.length();
          ended = "";
          return nodes;
        }
        int close = source.indexOf("}}", open);
        if (close < 0) {
          throw new IllegalArgumentException("{{ is not closed: " + source.substring(open));
        }
        String hole = source.substring(open + 2, close).strip();
        position = close + 2;
        if (hole.startsWith("/") || hole.equals("else")) {
          ended = hole;
          return nodes;
        }
        nodes.add(node(hole));
      }
    }

    private Node node(String hole) {
      List<String> words = words(hole);
      List<String> rest = words.subList(1, words.size());
      return switch (words.get(0)) {
        case "t" -> message(rest);
        case "u" -> link(rest);
        case ">" -> partial(rest);
        case "#if" -> choice(hole.substring(3).strip());
        case "#each" -> loop(rest.get(0), rest.get(1));
        default -> value(hole, words);
      };
    }

    private static Node value(String hole, List<String> words) {
      if (words.size() > 1 || hole.startsWith("#")) {
        throw new IllegalArgumentException("not known: {{" + hole + "}}");
      }
      return (scope, out) -> escape(scope.page().texts().show(scope.value(hole)), out);
    }

    private static Node link(List<String> words) {
      return (scope, out) -> {
        StringBuilder path = new StringBuilder();
        for (String word : words) {
          path.append(scope.page().texts().show(scope.value(word)));
        }
        escape(scope.page().link(path.toString()), out);
      };
    }

    private static Node message(List<String> words) {
      String key = words.get(0);
      List<String> arguments = words.subList(1, words.size());
      return (scope, out) -> {
        String chosen = key.startsWith("@") ? String.valueOf(scope.value(key.substring(1))) : key;
        Object[] values = arguments.stream().map(scope::value).toArray();
        escape(scope.page().texts().say(chosen, values), out);
      };
    }

    private Node partial(List<String> words) {
      String name = words.get(0);
      Map<String, String> given = new HashMap<>();
      for (String word : words.subList(1, words.size())) {
        int equals = word.indexOf('=');
        given.put(word.substring(0, equals), word.substring(equals + 1));
      }
      return (scope, out) -> {
        Map<String, Object> names = new HashMap<>();
        given.forEach((key, expression) -> names.put(key, scope.value(expression)));
        others.apply(name).write(scope.with(names), out);
      };
    }

    private Node choice(String condition) {
      Template then = new Template(nodes());
      Template otherwise = new Template(ended.equals("else") ? nodes() : List.of());
      expect("/if");
      return (scope, out) -> (scope.holds(condition) ? then : otherwise).write(scope, out);
    }

    private Node loop(String list, String name) {
      Template body = new Template(nodes());
      expect("/each");
      return (scope, out) -> {
        if (scope.value(list) instanceof Iterable<?> items) {
          for (Object item : items) {
            body.write(scope.with(Map.of(name, item)), out);
          }
        }
      };
    }

    private void expect(String word) {
      if (!ended.equals(word)) {
        throw new IllegalArgumentException("{{" + word + "}} is missing");
      }
      ended = "";
    }

    private static List<String> words(String hole) {
      List<String> words = new ArrayList<>();
      // name='two words' is one word.
      Matcher matcher = Pattern.compile("[\\w-]+='[^']*'|" + TOKEN.pattern()).matcher(hole);
      while (matcher.find()) {
        words.add(matcher.group());
      }
      if (words.isEmpty()) {
        throw new IllegalArgumentException("{{}} is empty");
      }
      return words;
    }
  }
}
