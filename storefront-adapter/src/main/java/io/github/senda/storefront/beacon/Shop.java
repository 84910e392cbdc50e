package io.github.senda.storefront.beacon;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** What the beacon has to know of the shop that it stands in. Safe for any thread. */
public interface Shop {

  /** Who sends a request; empty if it is nobody who is counted. */
  Optional<Sender> sender(HttpServletRequest request);

  /**
   * The pattern by which the shop's own routing takes a path, as {@code /product/{id}}; empty where
   * none has been seen.
   *
   * @param path below the shop
   */
  Optional<String> pattern(String path);

  /**
   * The tool with which the shop asks who may be known again, where a page tells what was answered;
   * an empty text where the shop's own script tells it, empty where no page does.
   */
  Optional<String> consentTool();

  /** A page tells what its visitor answered; the answer may be given cookies. */
  void answered(boolean agreed, HttpServletRequest request, HttpServletResponse response);
}
