package io.github.senda.storefront.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Pages with the beacon's line in them, as strict about scripts as a browser can be. */
final class Pages extends HttpServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    String name =
        path.startsWith("/spa/")
            ? "spa.html"
            : path.startsWith("/order/")
                ? "thanks-" + ("en".equals(request.getParameter("lang")) ? "en" : "es") + ".html"
                : path.substring(1);
    if (name.startsWith("broken/touches")) {
      response.setStatus(500);
      return;
    }
    // The same script, from a place at which nothing takes what it tells.
    try (InputStream file =
        name.equals("broken/senda.js")
            ? Pages.class.getResourceAsStream("/io/github/senda/storefront/beacon/senda.js")
            : Pages.class.getResourceAsStream("pages/" + name)) {
      if (file == null) {
        response.setStatus(404);
        return;
      }
      response.setHeader("Content-Security-Policy", "default-src 'self'");
      response.setContentType(name.endsWith(".js") ? "text/javascript" : "text/html;charset=UTF-8");
      file.transferTo(response.getOutputStream());
    }
  }
}
