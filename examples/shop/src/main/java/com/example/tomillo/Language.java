package com.example.tomillo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/**
 * A language the shop speaks: what was asked for by {@code ?lang}, else the session's, else the
 * browser's.
 */
enum Language {
  ES("es", "es-ES"),
  EN("en", "en-IE");

  private static final String KEPT = "language";

  private final String code;
  private final Locale locale;

  Language(String code, String tag) {
    this.code = code;
    this.locale = Locale.forLanguageTag(tag);
  }

  String code() {
    return code;
  }

  /** The locale of numbers, prices and dates. */
  Locale locale() {
    return locale;
  }

  static Optional<Language> parse(String code) {
    for (Language language : values()) {
      if (language.code.equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** The language that this request is answered in. Looking creates no session. */
  static Language of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(KEPT) instanceof Language kept) {
      return kept;
    }
    for (Locale wanted : Collections.list(request.getLocales())) {
      Optional<Language> language = parse(wanted.getLanguage());
      if (language.isPresent()) {
        return language.get();
      }
    }
    return ES;
  }

  void keep(HttpServletRequest request) {
    request.getSession().setAttribute(KEPT, this);
  }
}
