package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An order, for whom it belongs to: {@code /order/CT-10401} and, right after buying, {@code
 * /order/CT-10401/confirmation}.
 */
public final class OrderServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Pattern PATH = Pattern.compile("(CT-\\d{1,9})(/confirmation)?");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Shop shop = Shop.of(getServletContext());
    Matcher path = PATH.matcher(Views.rest(request));
    if (!path.matches()) {
      Views.notFound(response);
      return;
    }
    Optional<Shopping> shopping = Shopping.peek(request);
    shopping.ifPresent(own -> own.decided(shop.orders()));
    Optional<Order> order = shop.orders().find(path.group(1));
    Optional<String> account = shopping.flatMap(Shopping::account).map(Account::email);
    boolean own =
        order.isPresent()
            && (shopping.filter(bought -> bought.bought(order.get().number())).isPresent()
                || (account.isPresent() && order.get().owner().equals(account)));
    if (!own) {
      // Whether there is such an order is nobody else's business.
      if (account.isPresent()) {
        Views.notFound(response);
      } else {
        Views.go(request, response, "/login?next=/order/" + path.group(1));
      }
      return;
    }
    boolean confirmation = path.group(2) != null;
    if (confirmation && order.get().state() == Order.State.REFUSED) {
      Views.go(request, response, "/checkout?refused=1");
      return;
    }
    request.setAttribute("order", order.get());
    request.setAttribute("free", !order.get().shippingCost().some());
    request.setAttribute("vat", order.get().total().vat());
    request.setAttribute("known", account.isPresent());
    request.setAttribute(
        "title",
        Phrase.of(confirmation ? "title.confirmation" : "title.order", order.get().number()));
    Views.show(request, response, confirmation ? "confirmation" : "order");
  }
}
