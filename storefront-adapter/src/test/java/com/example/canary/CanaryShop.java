package com.example.canary;

import com.example.awkward.AwkwardShop;
import com.example.awkward.View;
import io.github.senda.storefront.servlet.SendaInitializer;
import io.github.senda.touch.Touchpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** The awkward shop with Senda in it; ends when its input does. */
public final class CanaryShop {

  private static final List<Object> PLANTED = new ArrayList<>();

  private CanaryShop() {}

  /** Starts in a folder; what else is given is planted in something of Senda's. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i++) {
      PLANTED.add(Touchpoint.of(arguments[i]));
    }
    Path folder = Path.of(arguments[0]);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context shop = tomcat.addContext("", folder.toString());
    shop.addServletContainerInitializer(new SendaInitializer(), Set.of());
    Tomcat.addServlet(shop, "shop", new AwkwardShop()).setAsyncSupported(true);
    shop.addServletMappingDecoded("/", "shop");
    Tomcat.addServlet(shop, "view", new View());
    shop.addServletMappingDecoded("/view/*", "view");
    tomcat.start();
    System.out.println("port " + tomcat.getConnector().getLocalPort());
    int read;
    do {
      read = System.in.read();
    } while (read >= 0);
    tomcat.stop();
    tomcat.destroy();
  }
}
