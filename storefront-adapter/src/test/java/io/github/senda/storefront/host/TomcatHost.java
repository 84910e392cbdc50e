package io.github.senda.storefront.host;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat in a process of its own: {@code base, then context path and war, again and again}. Says
 * its port, obeys {@code redeploy N} and {@code stop}.
 */
final class TomcatHost {
  private TomcatHost() {}

  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    new File(arguments[0], "webapps").mkdirs();
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    for (int i = 1; i < arguments.length; i += 2) {
      tomcat.addWebapp(arguments[i], Path.of(arguments[i + 1]).toString());
    }
    tomcat.start();
    int port = tomcat.getConnector().getLocalPort();
    System.out.println("PORT " + port);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine();
        line != null && !line.equals("stop");
        line = commands.readLine()) {
      int times = Integer.parseInt(line.split(" ", 2)[1]);
      System.out.println("LOADERS " + redeploy(tomcat, port, times, arguments));
    }
    tomcat.stop();
    tomcat.destroy();
    HostThreads.tell();
    System.exit(0);
  }

  /** Takes the first shop out and in again, visits it each time, and counts the loaders left. */
  private static int redeploy(Tomcat tomcat, int port, int times, String[] arguments)
      throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Context shop = (Context) tomcat.getHost().findChild(arguments[1]);
      visit("http://127.0.0.1:" + port + arguments[1] + "/product/1");
      loaders.add(new WeakReference<>(shop.getLoader().getClassLoader()));
      tomcat.getHost().removeChild(shop);
      shop.destroy();
      tomcat.addWebapp(arguments[1], arguments[2]);
    }
    long end = System.nanoTime() + 20_000_000_000L;
    int left = times;
    while (left > 0 && System.nanoTime() < end) {
      System.gc();
      left = (int) loaders.stream().filter(loader -> loader.get() != null).count();
      Thread.onSpinWait();
    }
    return left;
  }

  private static void visit(String address) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address))
                    .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) redeployed")
                    .header("Accept", "text/html")
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + response.statusCode());
    }
  }
}
