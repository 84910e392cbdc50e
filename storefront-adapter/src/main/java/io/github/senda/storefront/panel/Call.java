package io.github.senda.storefront.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * One request at the panel, what is answered to it, and the words of its language. For one thread.
 */
record Call(HttpServletRequest request, HttpServletResponse response, Messages words) {

  /** A parameter; empty where it is not there or cannot be read. */
  Optional<String> parameter(String name) {
    return PanelQuery.parameter(request, name);
  }

  /** The language's tag. */
  String lang() {
    return words.locale().getLanguage();
  }
}
