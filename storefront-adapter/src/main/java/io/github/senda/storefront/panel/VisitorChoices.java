package io.github.senda.storefront.panel;

import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * What a visitor's browser may choose, without a sign-in. Implementations are safe for any thread.
 */
public interface VisitorChoices {

  /** How far visitors are known again: {@code anonymous}, {@code ask} or {@code off}. */
  String mode();

  /** Who the browser is from visit to visit, by its own cookie; empty for who never agreed. */
  Optional<VisitorId> known(HttpServletRequest request);

  /** Takes Senda's cookies back and erases what is kept of the visitor from visit to visit. */
  void leave(HttpServletRequest request, HttpServletResponse response);
}
