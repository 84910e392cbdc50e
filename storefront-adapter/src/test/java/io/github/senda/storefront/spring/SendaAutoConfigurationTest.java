package io.github.senda.storefront.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.servlet.SendaInitializer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.StandardServletEnvironment;

/** A Spring Boot shop on its own Tomcat, with real HTTP. */
class SendaAutoConfigurationTest {

  @TempDir Path folder;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Shop {
    @Bean
    Pages pages() {
      return new Pages();
    }
  }

  @RestController
  static class Pages {
    @GetMapping(path = "/product/{id}", produces = "text/html")
    String product() {
      return "<!doctype html><title>A jar</title>";
    }
  }

  private ConfigurableApplicationContext start(String... more) {
    return start(Map.of(), more);
  }

  private ConfigurableApplicationContext start(Map<String, Object> properties, String... more) {
    SpringApplication application = new SpringApplication(Shop.class);
    application.setEnvironment(environment(properties));
    application.setLogStartupInfo(false);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--senda.folder=" + folder));
    arguments.addAll(List.of(more));
    return application.run(arguments.toArray(String[]::new));
  }

  /** As a machine would have it: a file of properties with variables of the environment. */
  private static ConfigurableEnvironment environment(Map<String, Object> properties) {
    ConfigurableEnvironment environment = new StandardServletEnvironment();
    Map<String, Object> variables = new TreeMap<>(properties);
    variables.keySet().removeIf(name -> !name.startsWith("SENDA_"));
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-systemEnvironment", new TreeMap<>(variables)));
    environment.getPropertySources().addFirst(new MapPropertySource("file", properties));
    return environment;
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext shop, String path)
      throws IOException, InterruptedException {
    String port = shop.getEnvironment().getProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void boot_capturesWithNothingButTheJar() throws Exception {
    HttpResponse<String> page;
    try (ConfigurableApplicationContext shop = start()) {
      page = get(shop, "/product/101");
    }

    assertEquals(200, page.statusCode());
    assertTrue(
        page.headers().firstValue("Set-Cookie").orElse("").startsWith("senda_"),
        page.headers().map().toString());
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, Clock.systemUTC())) {
      JourneyLog log = store.read();
      assertEquals(1, log.blocks().stream().mapToLong(block -> block.touches()).sum());
      assertEquals(List.of("GET /product/{id} 2"), log.signs());
    }
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().startsWith("senda-")));
  }

  @Test
  void boot_opensThePanelByTheApplicationsProperties() throws Exception {
    try (ConfigurableApplicationContext shop = start("--senda.panel.token=sixteen-characters-1")) {
      assertTrue(get(shop, "/senda/").body().contains("<html"), "a page to sign in");
    }
    try (ConfigurableApplicationContext shop = start()) {
      assertEquals(404, get(shop, "/senda/").statusCode());
    }
  }

  @Test
  void boot_isLeftAloneWhereSendaIsOff() throws Exception {
    try (ConfigurableApplicationContext shop = start("--senda.enabled=false")) {
      assertTrue(get(shop, "/product/101").headers().firstValue("Set-Cookie").isEmpty());
    }
  }

  @Test
  void settings_reachSendaHoweverTheApplicationWritesThem() {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("senda.enabled", "false");
    properties.put("senda.panel.path", "/trastienda");
    properties.put("senda.trustedProxies[0]", "10.0.0.1");
    properties.put("senda.trustedProxies[1]", "10.1.0.0/16");
    properties.put("SENDA_ZONE", "Europe/Madrid");
    properties.put("senda.log.reader", "--delimiter \",\"");
    properties.put("senda.gap", "${nothing.of.that.name}");

    try (ConfigurableApplicationContext shop = start(properties)) {
      ServletContext context = ((WebApplicationContext) shop).getServletContext();
      Map<String, String> read = new TreeMap<>();
      for (String name : SendaInitializer.settings()) {
        Optional.ofNullable(context.getInitParameter(name))
            .ifPresent(value -> read.put(name, value));
      }

      assertEquals(
          Map.of(
              "senda.enabled", "false",
              "senda.folder", folder.toString(),
              "senda.panel.path", "/trastienda",
              "senda.trusted-proxies", "10.0.0.1,10.1.0.0/16",
              "senda.zone", "Europe/Madrid",
              "senda.log.reader", "--delimiter \",\""),
          read);
    }
  }
}
