package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The two ways to answer: with a view, or by sending the browser elsewhere. */
final class Views {
  private Views() {}

  static void show(HttpServletRequest request, HttpServletResponse response, String view)
      throws ServletException, IOException {
    request.getRequestDispatcher("/WEB-INF/views/" + view + ".html").forward(request, response);
  }

  /**
   * Sends the browser to a path of the shop; a browser that keeps no cookie takes its session id
   * along in the path.
   */
  static void go(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    response.sendRedirect(response.encodeRedirectURL(request.getContextPath() + path));
  }

  static void notFound(HttpServletResponse response) throws IOException {
    response.sendError(HttpServletResponse.SC_NOT_FOUND);
  }

  /**
   * The part of the address below the servlet's own, without a leading slash; empty if there is
   * none.
   */
  static String rest(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? "" : info.substring(1);
  }
}
