package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What comes after buying, with the order's number and the e-mail address that it was made with:
 * {@code /seguimiento} to see where a parcel is, {@code /devoluciones} to send something back.
 */
public final class AftercareServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Set<String> REASONS = Set.of("size", "damaged", "different", "other");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String rest = Views.rest(request);
    if (rest.isEmpty()) {
      show(request, response, Form.filled(Map.of("reason", "size")));
    } else if (rest.equals("gracias") && view(request).equals("returns")) {
      Views.show(request, response, "returns-thanks");
    } else {
      Views.notFound(response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Form form = Form.of(request, "order", "email", "reason");
    String number = form.required("order", 20);
    String email = form.email("email");
    Optional<Order> order =
        Shop.of(getServletContext())
            .orders()
            .find(number)
            .filter(found -> found.email().equalsIgnoreCase(email));
    if (form.good() && order.isEmpty()) {
      form.reject("order", Phrase.of("error.order"));
    }
    boolean back = view(request).equals("returns");
    if (back && !REASONS.contains(form.value("reason"))) {
      form.reject("reason", Phrase.of("error.required"));
    }
    if (!form.good()) {
      show(request, response, form);
    } else if (back) {
      Shop.of(getServletContext())
          .desk()
          .receive(new Desk.Letter(email, "return", number + " " + form.value("reason")));
      Views.go(request, response, "/devoluciones/gracias");
    } else {
      request.setAttribute("order", order.get());
      show(request, response, form);
    }
  }

  private static void show(HttpServletRequest request, HttpServletResponse response, Form form)
      throws ServletException, IOException {
    request.setAttribute("form", form);
    Views.show(request, response, view(request));
  }

  private static String view(HttpServletRequest request) {
    return request.getServletPath().equals("/seguimiento") ? "tracking" : "returns";
  }
}
