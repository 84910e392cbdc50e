package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole checkout at one address. What a POST to {@code /checkout} means is told by which fields
 * are in it: {@code guestEmail}, {@code fullName} and the other lines of an address, {@code
 * shippingMethod}, {@code cardNumber} or {@code payByBank}, and last {@code confirm}. The answer is
 * the next step's page, or the same page with what is wrong.
 */
public final class CheckoutServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Set<String> COUNTRIES = Set.of("ES", "PT", "FR", "DE", "IT", "IE");
  private static final String[] ADDRESS = {
    "fullName", "street", "city", "postcode", "country", "phone"
  };

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<Shopping> visitor = ready(request, response);
    if (visitor.isEmpty()) {
      return;
    }
    Shopping shopping = visitor.get();
    Checkout checkout = shopping.checkout();
    String step = Optional.ofNullable(request.getParameter("step")).orElse(checkout.step());
    List<String> steps = List.of("address", "shipping", "payment", "review");
    if (steps.indexOf(step) < 0 || steps.indexOf(step) > steps.indexOf(checkout.step())) {
      Views.go(request, response, "/checkout");
      return;
    }
    if (request.getParameter("refused") != null) {
      request.setAttribute("problem", Phrase.of("error.bank.refused"));
    }
    Form form =
        Form.filled(
            step.equals("address")
                ? checkout.address().map(CheckoutServlet::typed).orElse(Map.of("country", "ES"))
                : Map.of());
    show(request, response, shopping, step, form);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (has(request, "guestEmail")) {
      guest(request, response);
      return;
    }
    Optional<String> before =
        Shopping.peek(request)
            .flatMap(
                own -> own.order(Optional.ofNullable(request.getParameter("confirm")).orElse("")));
    if (before.isPresent() && paid(before.get())) {
      // The same button pressed twice, or the page sent again: there is one order.
      Views.go(request, response, "/order/" + before.get() + "/confirmation");
      return;
    }
    Optional<Shopping> visitor = ready(request, response);
    if (visitor.isEmpty()) {
      return;
    }
    Shopping shopping = visitor.get();
    if (has(request, "fullName")) {
      address(request, response, shopping);
    } else if (has(request, "shippingMethod")) {
      shipping(request, response, shopping);
    } else if (has(request, "cardNumber")) {
      card(request, response, shopping);
    } else if (has(request, "payByBank")) {
      bank(request, response, shopping);
    } else if (has(request, "confirm")) {
      confirm(request, response, shopping);
    } else {
      Views.go(request, response, "/checkout");
    }
  }

  private boolean paid(String number) {
    return Shop.of(getServletContext()).orders().find(number).filter(Order::paid).isPresent();
  }

  /**
   * The visitor's shopping if it is ready for checkout; else the answer is sent: to the cart, or to
   * the login.
   */
  private Optional<Shopping> ready(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Shopping> shopping = Shopping.peek(request);
    Orders orders = Shop.of(getServletContext()).orders();
    Optional<Order> decided = shopping.flatMap(own -> own.decided(orders));
    if (decided.isPresent() && decided.get().paid()) {
      Views.go(request, response, decided.get().path() + "/confirmation");
      return Optional.empty();
    }
    if (shopping.isEmpty() || shopping.get().items() == 0) {
      boolean expired =
          request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
      Views.go(request, response, expired ? "/cart?expired=1" : "/cart");
      return Optional.empty();
    }
    if (shopping.get().checkout().email().isEmpty()) {
      Views.go(request, response, "/login?next=/checkout");
      return Optional.empty();
    }
    return shopping;
  }

  private void guest(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Form form = Form.of(request, "guestEmail");
    String email = form.email("guestEmail");
    if (!form.good()) {
      request.setAttribute("title", Phrase.of("title.login"));
      request.setAttribute("next", "/checkout");
      request.setAttribute("buying", true);
      request.setAttribute("form", Form.filled(Map.of()));
      request.setAttribute("guest", form);
      Views.show(request, response, "login");
      return;
    }
    Shopping.peek(request).ifPresent(own -> own.checkout(own.checkout().as(email)));
    Optional<Shopping> visitor = ready(request, response);
    if (visitor.isPresent()) {
      show(request, response, visitor.get(), "address", Form.filled(Map.of("country", "ES")));
    }
  }

  private void address(HttpServletRequest request, HttpServletResponse response, Shopping shopping)
      throws ServletException, IOException {
    Form form = Form.of(request, ADDRESS);
    Address address =
        new Address(
            form.required("fullName", 80),
            form.required("street", 120),
            form.required("city", 80),
            form.required("postcode", 12),
            form.required("country", 2),
            form.optional("phone", 20));
    boolean spanish = address.country().equals("ES");
    if (spanish && !address.postcode().matches("(0[1-9]|[1-4]\\d|5[0-2])\\d{3}")) {
      form.reject("postcode", Phrase.of("error.postcode"));
    }
    if (!COUNTRIES.contains(address.country())) {
      form.reject("country", Phrase.of("error.required"));
    }
    if (!form.good()) {
      show(request, response, shopping, "address", form);
      return;
    }
    shopping.checkout(shopping.checkout().to(address));
    show(request, response, shopping, "shipping", Form.filled(Map.of()));
  }

  private void shipping(HttpServletRequest request, HttpServletResponse response, Shopping shopping)
      throws ServletException, IOException {
    if (shopping.checkout().address().isEmpty()) {
      Views.go(request, response, "/checkout");
      return;
    }
    Optional<Shipping> way = Shipping.parse(request.getParameter("shippingMethod"));
    if (way.isEmpty()) {
      Form form = Form.filled(Map.of());
      form.reject("shippingMethod", Phrase.of("error.required"));
      show(request, response, shopping, "shipping", form);
      return;
    }
    shopping.checkout(shopping.checkout().by(way.get()));
    show(request, response, shopping, "payment", Form.filled(Map.of()));
  }

  private void card(HttpServletRequest request, HttpServletResponse response, Shopping shopping)
      throws ServletException, IOException {
    if (shopping.checkout().shipping().isEmpty()) {
      Views.go(request, response, "/checkout");
      return;
    }
    // Number and code are never given back to a page.
    Form form = Form.of(request, "cardName", "cardExpiry");
    Form secret = Form.of(request, "cardNumber", "cardCode");
    CardTerminal terminal = Shop.of(getServletContext()).terminal();
    Optional<String> number = CardTerminal.number(secret.value("cardNumber"));
    form.required("cardName", 80);
    if (number.isEmpty()) {
      form.reject("cardNumber", Phrase.of("error.card.number"));
    }
    if (!terminal.valid(form.value("cardExpiry"))) {
      form.reject("cardExpiry", Phrase.of("error.card.expiry"));
    }
    if (!secret.value("cardCode").matches("\\d{3,4}")) {
      form.reject("cardCode", Phrase.of("error.card.code"));
    }
    if (form.good()) {
      terminal
          .refusal(number.get())
          .ifPresent(
              why -> {
                form.reject("card", why);
                request.setAttribute("problem", why);
              });
    }
    if (!form.good()) {
      show(request, response, shopping, "payment", form);
      return;
    }
    shopping.checkout(shopping.checkout().with(Payment.card(number.get())));
    show(request, response, shopping, "review", Form.filled(Map.of()));
  }

  private void bank(HttpServletRequest request, HttpServletResponse response, Shopping shopping)
      throws ServletException, IOException {
    boolean offered = Shop.of(getServletContext()).bank().isPresent();
    if (!offered || shopping.checkout().shipping().isEmpty()) {
      Views.go(request, response, "/checkout");
      return;
    }
    shopping.checkout(shopping.checkout().with(Payment.bank()));
    show(request, response, shopping, "review", Form.filled(Map.of()));
  }

  private void confirm(HttpServletRequest request, HttpServletResponse response, Shopping shopping)
      throws ServletException, IOException {
    Shop shop = Shop.of(getServletContext());
    Optional<Product> gone;
    Optional<Order> placed = Optional.empty();
    synchronized (shopping) {
      shopping.giveUp(shop.orders());
      Checkout checkout = shopping.checkout();
      if (checkout.payment().isEmpty()
          || !checkout.attempt().equals(request.getParameter("confirm"))) {
        gone = Optional.empty();
      } else {
        List<Line> lines = shopping.basket().lines();
        gone = shop.warehouse().take(lines);
        if (gone.isEmpty()) {
          Order.State state =
              checkout.payment().get().cardEnding().isPresent()
                  ? Order.State.PAID
                  : Order.State.AWAITING_PAYMENT;
          placed =
              Optional.of(
                  shop.orders()
                      .place(
                          shopping.account().map(Account::email),
                          shopping.basket(),
                          checkout,
                          state));
          shopping.ordered(placed.get());
        }
      }
    }
    if (gone.isPresent()) {
      request.setAttribute("problem", Phrase.of("error.stock.gone", gone.get().name()));
      request.setAttribute("title", Phrase.of("title.cart"));
      CartServlet.put(request, Optional.of(shopping));
      Views.show(request, response, "cart");
    } else if (placed.isEmpty()) {
      Views.go(request, response, "/checkout");
    } else if (placed.get().paid()) {
      Views.go(request, response, placed.get().path() + "/confirmation");
    } else {
      Bank bank = shop.bank().orElseThrow();
      response.sendRedirect(bank.page(placed.get(), origin(request), Language.of(request)));
    }
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Shopping shopping,
      String step,
      Form form)
      throws ServletException, IOException {
    Checkout checkout = shopping.checkout();
    CartServlet.put(request, Optional.of(shopping));
    Money goods = (Money) request.getAttribute("total");
    request.setAttribute("checkout", checkout);
    request.setAttribute("step", step);
    request.setAttribute("form", form);
    request.setAttribute("bank", Shop.of(getServletContext()).bank().isPresent());
    checkout
        .address()
        .ifPresent(address -> request.setAttribute("offers", Shipping.offers(goods, address)));
    boolean priced = checkout.shipping().isPresent() && List.of("payment", "review").contains(step);
    if (priced) {
      Money cost = checkout.shipping().get().cost(goods, checkout.address().orElseThrow());
      request.setAttribute("shippingCost", cost);
      request.setAttribute("free", !cost.some());
      request.setAttribute("total", goods.plus(cost));
      request.setAttribute("vat", goods.plus(cost).vat());
    }
    request.setAttribute("priced", priced);
    request.setAttribute("title", Phrase.of("title.checkout-" + step));
    Views.show(request, response, "checkout-" + step);
  }

  private static Map<String, String> typed(Address address) {
    Map<String, String> typed = new HashMap<>();
    typed.put("fullName", address.fullName());
    typed.put("street", address.street());
    typed.put("city", address.city());
    typed.put("postcode", address.postcode());
    typed.put("country", address.country());
    typed.put("phone", address.phone());
    return typed;
  }

  private static boolean has(HttpServletRequest request, String field) {
    return request.getParameter(field) != null;
  }

  private static String origin(HttpServletRequest request) {
    String here = request.getRequestURL().toString();
    String path = request.getRequestURI();
    return here.substring(0, here.length() - path.length()) + request.getContextPath();
  }
}
