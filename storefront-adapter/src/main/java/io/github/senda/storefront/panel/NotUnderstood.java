package io.github.senda.storefront.panel;

import io.github.senda.journey.FilterMistake;
import java.util.Locale;

/** A request asks for journeys in words that are no filter. */
final class NotUnderstood extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FilterMistake mistake;

  NotUnderstood(FilterMistake mistake) {
    super(mistake);
    this.mistake = mistake;
  }

  /** What is wrong, where, and what to do. */
  String sentence(Locale locale) {
    return mistake.sentence(locale);
  }

  /** Where, in characters from 1. */
  int column() {
    return mistake.column();
  }
}
