package io.github.senda.storefront.host;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.FragmentConfiguration;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** A Jetty in a process of its own, spoken to as {@link TomcatHost}. */
final class JettyHost {
  private JettyHost() {}

  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(0);
    server.addConnector(connector);
    ContextHandlerCollection shops = new ContextHandlerCollection();
    for (int i = 1; i < arguments.length; i += 2) {
      WebAppContext shop = new WebAppContext();
      shop.setContextPath(arguments[i]);
      shop.setWar(arguments[i + 1]);
      // What a Jetty does with a war by itself, without the JNDI that no shop here asks for.
      shop.setConfigurations(
          new Configuration[] {
            new WebInfConfiguration(),
            new MetaInfConfiguration(),
            new WebXmlConfiguration(),
            new FragmentConfiguration(),
            new WebAppConfiguration(),
            new AnnotationConfiguration()
          });
      shops.addHandler(shop);
    }
    server.setHandler(shops);
    server.start();
    System.out.println("PORT " + connector.getLocalPort());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine();
        line != null && !line.equals("stop");
        line = commands.readLine()) {
      System.out.println("UNKNOWN " + line);
    }
    server.stop();
    HostThreads.tell();
    System.exit(0);
  }
}
