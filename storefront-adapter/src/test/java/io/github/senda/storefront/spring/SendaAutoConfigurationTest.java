package io.github.senda.storefront.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.servlet.SendaInitializer;
import io.github.senda.storefront.voice.ShopVoice;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.math.BigDecimal;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.StandardServletEnvironment;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** A Spring Boot shop on its own Tomcat, with real HTTP. */
class SendaAutoConfigurationTest {

  /** The cookie of a visitor of the shop at the root: its name is the hash of that. */
  private static final String VISITOR = "senda_e3b0c442=" + "0".repeat(32);

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
    @Autowired ApplicationEventPublisher events;

    @PostMapping("/order/new")
    String order() {
      events.publishEvent(ShopVoice.purchase("1042", new BigDecimal("59.90"), "EUR"));
      return "thank you";
    }

    @Autowired AuthenticationEventPublisher signIns;

    @PostMapping("/login")
    String login() {
      signIns.publishAuthenticationFailure(
          new BadCredentialsException("no"), new UsernamePasswordAuthenticationToken("ana", "x"));
      return "try again";
    }

    @PostMapping("/order/commit")
    String committed() {
      new TransactionTemplate(new Ledger())
          .executeWithoutResult(
              status -> events.publishEvent(ShopVoice.touchpoint("order_committed")));
      return "thank you";
    }

    @PostMapping("/order/rollback")
    String rolledBack() {
      new TransactionTemplate(new Ledger())
          .executeWithoutResult(
              status -> {
                events.publishEvent(ShopVoice.touchpoint("order_rolled_back"));
                status.setRollbackOnly();
              });
      return "sorry";
    }

    @PostMapping("/order/batch")
    String elsewhere() throws InterruptedException {
      Thread batch = new Thread(() -> events.publishEvent(ShopVoice.touchpoint("order_elsewhere")));
      batch.start();
      batch.join();
      return "thank you";
    }

    /** A view that keeps the model to itself, as template engines do. */
    @PostMapping("/address")
    ModelAndView address() {
      BindingResult errors = new MapBindingResult(new TreeMap<>(), "address");
      errors.reject("postcode");
      View view =
          (model, request, response) -> {
            response.setContentType("text/html");
            response.getWriter().print("<form></form>");
          };
      return new ModelAndView(view, errors.getModel());
    }

    @GetMapping(path = "/desk", produces = "text/html")
    String desk() {
      return "<p>orders of today</p>";
    }

    @GetMapping(path = "/product/{id}", produces = "text/html")
    String product() {
      return "<!doctype html><title>A jar</title>";
    }
  }

  /** A transaction manager with nothing behind it. */
  static final class Ledger extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1;

    @Override
    protected Object doGetTransaction() {
      return new Object();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }

  private ConfigurableApplicationContext start(String... more) {
    return startWith(Shop.class, more);
  }

  private ConfigurableApplicationContext startWith(Class<?> beside, String... more) {
    return start(new SpringApplication(Shop.class, beside), Map.of(), more);
  }

  private ConfigurableApplicationContext start(Map<String, Object> properties, String... more) {
    return start(new SpringApplication(Shop.class), properties, more);
  }

  private ConfigurableApplicationContext start(
      SpringApplication application, Map<String, Object> properties, String... more) {
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

  private static int post(ConfigurableApplicationContext shop, String path) throws Exception {
    String port = shop.getEnvironment().getProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                .header("Cookie", VISITOR)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private Set<String> signs() throws Exception {
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, Clock.systemUTC())) {
      return new TreeSet<>(store.read().signs());
    }
  }

  @Test
  void boot_hearsWhatTheShopPublishes() throws Exception {
    String counts;
    try (ConfigurableApplicationContext shop = start("--senda.panel.token=sixteen-characters-1")) {
      for (String path : List.of("new", "commit", "rollback", "batch")) {
        assertEquals(200, post(shop, "/order/" + path));
      }
      counts = panel(shop);
    }

    String all = signs().toString();
    assertTrue(all.contains("POST /order/new 2 ?:data&:touchpoint=purchase"), all);
    assertTrue(all.contains(":touchpoint=order_committed"), all);
    assertFalse(all.contains("order_rolled_back"), "what is rolled back was none: " + all);
    assertFalse(all.contains("order_elsewhere"), all);
    assertTrue(counts.contains("misheard.said_nowhere"), counts);
  }

  private static String panel(ConfigurableApplicationContext shop) throws Exception {
    String port = shop.getEnvironment().getProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/senda/api/map"))
                .header("Authorization", "Bearer sixteen-characters-1")
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void boot_seesARefusedFormThoughTheViewKeepsTheModel() throws Exception {
    try (ConfigurableApplicationContext shop = start()) {
      assertEquals(200, post(shop, "/address"));
    }

    assertEquals(Set.of("POST /address 2 ?:refused"), signs());
  }

  @Test
  void boot_hearsAFailedSignIn() throws Exception {
    try (ConfigurableApplicationContext shop = start()) {
      assertEquals(200, post(shop, "/login"));
    }

    assertEquals(Set.of("POST /login 2 ?:data&:refused"), signs());
  }

  /** As Spring Security does: the user is known to the wrapped request alone. */
  @Configuration(proxyBeanMethods = false)
  static class SignedIn {
    @Bean
    FilterRegistrationBean<Filter> signIn() {
      return new FilterRegistrationBean<>(
          (request, response, chain) ->
              chain.doFilter(
                  new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public boolean isUserInRole(String role) {
                      return role.equals("WAREHOUSE") && getRequestURI().equals("/desk");
                    }
                  },
                  response));
    }
  }

  @Test
  void boot_leavesOutStaffWhomOnlyTheFrameworkKnows() throws Exception {
    try (ConfigurableApplicationContext shop =
        startWith(SignedIn.class, "--senda.staff.roles=ADMIN, WAREHOUSE")) {
      get(shop, "/product/1");
      get(shop, "/desk");
    }

    assertEquals(Set.of("GET /product/{id} 2"), signs());
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
