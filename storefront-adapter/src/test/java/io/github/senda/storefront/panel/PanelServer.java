package io.github.senda.storefront.panel;

import io.github.senda.storefront.lucid.LucidCourier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A real server with nothing in it but a panel, on a port of its own. */
final class PanelServer implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String context;

  PanelServer(Path folder, String context, PanelSource source, PanelAccess access)
      throws LifecycleException {
    this(folder, context, source, access, Optional.empty());
  }

  PanelServer(
      Path folder,
      String context,
      PanelSource source,
      PanelAccess access,
      Optional<LucidCourier> lucid)
      throws LifecycleException {
    this.context = context;
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context shop = tomcat.addContext(context, folder.toString());
    Tomcat.addServlet(shop, "panel", new PanelServlet(source, access, lucid));
    shop.addServletMappingDecoded("/senda/*", "panel");
    signInByHeader(shop);
    tomcat.start();
  }

  /** In place of a shop's own sign-in: the header X-Role says who somebody is. */
  private static void signInByHeader(Context shop) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("roles");
    definition.setFilter(
        (request, response, chain) -> {
          String role = ((HttpServletRequest) request).getHeader("X-Role");
          chain.doFilter(
              role == null ? request : new SignedIn((HttpServletRequest) request, role), response);
        });
    shop.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName("roles");
    mapping.addURLPattern("/*");
    shop.addFilterMap(mapping);
  }

  private static final class SignedIn extends HttpServletRequestWrapper {
    private final String role;

    SignedIn(HttpServletRequest request, String role) {
      super(request);
      this.role = role;
    }

    @Override
    public String getRemoteUser() {
      return "lola";
    }

    @Override
    public boolean isUserInRole(String asked) {
      return asked.equals(role);
    }
  }

  /** Where the panel is, without a slash at its end. */
  String address() {
    return origin() + context + "/senda";
  }

  String origin() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  /** Signs in and says the session's cookie as it is sent back. */
  String signIn(String token) throws IOException, InterruptedException {
    HttpResponse<String> response =
        post(
            "/sign-in",
            "token=" + token,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Origin",
            origin());
    return cookie(response);
  }

  static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElse("none=").split(";", 2)[0];
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
    return client.send(
        request.build(),
        answer -> HttpResponse.BodySubscribers.ofString(charset(answer.headers())));
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** What is no text keeps a character for each byte: read as UTF-8, some bytes would be lost. */
  private static Charset charset(HttpHeaders headers) {
    return headers.firstValue("Content-Type").orElse("").equals("application/zip")
        ? StandardCharsets.ISO_8859_1
        : StandardCharsets.UTF_8;
  }
}
