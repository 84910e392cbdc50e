package io.github.senda.storefront.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Installs Senda in every web application that has its jar in {@code WEB-INF/lib}: containers find
 * it by {@code META-INF/services}, even where {@code web.xml} is {@code metadata-complete}.
 */
public final class SendaInitializer implements ServletContainerInitializer {

  /**
   * The attribute of a servlet context under which a text may stand that the shop is called by,
   * where the context's own name does not say.
   */
  public static final String SHOP = "io.github.senda.storefront.shop";

  /** The names of all settings, sorted: for a host that keeps settings of its own. */
  public static List<String> settings() {
    return Settings.names();
  }

  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    if (Senda.install(context, Clock.systemUTC())) {
      context.addListener(new SendaListener());
    }
  }
}
