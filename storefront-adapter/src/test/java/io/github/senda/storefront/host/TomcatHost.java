package io.github.senda.storefront.host;

import java.io.File;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/**
 * A Tomcat in a process of its own: {@code base, then context path and war, again and again}. Says
 * its port, speaks HTTP/1.1 and HTTP/2 there, and obeys {@link HostLeftovers#obey}.
 */
final class TomcatHost {
  private TomcatHost() {}

  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    new File(arguments[0], "webapps").mkdirs();
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    VirtualThreads.executor()
        .ifPresent(threads -> tomcat.getConnector().getProtocolHandler().setExecutor(threads));
    for (int i = 1; i < arguments.length; i += 2) {
      tomcat.addWebapp(arguments[i], Path.of(arguments[i + 1]).toString());
    }
    tomcat.start();
    int port = tomcat.getConnector().getLocalPort();
    System.out.println("PORT " + port);
    HostLeftovers.obey(() -> redeployed(tomcat, port, arguments[1], arguments[2]));
    tomcat.stop();
    tomcat.destroy();
    HostLeftovers.tell();
    System.exit(0);
  }

  private static ClassLoader redeployed(Tomcat tomcat, int port, String path, String war)
      throws Exception {
    if (tomcat.getHost().findChild(path) == null) {
      tomcat.addWebapp(path, war);
    }
    Context shop = (Context) tomcat.getHost().findChild(path);
    HostLeftovers.visit("http://127.0.0.1:" + port + path);
    ClassLoader loader = shop.getLoader().getClassLoader();
    tomcat.getHost().removeChild(shop);
    shop.destroy();
    return loader;
  }
}
