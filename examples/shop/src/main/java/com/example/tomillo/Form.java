package com.example.tomillo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A filled-in form: what was typed, and what is wrong with it. */
final class Form {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]+\\.[^\\s@<>\".]{2,}");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Phrase> errors = new HashMap<>();

  static Form of(HttpServletRequest request, String... fields) {
    Form form = new Form();
    for (String field : fields) {
      String typed = request.getParameter(field);
      form.values.put(field, typed == null ? "" : typed.strip());
    }
    return form;
  }

  /** A form with something in it already. */
  static Form filled(Map<String, String> values) {
    Form form = new Form();
    form.values.putAll(values);
    return form;
  }

  String value(String field) {
    return values.getOrDefault(field, "");
  }

  String required(String field, int most) {
    if (value(field).isEmpty()) {
      reject(field, Phrase.of("error.required"));
    }
    return optional(field, most);
  }

  String optional(String field, int most) {
    if (value(field).length() > most) {
      reject(field, Phrase.of("error.long", most));
    }
    return value(field);
  }

  String email(String field) {
    String email = required(field, 120);
    if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
      reject(field, Phrase.of("error.email"));
    }
    return email;
  }

  void reject(String field, Phrase why) {
    errors.putIfAbsent(field, why);
  }

  boolean good() {
    return errors.isEmpty();
  }

  Map<String, String> values() {
    return values;
  }

  Map<String, Phrase> errors() {
    return errors;
  }
}
