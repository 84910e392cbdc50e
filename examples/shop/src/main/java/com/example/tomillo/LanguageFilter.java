package com.example.tomillo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps the language that {@code ?lang=es} or {@code ?lang=en} asks for. */
public final class LanguageFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // A form's body is not read here: a page is asked for in a language by its address.
    if (request.getMethod().equals("GET") && request.getParameter("lang") != null) {
      Language.parse(request.getParameter("lang")).ifPresent(wanted -> wanted.keep(request));
    }
    chain.doFilter(request, response);
  }
}
