package io.github.senda.storefront.spring;

import io.github.senda.storefront.servlet.SendaInitializer;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Installs Senda in a Spring Boot application that has its jar: no code and no configuration. In a
 * war on a server of its own, where the server has found {@link SendaInitializer} before, it does
 * nothing. Settings may stand among the application's properties under their usual names, lists as
 * YAML writes them included. Unless told otherwise the store is kept below the home of the user in
 * {@code .senda}, in a folder named after {@code spring.application.name}, else after the
 * application's package: what an executable jar calls its server's folder is gone when it ends.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class SendaAutoConfiguration {

  private static final Logger LOG = System.getLogger(SendaAutoConfiguration.class.getName());
  private static final String FOLDER = "senda.folder";
  private static final String DISPLAY_NAME = "server.servlet.application-display-name";

  /** What the application runs while its servlet context starts. */
  @Bean
  ServletContextInitializer sendaInstallation(Environment environment, BeanFactory beans) {
    return new Installation(environment, beans);
  }

  /** Hears what the application publishes. */
  @Bean
  ApplicationListener<ApplicationEvent> sendaShopEvents(ServletContext context) {
    return new ShopEvents(context);
  }

  /** Only where Spring MVC is there: a shop may have another framework on Spring Boot. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.web.servlet.handler.MappedInterceptor")
  static class Mvc {

    @Bean
    MappedInterceptor sendaHandlers() {
      return new MappedInterceptor(new String[] {"/**"}, new Handlers());
    }
  }

  /** Comes first of all, so that the filter is the outermost. */
  private record Installation(Environment environment, BeanFactory beans)
      implements ServletContextInitializer, Ordered {

    @Override
    public void onStartup(ServletContext context) {
      for (String name : SendaInitializer.settings()) {
        setting(name).ifPresent(value -> context.setInitParameter(name, value));
      }
      if (context.getInitParameter(FOLDER) == null && serverIsPassing()) {
        String base = environment.getProperty("user.home", ".");
        context.setInitParameter(
            FOLDER, String.join(File.separator, base, ".senda", name()) + place(context));
      }
      // Spring Boot calls every context "application" unless told otherwise.
      String shop = environment.getProperty("spring.application.name", "");
      if (!shop.isBlank() && !environment.containsProperty(DISPLAY_NAME)) {
        context.setAttribute(SendaInitializer.SHOP, shop);
      }
      new SendaInitializer().onStartup(Set.of(), context);
    }

    private Optional<String> setting(String name) {
      try {
        String value = environment.getProperty(name);
        return value != null
            ? Optional.of(value)
            : Binder.get(environment)
                .bind(name, Bindable.listOf(String.class))
                .map(values -> Optional.of(String.join(",", values)))
                .orElseGet(Optional::empty);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Senda: the property {0} is left out: {1}", name, e.getMessage());
        return Optional.empty();
      }
    }

    /** Whether no server of its own has a folder that lasts longer than this process. */
    private static boolean serverIsPassing() {
      String temporary = System.getProperty("java.io.tmpdir", "");
      return Stream.of("catalina.base", "jetty.base")
          .map(name -> System.getProperty(name, ""))
          .allMatch(base -> base.isEmpty() || base.startsWith(temporary));
    }

    private String name() {
      List<String> packages =
          AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
      String given = environment.getProperty("spring.application.name", "");
      String name = given.isBlank() && !packages.isEmpty() ? packages.get(0) : given;
      String plain = name.strip().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "");
      return plain.isEmpty() ? "application" : plain;
    }

    /** Two shops of one name at two places of a server are two. */
    private static String place(ServletContext context) {
      return context.getContextPath().replaceAll("[^A-Za-z0-9_-]", "_");
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }
}
