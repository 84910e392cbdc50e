package com.example.awkward;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the shop shows: a view in a layout with a part included, and the error page. */
public final class View extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Object included = request.getAttribute("jakarta.servlet.include.path_info");
    String name = String.valueOf(included == null ? request.getPathInfo() : included);
    switch (name) {
      case "/page" -> request.getRequestDispatcher("/view/layout").forward(request, response);
      case "/layout" -> {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("<html><p>ñandú</p>");
        request.getRequestDispatcher("/view/foot").include(request, response);
        response.getWriter().print("</html>");
      }
      case "/foot" -> response.getWriter().print("<p>foot</p>");
      case "/failure" -> {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("<p>something failed</p>");
      }
      default -> {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("<form>" + name + "</form>");
      }
    }
  }
}
