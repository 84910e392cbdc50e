package io.github.senda.storefront.servlet;

import com.example.awkward.AwkwardShop;
import com.example.awkward.View;
import io.github.senda.storefront.beacon.Beacon;
import io.github.senda.storefront.beacon.Question;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.touch.Touch;
import io.github.senda.touch.TouchRecorder;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.mockito.Mockito;

/** The awkward shop on a real server, with its touches in memory and a clock that a test moves. */
final class ShopServer implements AutoCloseable {

  /** A clock that a test moves. */
  static final class Hand extends Clock {
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

    void set(String time) {
      now = Instant.parse(time);
    }

    void forward(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final Hand clock = new Hand();
  final List<Touch> touches = new CopyOnWriteArrayList<>();
  final Capture capture;
  final Optional<Beacon> beacon;
  private final Tomcat tomcat = new Tomcat();

  /** A shop with settings beside the usual ones: names and values in turn. */
  ShopServer(Path folder, String... settings) throws Exception {
    Map<String, String> properties = new TreeMap<>(Map.of("user.home", folder.toString()));
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i], settings[i + 1]);
    }
    ServletContext context = Mockito.mock();
    Mockito.when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    Mockito.when(context.getContextPath()).thenReturn("");
    Settings known = Settings.of(context, Map.of(), properties);
    Optional<Question> question =
        known
            .beacon()
            .question()
            .map(
                kind ->
                    Question.of(
                        kind,
                        known.beacon().after(),
                        sign -> Rules.builtIn().verdict(sign).touchpoint(),
                        () -> 0,
                        clock));
    TouchRecorder noticing =
        touch -> {
          question.ifPresent(asking -> asking.notice(touch));
          return touches.add(touch);
        };
    capture = new Capture(noticing, known, "", clock);
    beacon =
        known
            .beacon()
            .path()
            .map(path -> Beacon.of("", path, capture, touches::add, question, clock));
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context shop = tomcat.addContext("", folder.toString());
    FilterDef filter = new FilterDef();
    filter.setFilterName("senda");
    CaptureFilter ours = new CaptureFilter(capture, beacon);
    filter.setFilter(ours);
    filter.setAsyncSupported("true");
    shop.addFilterDef(filter);
    FilterMap everything = new FilterMap();
    everything.setFilterName("senda");
    everything.addURLPattern("/*");
    everything.setDispatcher("REQUEST");
    everything.setDispatcher("FORWARD");
    everything.setDispatcher("ERROR");
    shop.addFilterMap(everything);
    Tomcat.addServlet(shop, "shop", new AwkwardShop()).setAsyncSupported(true);
    shop.addServletMappingDecoded("/", "shop");
    Tomcat.addServlet(shop, "pages", new Pages());
    shop.addServletMappingDecoded("/pages/*", "pages");
    Tomcat.addServlet(shop, "view", new View());
    shop.addServletMappingDecoded("/view/*", "view");
    ((StandardContext) shop)
        .addApplicationEventListener(
            new ServletRequestListener() {
              @Override
              public void requestDestroyed(ServletRequestEvent event) {
                ours.destroyed(event.getServletRequest());
              }
            });
    tomcat.start();
  }

  HttpResponse<String> send(String method, String path, Map<String, String> headers)
      throws Exception {
    return send(method, path, headers, "a=b", "application/x-www-form-urlencoded");
  }

  HttpResponse<String> send(
      String method, String path, Map<String, String> headers, String body, String type)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin() + path))
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString(body)
                    : HttpRequest.BodyPublishers.noBody());
    if (method.equals("POST")) {
      request.header("Content-Type", type);
    }
    headers.forEach(request::header);
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String origin() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
