package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The articles of a department: {@code /category/ceramics?sort=price}. */
public final class CategoryServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<Category> category = Category.parse(Views.rest(request));
    if (category.isEmpty()) {
      Views.notFound(response);
      return;
    }
    String order = Optional.ofNullable(request.getParameter("sort")).orElse("");
    request.setAttribute("category", category.get());
    request.setAttribute("title", category.get().label());
    request.setAttribute("sort", order);
    request.setAttribute(
        "products", Shop.of(getServletContext()).catalogue().in(category.get(), order));
    Views.show(request, response, "category");
  }
}
