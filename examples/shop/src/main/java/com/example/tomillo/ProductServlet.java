package com.example.tomillo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An article and what customers say of it: {@code /product/104-water-jug}, {@code
 * /product/104-water-jug/reviews}, and a POST to {@code /product/104-water-jug/review} to say
 * something.
 */
public final class ProductServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Pattern PATH = Pattern.compile("(\\d{1,6})(?:-([^/]*))?(/reviews?)?");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Matcher path = PATH.matcher(Views.rest(request));
    Optional<Product> found = product(path);
    if (found.isEmpty() || "/review".equals(path.group(3))) {
      Views.notFound(response);
      return;
    }
    Product product = found.get();
    boolean reviews = "/reviews".equals(path.group(3));
    if (!product.slug().equals(path.group(2))) {
      Views.go(request, response, product.path() + (reviews ? "/reviews" : ""));
      return;
    }
    request.setAttribute("thanks", request.getParameter("thanks") != null);
    request.setAttribute("form", Form.of(request));
    show(request, response, product, reviews ? "reviews" : "product");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Matcher path = PATH.matcher(Views.rest(request));
    Optional<Product> found = product(path);
    if (found.isEmpty() || !"/review".equals(path.group(3))) {
      Views.notFound(response);
      return;
    }
    Product product = found.get();
    Form form = Form.of(request, "author", "stars", "text");
    String author = form.required("author", 60);
    String text = form.required("text", 1500);
    if (!form.value("stars").matches("[1-5]")) {
      form.reject("stars", Phrase.of("error.stars"));
    }
    if (form.good()) {
      Shop shop = Shop.of(getServletContext());
      int stars = Integer.parseInt(form.value("stars"));
      shop.reviews().add(product.id(), new Review(author, stars, text, shop.clock().instant()));
      Views.go(request, response, product.path() + "/reviews?thanks=1");
    } else {
      request.setAttribute("form", form);
      show(request, response, product, "reviews");
    }
  }

  private Optional<Product> product(Matcher path) {
    return path.matches()
        ? Shop.of(getServletContext()).catalogue().product(Integer.parseInt(path.group(1)))
        : Optional.empty();
  }

  private void show(
      HttpServletRequest request, HttpServletResponse response, Product product, String view)
      throws ServletException, IOException {
    Shop shop = Shop.of(getServletContext());
    List<Review> reviews = shop.reviews().of(product);
    int pieces = shop.warehouse().listed(product);
    double mean = reviews.stream().mapToInt(Review::stars).average().orElse(0);
    request.setAttribute("title", product.name());
    request.setAttribute("product", product);
    request.setAttribute("available", pieces > 0);
    request.setAttribute("few", pieces > 0 && pieces < 5 ? pieces : 0);
    request.setAttribute("reviews", reviews);
    request.setAttribute("reviewCount", reviews.size());
    request.setAttribute("latest", reviews.subList(0, Math.min(3, reviews.size())));
    request.setAttribute(
        "stars", "★".repeat((int) Math.round(mean)) + "☆".repeat(5 - (int) Math.round(mean)));
    request.setAttribute("mean", Math.round(mean * 10) / 10.0);
    request.setAttribute("similar", shop.catalogue().similar(product));
    Views.show(request, response, view);
  }
}
