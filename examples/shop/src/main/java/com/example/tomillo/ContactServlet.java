package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Writing to the shop: {@code /contacto} for a question, {@code /boletin} for the newsletter. */
public final class ContactServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Set<String> SUBJECTS = Set.of("order", "product", "return", "other");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (Views.rest(request)) {
      case "" -> show(request, response, Form.filled(Map.of("subject", "order")));
      case "gracias" -> Views.show(request, response, view(request) + "-thanks");
      default -> Views.notFound(response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    boolean question = view(request).equals("contact");
    Form form = Form.of(request, "name", "email", "subject", "message");
    String email = form.email("email");
    String message = "";
    if (question) {
      form.required("name", 80);
      message = form.required("message", 2000);
      if (!SUBJECTS.contains(form.value("subject"))) {
        form.reject("subject", Phrase.of("error.required"));
      }
    }
    if (!form.good()) {
      show(request, response, form);
      return;
    }
    String subject = question ? form.value("subject") : "newsletter";
    Shop.of(getServletContext()).desk().receive(new Desk.Letter(email, subject, message));
    Views.go(request, response, request.getServletPath() + "/gracias");
  }

  private static void show(HttpServletRequest request, HttpServletResponse response, Form form)
      throws ServletException, IOException {
    request.setAttribute("form", form);
    Views.show(request, response, view(request));
  }

  private static String view(HttpServletRequest request) {
    return request.getServletPath().equals("/boletin") ? "newsletter" : "contact";
  }
}
