package io.github.senda.storefront.host;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.FragmentConfiguration;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty in a process of its own, spoken to as {@link TomcatHost}. */
final class JettyHost {
  private JettyHost() {}

  public static void main(String[] arguments) throws Exception {
    QueuedThreadPool pool = new QueuedThreadPool();
    VirtualThreads.executor().ifPresent(pool::setVirtualThreadsExecutor);
    Server server = new Server(pool);
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(0);
    server.addConnector(connector);
    server.addBean(new EvenSessionIds(server), true);
    ContextHandlerCollection shops = new ContextHandlerCollection();
    for (int i = 1; i < arguments.length; i += 2) {
      shops.addHandler(shop(arguments[i], arguments[i + 1]));
    }
    server.setHandler(shops);
    server.start();
    int port = connector.getLocalPort();
    System.out.println("PORT " + port);
    HostLeftovers.obey(() -> redeployed(shops, port, arguments[1], arguments[2]));
    server.stop();
    HostLeftovers.tell();
    System.exit(0);
  }

  private static WebAppContext shop(String path, String war) {
    WebAppContext shop = new WebAppContext();
    shop.setContextPath(path);
    shop.setWar(war);
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
    return shop;
  }

  private static ClassLoader redeployed(
      ContextHandlerCollection shops, int port, String path, String war) throws Exception {
    WebAppContext shop =
        shops.getHandlers().stream()
            .map(WebAppContext.class::cast)
            .filter(known -> known.getContextPath().equals(path))
            .findFirst()
            .orElse(null);
    if (shop == null) {
      shop = shop(path, war);
      shops.addHandler(shop);
      shop.start();
    }
    HostLeftovers.visit("http://127.0.0.1:" + port + path);
    ClassLoader loader = shop.getClassLoader();
    shop.stop();
    shops.removeHandler(shop);
    shop.destroy();
    return loader;
  }

  /** Ids of one length: they stand in pages, and a page's length in its header. */
  private static final class EvenSessionIds extends DefaultSessionIdManager {
    private final AtomicInteger last = new AtomicInteger(100_000);

    EvenSessionIds(Server server) {
      super(server);
    }

    @Override
    public String newSessionId(long seedTerm) {
      return "node" + last.incrementAndGet();
    }
  }
}
