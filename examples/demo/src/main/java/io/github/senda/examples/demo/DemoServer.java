package io.github.senda.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * Tomcat on 127.0.0.1 with the example shop at its root and a bank beside it. The shop is reached
 * as {@code localhost} and the bank as {@code 127.0.0.1}, so that to a browser they are two sites,
 * as they are in life.
 *
 * <p>Safe to stop from another thread; stopping twice does nothing.
 */
final class DemoServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Tomcat tomcat;
  private final Settings settings;
  private final String token;
  private boolean stopped;

  private DemoServer(Tomcat tomcat, Settings settings, String token) {
    this.tomcat = tomcat;
    this.settings = settings;
    this.token = token;
  }

  /**
   * Starts the server and what runs in it.
   *
   * @param target the build directory, with the unpacked web applications {@code shop} and {@code
   *     empty}
   * @throws IllegalStateException in one sentence, if the port is taken or an application does not
   *     start
   */
  static DemoServer start(Settings settings, Path target) {
    return start(settings, target, Map.of());
  }

  /** Starts it with settings of Senda's beside the usual ones. */
  static DemoServer start(Settings settings, Path target, Map<String, String> more) {
    checkFree(settings.port());
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(target.resolve("tomcat-" + settings.port()).toString());
    Connector connector = new Connector();
    connector.setPort(settings.port());
    connector.setProperty("address", HOST);
    connector.setThrowOnFailure(true);
    tomcat.setConnector(connector);
    // Under Maven the system's class loader is Maven's, which has never heard of Tomcat.
    tomcat.getEngine().setParentClassLoader(DemoServer.class.getClassLoader());
    String token = random(16);
    String secret = random(32);
    Map<String, String> parameters = new HashMap<>();
    parameters.put("senda.folder", settings.folder().toString());
    parameters.put("senda.panel.once", token);
    if (settings.shoppers() > 0) {
      parameters.put("senda.gap", "30s");
      // What is at risk in carts shows in minutes, as nobody watches a demo for a day.
      parameters.put("senda.cart.abandoned", "1m");
    }
    if (settings.log().isPresent()) {
      parameters.put("senda.log", settings.log().get().toString());
      if (!settings.reader().isBlank()) {
        parameters.put("senda.log.reader", settings.reader());
      }
    } else {
      parameters.put("shop.bank", "http://" + HOST + ":" + settings.port() + "/bank");
      parameters.put("shop.bank.secret", secret);
    }
    parameters.putAll(more);
    Path application = target.resolve(settings.log().isPresent() ? "empty" : "shop");
    if (!Files.isDirectory(application)) {
      throw new IllegalStateException(
          "There is no web application in " + application + ": build the whole project first.");
    }
    Context shop = tomcat.addWebapp("", application.toString());
    parameters.forEach(shop::addParameter);
    // Senda is looked for where a shop has it, in WEB-INF/lib; what the launcher itself runs on is
    // no part of the shop.
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    shop.setJarScanner(scanner);
    shop.addLifecycleListener(DemoServer::forgetPages);
    leaveTheJvmAlone(shop);
    if (settings.log().isEmpty()) {
      Context bank = tomcat.addContext("/bank", null);
      leaveTheJvmAlone(bank);
      Tomcat.addServlet(bank, "bank", new BankServlet(new BankSignature(secret)));
      bank.addServletMappingDecoded("/*", "bank");
    }
    DemoServer server = new DemoServer(tomcat, settings, token);
    try {
      tomcat.start();
      if (!shop.getState().isAvailable()) {
        throw new IllegalStateException(
            "The web application in " + application + " did not start.");
      }
    } catch (LifecycleException e) {
      server.close();
      throw new IllegalStateException("Tomcat did not start: " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /**
   * Tomcat's defaults have a servlet for JSP, which is not on board and which neither application
   * needs.
   */
  private static void forgetPages(LifecycleEvent event) {
    if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)
        && event.getLifecycle() instanceof Context context
        && context.findChild("jsp") != null) {
      context.removeServletMapping("*.jsp");
      context.removeServletMapping("*.jspx");
      context.removeChild(context.findChild("jsp"));
    }
  }

  /**
   * At stop Tomcat looks for leaks where this JVM does not let it look, and complains; the JVM ends
   * anyway.
   */
  private static void leaveTheJvmAlone(Context context) {
    if (context instanceof StandardContext standard) {
      standard.setClearReferencesObjectStreamClassCaches(false);
      standard.setClearReferencesRmiTargets(false);
      standard.setClearReferencesThreadLocals(false);
    }
  }

  private static void checkFree(int port) {
    // Tomcat would say it too, but with a page of stack trace.
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    } catch (IOException e) {
      boolean taken = String.valueOf(e.getMessage()).contains("in use");
      throw new IllegalStateException(
          "Port "
              + port
              + (taken ? " is taken" : " cannot be opened (" + e.getMessage() + ")")
              + ": choose another, for example with -Dport="
              + (port == 9090 ? 9091 : 9090)
              + ".",
          e);
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  String address() {
    return "http://localhost:" + settings.port() + "/";
  }

  /** The panel's address, good for one time. */
  String panel() {
    return address() + "senda/?once=" + token;
  }

  /** Ends every application, each of which writes down what it has, and then the server. */
  @Override
  public synchronized void close() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      System.getLogger(DemoServer.class.getName())
          .log(System.Logger.Level.WARNING, "Tomcat did not stop cleanly: " + e.getMessage());
    }
  }
}
