package io.github.senda.storefront.panel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A real server with nothing in it but a panel, on a port of its own. */
final class PanelServer implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String context;

  PanelServer(Path folder, String context, PanelSource source, PanelAccess access)
      throws LifecycleException {
    this.context = context;
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context shop = tomcat.addContext(context, folder.toString());
    Tomcat.addServlet(shop, "panel", new PanelServlet(source, access));
    shop.addServletMappingDecoded("/senda/*", "panel");
    tomcat.start();
  }

  /** Where the panel is, without a slash at its end. */
  String address() {
    return origin() + context + "/senda";
  }

  String origin() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
