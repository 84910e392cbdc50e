package com.example.tomillo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Where the bank speaks to the shop: from its own server with a POST to {@code /payment/notify},
 * and through the visitor's browser with a POST to {@code /payment/return}. Neither brings the
 * visitor's session, and neither starts one: a new session here would replace the one that the
 * browser still has.
 */
public final class PaymentServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Order> order = settled(request);
    switch (Views.rest(request)) {
      case "notify" -> {
        response.setStatus(
            order.isPresent() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(order.isPresent() ? "OK" : "UNKNOWN");
      }
      case "return" -> {
        if (order.isEmpty()) {
          response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
          Views.go(
              request,
              response,
              order.get().paid() ? order.get().path() + "/confirmation" : "/checkout?refused=1");
        }
      }
      default -> Views.notFound(response);
    }
  }

  private Optional<Order> settled(HttpServletRequest request) {
    Shop shop = Shop.of(getServletContext());
    Form form = Form.of(request, "reference", "status", "signature");
    String reference = form.value("reference");
    String status = form.value("status");
    boolean signed =
        shop.bank()
            .filter(bank -> bank.says(reference, status, form.value("signature")))
            .isPresent();
    return signed ? shop.orders().settle(reference, status.equals("paid")) : Optional.empty();
  }
}
