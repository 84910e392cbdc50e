package com.example.awkward;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** A shop with the ways that a guest has to bear. It knows nothing of its guest. */
public final class AwkwardShop extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    boolean post = request.getMethod().equals("POST");
    if (path.startsWith("/product/") || path.startsWith("/category/")) {
      view("page", request, response);
      return;
    }
    if (path.startsWith("/checkout/")) {
      checkout(request, response, path.substring("/checkout/".length()), post);
      return;
    }
    switch (path) {
      case "/", "", "/account", "/cart", "/search", "/order/77/confirmation" ->
          view("page", request, response);
      case "/cart/add" -> go(request, response, "/cart?added=" + request.getParameter("product"));
      case "/cart/update", "/cart/remove" -> go(request, response, "/cart");
      case "/login" -> login(request, response, post);
      case "/logout" -> {
        request.getSession().invalidate();
        go(request, response, "/");
      }
      case "/payment/return" -> go(request, response, "/order/77/confirmation");
      case "/echo/form" -> {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(request.getParameter("name"));
      }
      case "/echo/body" -> {
        request.setCharacterEncoding("UTF-8");
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(request.getReader().lines().collect(Collectors.joining("\n")));
      }
      case "/restless" -> {
        request.getSession();
        request.changeSessionId();
        view("page", request, response);
      }
      case "/pay" -> response.sendRedirect("https://bank.example/pay");
      case "/said" -> {
        request.setAttribute("senda.touchpoint", "purchase");
        request.setAttribute("senda.order", "77");
        request.setAttribute("senda.value", "59.90");
        request.setAttribute("senda.currency", "EUR");
        view("page", request, response);
      }
      case "/said/broken" -> {
        request.setAttribute("senda.touchpoint", "purchase");
        request.setAttribute("senda.order", "77");
        throw new ServletException("the thank-you page is broken");
      }
      case "/said/later" -> {
        request.setAttribute("senda.touchpoint", "view_item");
        later(request);
      }
      case "/async" -> later(request);
      case "/boom" -> throw new ServletException("the shop's own");
      case "/blow" -> throw new AssertionError("the shop's own error");
      case "/assets/site.css" -> {
        response.setContentType("text/css");
        response.getOutputStream().write("p{}".getBytes(StandardCharsets.US_ASCII));
      }
      case "/own/libraries" -> libraries(response);
      default -> response.sendError(404);
    }
  }

  private static void go(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    response.sendRedirect(request.getContextPath() + path);
  }

  private static void view(String name, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/view/" + name).forward(request, response);
  }

  /** One page a step, each for whoever is signed in; a card that ends in 2 does not pay. */
  private static void checkout(
      HttpServletRequest request, HttpServletResponse response, String step, boolean post)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session == null || session.getAttribute("customer") == null) {
      go(request, response, "/login");
    } else if (!post) {
      view("checkout/" + step, request, response);
    } else if (step.equals("address")) {
      go(request, response, "/checkout/shipping");
    } else if (step.equals("shipping")) {
      go(request, response, "/checkout/payment");
    } else if (String.valueOf(request.getParameter("cardNumber")).endsWith("2")) {
      view("checkout/payment", request, response);
    } else {
      go(request, response, "/checkout/review");
    }
  }

  private static void login(HttpServletRequest request, HttpServletResponse response, boolean post)
      throws ServletException, IOException {
    if (!post) {
      request.getSession();
      view("login", request, response);
    } else if ("right".equals(request.getParameter("password"))) {
      request.changeSessionId();
      request.getSession().setAttribute("customer", "a");
      go(request, response, "/account");
    } else {
      view("login", request, response);
    }
  }

  private static void later(HttpServletRequest request) {
    AsyncContext later = request.startAsync();
    later.start(
        () -> {
          try {
            later.getResponse().setContentType("text/html;charset=UTF-8");
            later.getResponse().getWriter().print("<p>later</p>");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          } finally {
            later.complete();
          }
        });
  }

  /** What the shop gets when it asks for its own libraries. */
  private static void libraries(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    StringBuilder said = new StringBuilder();
    try (Connection own = DriverManager.getConnection("jdbc:h2:mem:shop")) {
      said.append(own.getMetaData().getDriverVersion()).append('\n');
      said.append(own.getClass().getName()).append('\n');
      own.createStatement().execute("SELECT nothing FROM nowhere");
    } catch (SQLException e) {
      said.append(e.getMessage()).append('\n');
    }
    try {
      said.append(
          Class.forName("com.google.gson.Gson")
              .getProtectionDomain()
              .getCodeSource()
              .getLocation());
    } catch (ClassNotFoundException e) {
      said.append("no Gson");
    }
    response.getWriter().print(said);
  }
}
