package io.github.senda.storefront.servlet;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells by what frameworks and shops note on a request whether a form was refused: Spring's binding
 * results, Spring Security's last exception, the errors of Struts and Stripes, and the plain {@code
 * error} that shops without a framework hand to their view. Only whether there is one; what it says
 * is never looked at. Pure; safe for any thread.
 */
final class Refusals {

  private static final String SPRING_BINDING = "org.springframework.validation.BindingResult.";
  private static final String SPRING_SECURITY = "SPRING_SECURITY_LAST_EXCEPTION";
  private static final String STRUTS = "struts.valueStack";
  private static final String STRUTS_ACTION = "ValidationAware";
  private static final String STRUTS_1 = "org.apache.struts.action.ERROR";
  private static final String STRIPES = "actionBean";
  private static final String STRIPES_BEAN = "net.sourceforge.stripes.action.ActionBean";

  /** How names end by which shops hand an error to their view, in the languages of the rules. */
  private static final List<String> ERRORS =
      List.of(
          "error",
          "errors",
          "errormessage",
          "errormessages",
          "errormsg",
          "errores",
          "mensajeerror",
          "erro",
          "erros",
          "erreur",
          "erreurs",
          "fehler",
          "errore",
          "errori",
          "violations");

  private Refusals() {}

  /**
   * Whether any of the attributes notes a refusal.
   *
   * @param names the attributes' names
   * @param attributes the attributes by name; null where one is gone
   */
  static boolean isNoted(Collection<String> names, Function<String, Object> attributes) {
    for (String name : names) {
      Object value = name.indexOf('.') >= 0 || isOfErrors(name) ? attributes.apply(name) : null;
      if (value != null && isNote(name, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfErrors(String name) {
    if (name.equals(SPRING_SECURITY) || name.equals(STRIPES)) {
      return true;
    }
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
    for (String ending : ERRORS) {
      if (plain.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNote(String name, Object value) {
    if (name.startsWith(SPRING_BINDING)) {
      return says(value, "hasErrors");
    }
    return switch (name) {
      case SPRING_SECURITY -> value instanceof Throwable;
      case STRUTS_1 -> ask(value, "isEmpty").filter(Boolean.FALSE::equals).isPresent();
      case STRUTS ->
          ask(value, "getRoot").filter(List.class::isInstance).map(List.class::cast).stream()
              .flatMap(root -> ((List<?>) root).stream())
              .anyMatch(action -> is(action, STRUTS_ACTION) && says(action, "hasErrors"));
      case STRIPES ->
          is(value, STRIPES_BEAN)
              && ask(value, "getContext")
                  .flatMap(context -> ask(context, "getValidationErrors"))
                  .filter(errors -> errors instanceof Map<?, ?> found && !found.isEmpty())
                  .isPresent();
      default -> name.indexOf('.') < 0 && isSomething(value);
    };
  }

  /** A text, a list, a map, a flag or an exception that says that there is an error. */
  private static boolean isSomething(Object value) {
    if (value instanceof CharSequence text) {
      return !text.toString().isBlank() && !text.toString().equals("false");
    }
    if (value instanceof Collection<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return value instanceof Throwable || Boolean.TRUE.equals(value);
  }

  private static boolean says(Object value, String method) {
    return ask(value, method).filter(Boolean.TRUE::equals).isPresent();
  }

  /** Whether a type or one that it extends is called so, with its package or without. */
  private static boolean is(Object value, String type) {
    for (Class<?> known = value == null ? null : value.getClass();
        known != null;
        known = known.getSuperclass()) {
      if (isOrExtends(Set.of(known.getInterfaces()), type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOrExtends(Set<Class<?>> interfaces, String type) {
    for (Class<?> known : interfaces) {
      if (known.getName().equals(type)
          || known.getSimpleName().equals(type)
          || isOrExtends(Set.of(known.getInterfaces()), type)) {
        return true;
      }
    }
    return false;
  }

  /** Asks a public method of a type that we do not know; whatever goes wrong is no answer. */
  private static Optional<Object> ask(Object value, String method) {
    for (Class<?> known = value.getClass(); known != null; known = known.getSuperclass()) {
      if (Modifier.isPublic(known.getModifiers())) {
        try {
          Method found = known.getMethod(method);
          return Optional.ofNullable(found.invoke(value));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
