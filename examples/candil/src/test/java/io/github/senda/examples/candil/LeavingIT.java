package io.github.senda.examples.candil;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.examples.candil.Visitor.Answer;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.metric.CheckoutDropOff;
import io.github.senda.metric.CheckoutDropOffs;
import io.github.senda.metric.Leaks;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way of leaving the checkout of Candil that is not as in Casa Tomillo: the sign-in is Spring
 * Security's, wrong forms come back with 200, each step has an address of its own. What is found is
 * written to {@code target/ways-of-leaving.md} as a table.
 */
class LeavingIT {

  private static final String PASSWORD = "larga-de-verdad";
  private static final String[] ADDRESS = {
    "nombre", "Lola", "calle", "Real+1", "cp", "23400", "ciudad", "Ubeda"
  };

  @TempDir Path folder;
  private int visitors;

  /** What somebody does, once their cart is filled and they ask for the checkout. */
  private interface Way {
    void walk(Visitor visitor) throws IOException;
  }

  private record Case(Way way, String record) {}

  private static String[] card(String number) {
    return new String[] {
      "titular", "Lola", "numeroTarjeta", number, "caducidad", "12%2F39", "cvv", "123"
    };
  }

  private static void is(int status, Answer answer) {
    assertEquals(status, answer.status(), () -> answer.request() + " answered " + answer.text());
  }

  private static void askForCheckout(Visitor visitor) throws IOException {
    is(200, visitor.get("/producto/cafetera-moka"));
    String wish = "{\"producto\":\"cafetera-moka\",\"cantidad\":1}";
    is(201, visitor.fetch("POST", "/api/carrito/lineas", wish));
    is(200, visitor.get("/carrito"));
    is(302, visitor.get("/compra/datos"));
    is(200, visitor.follow());
  }

  private void atAddress(Visitor visitor) throws IOException {
    String mail = "eva" + ++visitors + "%40example.com";
    is(200, visitor.get("/registro"));
    is(302, visitor.post("/registro", "nombre", "Eva", "correo", mail, "clave", PASSWORD));
    is(200, visitor.follow());
    is(302, visitor.post("/acceso", "correo", mail, "clave", PASSWORD));
    is(200, visitor.follow());
  }

  private void atDelivery(Visitor visitor) throws IOException {
    atAddress(visitor);
    is(302, visitor.post("/compra/datos", ADDRESS));
    is(200, visitor.follow());
  }

  private void atPayment(Visitor visitor) throws IOException {
    atDelivery(visitor);
    is(302, visitor.post("/compra/envio", "entrega", "domicilio"));
    is(200, visitor.follow());
  }

  private static void touch(Visitor visitor, String path, String field, int order, int fields)
      throws IOException {
    String body =
        String.format(
            Locale.ROOT,
            "{\"touches\":[{\"is\":\"left\",\"path\":\"%s\",\"age\":0,\"visible\":12,"
                + "\"field\":\"%s\",\"order\":%d,\"fields\":%d}]}",
            path,
            field,
            order,
            fields);
    is(204, visitor.tell("/senda-beacon/touches", body));
  }

  private Map<String, Case> ways() {
    Map<String, Case> ways = new LinkedHashMap<>();
    ways.put(
        "forced login", new Case(visitor -> {}, "login; -; -; forced_login; forced_login; login"));
    ways.put(
        "forced login, password forgotten",
        new Case(
            visitor -> {
              is(302, visitor.post("/acceso", "correo", "eva%40example.com", "clave", "otra"));
              is(200, visitor.follow());
            },
            "login; -; -; login_failed; forced_login, login_failed; login"));
    ways.put(
        "forced login, account refused",
        new Case(
            visitor -> {
              is(200, visitor.get("/registro"));
              is(200, visitor.post("/registro", "nombre", "", "correo", "eva", "clave", "1"));
            },
            "login; -; -; forced_login; forced_login; login"));
    ways.put(
        "address refused",
        new Case(
            visitor -> {
              atAddress(visitor);
              is(200, visitor.post("/compra/datos", "nombre", "", "calle", "", "cp", "x"));
            },
            "add_shipping_info; -; -; details_refused; forced_login, details_refused; "));
    ways.put(
        "back to the cart",
        new Case(
            visitor -> {
              atAddress(visitor);
              is(200, visitor.get("/carrito"));
            },
            "begin_checkout; -; -; unknown; forced_login; cart"));
    ways.put(
        "delivery shown late",
        new Case(
            this::atDelivery,
            "add_shipping_info; add_shipping_info; -; shipping_cost; forced_login; "));
    ways.put(
        "delivery looked up",
        new Case(
            visitor -> {
              atAddress(visitor);
              is(200, visitor.get("/entrega?cp=23400"));
            },
            "begin_checkout; -; -; shipping_cost; forced_login; shipping"));
    ways.put(
        "closed tab at the card",
        new Case(
            visitor -> {
              atPayment(visitor);
              touch(visitor, "/compra/pago", "numeroTarjeta", 2, 4);
            },
            "add_shipping_info; add_shipping_info; numeroTarjeta 2 of 4; unknown; forced_login; "));
    ways.put(
        "declined card",
        new Case(
            visitor -> {
              atPayment(visitor);
              is(200, visitor.post("/compra/pago", card("4000000000000002")));
              is(200, visitor.post("/compra/pago", card("4000000000000002")));
            },
            "add_payment_info; add_shipping_info; -; payment_refused; forced_login, 2 payment_refused; "));
    ways.put(
        "session expired",
        new Case(
            visitor -> {
              atDelivery(visitor);
              visitor.lose("JSESSIONID");
              visitor.post("/compra/envio", "entrega", "domicilio");
              is(302, visitor.get("/compra/envio"));
              is(200, visitor.follow());
            },
            "add_shipping_info; add_shipping_info; -; session_expired; forced_login, page_missing, session_expired; login"));
    return ways;
  }

  private void buy(Visitor visitor) throws IOException {
    askForCheckout(visitor);
    atPayment(visitor);
    is(302, visitor.post("/compra/pago", card("4242424242424242")));
    is(200, visitor.follow());
  }

  @Test
  void checkout_isRecordedAsItWasLeft() throws Exception {
    Map<String, Case> ways = ways();
    try (ShopProcess shop =
        ShopProcess.start(
            Path.of(System.getProperty("java.home")),
            ExecutableJar.with(ExecutableJar.Server.TOMCAT, folder),
            folder,
            List.of())) {
      buy(new Visitor(shop.port()));
      for (Case one : ways.values()) {
        Visitor visitor = new Visitor(shop.port());
        askForCheckout(visitor);
        one.way().walk(visitor);
      }
    }

    CheckoutDropOffs checkouts = checkouts();
    List<CheckoutDropOff> latest = checkouts.latest();
    assertEquals(
        ways.size(),
        latest.size(),
        () -> latest.stream().map(LeavingIT::record).toList().toString());
    List<String> names = new ArrayList<>(ways.keySet());
    StringBuilder table =
        new StringBuilder("| Way of leaving | Reached; done; field; left after; met; then |\n");
    table.append("| --- | --- |\n");
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String found = record(latest.get(names.size() - 1 - i));
      table.append("| ").append(names.get(i)).append(" | ").append(found).append(" |\n");
      String expected = ways.get(names.get(i)).record();
      if (!found.equals(expected)) {
        wrong.add(names.get(i) + ": expected " + expected + ", found " + found);
      }
    }
    Files.writeString(Path.of("target", "ways-of-leaving.md"), table);
    assertEquals(List.of(), wrong);
    assertEquals(1, checkouts.bought());
    assertEquals(0, checkouts.active());
  }

  /** As the panel says it two hours later. */
  private CheckoutDropOffs checkouts() throws Exception {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    try (JourneyStore store =
        JourneyStore.open(folder.resolve(".senda/candil"), Sessionizer.STANDARD, later)) {
      JourneyLog log = store.read();
      return Leaks.of(
              log,
              Rules.builtIn().meaning(log.signs()),
              new Leaks.Terms(later.instant(), Leaks.Terms.USUAL, ZoneOffset.UTC))
          .checkouts();
    }
  }

  private static String record(CheckoutDropOff left) {
    TreeSet<String> after = new TreeSet<>();
    left.after().forEach(where -> after.add(where.name().toLowerCase(Locale.ROOT)));
    return String.join(
        "; ",
        left.reached().name(),
        left.completed().map(Touchpoint::name).orElse("-"),
        left.field()
            .map(field -> field.name() + " " + field.order() + " of " + field.fields())
            .orElse("-"),
        left.cause().key(),
        left.met().stream()
            .map(
                met ->
                    (met.times() > 1 ? met.times() + " " : "")
                        + met.obstacle().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")),
        String.join(", ", after));
  }
}
