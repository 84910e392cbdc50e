package io.github.senda.storefront.servlet;

import io.github.senda.touch.Touch;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the filter adds to a request on the shop's thread: everything between the request and the
 * queue, on Tomcat's own request and response. {@code none} is the same without the filter. Stands
 * in the filter's package because a shop has no business making one.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {

  private static final String SEEN = CaptureFilter.class.getName() + ".seen";

  /** A product's page of a known visitor, a form of the checkout, a picture. */
  @Param({"page", "form", "static"})
  String kind;

  private final FilterChain shop = (request, response) -> {};
  private final ArrayBlockingQueue<Touch> queue = new ArrayBlockingQueue<>(10_000);
  private CaptureFilter filter;
  private Request request;
  private Response response;
  private org.apache.coyote.Request wire;

  @Setup(Level.Trial)
  public void shop() {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    Context context = tomcat.addContext("", null);
    context.setCookieProcessor(new Rfc6265CookieProcessor());
    Settings settings = Settings.of(context.getServletContext(), Map.of(), Map.of());
    Capture capture =
        new Capture(
            touch -> {
              if (queue.remainingCapacity() == 0) {
                queue.clear();
              }
              return queue.offer(touch);
            },
            settings,
            "",
            Clock.systemUTC());
    filter = new CaptureFilter(capture);

    wire = new org.apache.coyote.Request();
    wire.setResponse(new org.apache.coyote.Response());
    wire.setMethod(kind.equals("form") ? "POST" : "GET");
    wire.requestURI()
        .setString(
            switch (kind) {
              case "page" -> "/product/101-olive-serving-bowl";
              case "form" -> "/checkout";
              default -> "/assets/bowl.jpg";
            });
    wire.serverName().setString("localhost");
    wire.remoteAddr().setString("203.0.113.7");
    header("host", "localhost");
    header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    header("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    header("accept-language", "es-ES,es;q=0.8,en;q=0.5");
    header("referer", "http://localhost/category/kitchen");
    header("sec-fetch-mode", kind.equals("static") ? "no-cors" : "navigate");
    header("sec-fetch-dest", kind.equals("static") ? "image" : "document");
    header("sec-fetch-site", "same-origin");
    header(
        "cookie",
        "JSESSIONID=5A6F; "
            + VisitorCookie.of("")
                .header(new io.github.senda.touch.VisitorId(1, 2), false)
                .split(";", 2)[0]);
    if (kind.equals("form")) {
      wire.queryString().setString("step=2&name=x&street=x&city=x&postcode=x");
    }
    request = new Request(new Connector());
    request.setCoyoteRequest(wire);
    response = new Response();
    response.setCoyoteResponse(wire.getResponse());
    request.setResponse(response);
    request.getMappingData().context = context;
  }

  private void header(String name, String value) {
    MessageBytes bytes = wire.getMimeHeaders().addValue(name);
    bytes.setString(value);
  }

  @Benchmark
  public Object none() throws IOException, ServletException {
    shop.doFilter(request, response);
    return request;
  }

  @Benchmark
  public Object filter() throws IOException, ServletException {
    request.removeAttribute(SEEN);
    filter.doFilter(request, response, shop);
    return request;
  }
}
