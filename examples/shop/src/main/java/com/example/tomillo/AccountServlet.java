package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Logging in and out, registering, and the customer's own pages: {@code /login /register /logout
 * /account /orders}.
 */
public final class AccountServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<Account> account = Shopping.peek(request).flatMap(Shopping::account);
    switch (request.getServletPath()) {
      case "/login", "/register" -> {
        if (account.isPresent()) {
          Views.go(request, response, next(request));
        } else {
          form(request, response, Form.of(request));
        }
      }
      case "/account", "/orders" -> {
        if (account.isEmpty()) {
          Views.go(request, response, "/login?next=" + request.getServletPath());
        } else {
          request.setAttribute("account", account.get());
          request.setAttribute(
              "orders", Shop.of(getServletContext()).orders().of(account.get().email()));
          Views.show(request, response, request.getServletPath().substring(1));
        }
      }
      default -> Views.notFound(response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (request.getServletPath()) {
      case "/login" -> login(request, response);
      case "/register" -> register(request, response);
      case "/logout" -> {
        Language language = Language.of(request);
        HttpSession session = request.getSession(false);
        if (session != null) {
          session.invalidate();
          language.keep(request);
        }
        Views.go(request, response, "/");
      }
      default -> Views.notFound(response);
    }
  }

  private void login(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Form form = Form.of(request, "email");
    String password = Optional.ofNullable(request.getParameter("password")).orElse("");
    Optional<Account> account =
        password.length() > 200
            ? Optional.empty()
            : Shop.of(getServletContext()).accounts().check(form.value("email"), password);
    if (account.isPresent()) {
      enter(request, response, account.get());
    } else {
      form.reject("password", Phrase.of("error.login"));
      form(request, response, form);
    }
  }

  private void register(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Form form = Form.of(request, "email", "name");
    String name = form.required("name", 80);
    String email = form.email("email");
    String password = Optional.ofNullable(request.getParameter("password")).orElse("");
    if (password.length() < 8 || password.length() > 200) {
      form.reject("password", Phrase.of("error.password"));
    }
    if (form.good()) {
      Optional<Account> account =
          Shop.of(getServletContext()).accounts().open(email, name, password);
      if (account.isPresent()) {
        enter(request, response, account.get());
        return;
      }
      form.reject("email", Phrase.of("error.email.taken"));
    }
    form(request, response, form);
  }

  private static void enter(
      HttpServletRequest request, HttpServletResponse response, Account account)
      throws IOException {
    Shopping.of(request).enter(account);
    // Whoever knew the session's id before must not be logged in by it.
    request.changeSessionId();
    Views.go(request, response, next(request));
  }

  private static void form(HttpServletRequest request, HttpServletResponse response, Form form)
      throws ServletException, IOException {
    String next = next(request);
    request.setAttribute("next", next);
    request.setAttribute("buying", next.equals("/checkout"));
    request.setAttribute("form", form);
    request.setAttribute("guest", Form.filled(Map.of()));
    Views.show(request, response, request.getServletPath().substring(1));
  }

  /** Where to go afterwards: only to places of this shop. */
  private static String next(HttpServletRequest request) {
    String next = Optional.ofNullable(request.getParameter("next")).orElse("");
    return next.matches("/(checkout|orders|account|order/CT-\\d+)") ? next : "/account";
  }
}
