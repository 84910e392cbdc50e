package io.github.senda.storefront.spring;

import io.github.senda.storefront.servlet.SendaInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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
 * nothing. Settings may stand among the application's properties under their usual names.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class SendaAutoConfiguration {

  /** What the application runs while its servlet context starts. */
  @Bean
  ServletContextInitializer sendaInstallation(Environment environment) {
    return new Installation(environment);
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
  private record Installation(Environment environment)
      implements ServletContextInitializer, Ordered {

    @Override
    public void onStartup(ServletContext context) {
      for (String name : SendaInitializer.settings()) {
        String value = environment.getProperty(name);
        if (value != null) {
          context.setInitParameter(name, value);
        }
      }
      new SendaInitializer().onStartup(Set.of(), context);
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }
}
