package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The cart: {@code GET /cart} shows it, {@code GET /cart/mini} is the part that a script puts into
 * other pages, and POSTs to {@code /cart/add}, {@code /cart/update}, {@code /cart/remove} and
 * {@code /cart/coupon} change it.
 */
public final class CartServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (Views.rest(request)) {
      case "" -> {
        if (request.getParameter("expired") != null) {
          request.setAttribute("notice", Phrase.of("cart.expired"));
        }
        show(request, response);
      }
      case "mini" -> {
        put(request);
        Views.show(request, response, "mini-cart");
      }
      default -> Views.notFound(response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (Views.rest(request)) {
      case "add" -> change(request, response, true);
      case "update" -> change(request, response, false);
      case "remove" -> {
        Optional<Product> product = product(request);
        Shopping shopping = Shopping.of(request);
        synchronized (shopping) {
          product.ifPresent(gone -> shopping.basket().put(gone, 0));
        }
        Views.go(request, response, "/cart");
      }
      case "coupon" -> coupon(request, response);
      default -> Views.notFound(response);
    }
  }

  private void change(HttpServletRequest request, HttpServletResponse response, boolean add)
      throws ServletException, IOException {
    Optional<Product> found = product(request);
    Optional<Integer> quantity = quantity(request);
    if (found.isEmpty() || quantity.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    Product product = found.get();
    int pieces = Shop.of(getServletContext()).warehouse().listed(product);
    Shopping shopping = Shopping.of(request);
    boolean enough;
    synchronized (shopping) {
      Basket basket = shopping.basket();
      int had =
          basket.lines().stream()
              .filter(line -> line.product().equals(product))
              .mapToInt(Line::quantity)
              .findFirst()
              .orElse(0);
      int wanted = add ? had + quantity.get() : quantity.get();
      enough = wanted <= pieces;
      if (enough) {
        basket.put(product, wanted);
      }
    }
    if (enough) {
      Views.go(request, response, "/cart");
    } else {
      request.setAttribute(
          "problem",
          pieces == 0
              ? Phrase.of("error.stock.none", product.name())
              : Phrase.of("error.stock.few", product.name(), pieces));
      show(request, response);
    }
  }

  private void coupon(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Form form = Form.of(request, "coupon");
    Optional<Coupon> coupon = Coupon.parse(form.value("coupon"));
    Shopping shopping = Shopping.of(request);
    if (coupon.isPresent() || form.value("coupon").isEmpty()) {
      synchronized (shopping) {
        shopping.basket().use(coupon);
      }
      Views.go(request, response, "/cart");
    } else {
      form.reject("coupon", Phrase.of("error.coupon"));
      request.setAttribute("form", form);
      show(request, response);
    }
  }

  private Optional<Product> product(HttpServletRequest request) {
    String id = request.getParameter("product");
    return id != null && id.matches("\\d{1,6}")
        ? Shop.of(getServletContext()).catalogue().product(Integer.parseInt(id))
        : Optional.empty();
  }

  private static Optional<Integer> quantity(HttpServletRequest request) {
    String quantity = request.getParameter("quantity");
    return quantity != null && quantity.matches("\\d{1,3}")
        ? Optional.of(Integer.valueOf(quantity))
        : Optional.empty();
  }

  private void show(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    put(request);
    request.setAttribute(
        "suggested", Shop.of(getServletContext()).catalogue().featured().subList(0, 4));
    Views.show(request, response, "cart");
  }

  private void put(HttpServletRequest request) {
    Optional<Shopping> shopping = Shopping.peek(request);
    shopping.ifPresent(own -> own.decided(Shop.of(getServletContext()).orders()));
    put(request, shopping);
  }

  /**
   * Says what is in which cart to whoever in this server listens; where nobody does, nothing comes
   * of it. A value is told without tax and shipping.
   */
  private static void tell(HttpServletRequest request, Shopping shopping) {
    synchronized (shopping) {
      Money total = shopping.basket().total();
      request.setAttribute("senda.cart", shopping.basket().id());
      request.setAttribute("senda.value", total.minus(total.vat()).decimal());
      request.setAttribute("senda.currency", "EUR");
    }
  }

  /** Gives a view what the cart holds. */
  static void put(HttpServletRequest request, Optional<Shopping> shopping) {
    Basket basket = shopping.map(Shopping::basket).orElseGet(Basket::new);
    synchronized (shopping.<Object>map(own -> own).orElse(basket)) {
      request.setAttribute("lines", basket.lines());
      request.setAttribute("items", basket.items());
      request.setAttribute("articles", basket.articles());
      request.setAttribute("discount", basket.discount());
      request.setAttribute("coupon", basket.coupon());
      request.setAttribute("total", basket.total());
    }
    shopping.ifPresent(own -> tell(request, own));
  }
}
