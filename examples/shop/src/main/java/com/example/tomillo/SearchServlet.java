package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks for articles: {@code /search?q=words}. */
public final class SearchServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 100;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String typed = Optional.ofNullable(request.getParameter("q")).orElse("").strip();
    String words = typed.substring(0, Math.min(typed.length(), LONGEST));
    String order = Optional.ofNullable(request.getParameter("sort")).orElse("");
    Catalogue catalogue = Shop.of(getServletContext()).catalogue();
    List<Product> found = catalogue.search(words, order);
    request.setAttribute("words", words);
    request.setAttribute("products", found);
    request.setAttribute("count", found.size());
    request.setAttribute("suggested", catalogue.featured().subList(0, 4));
    Views.show(request, response, "search");
  }
}
