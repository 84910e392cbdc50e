package io.github.senda.examples.candil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.examples.candil.Visitor.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A shop that Spring Security opens to nobody who has not signed in: what visitors may read and say
 * of their privacy is open all the same, and the panel is not.
 */
class ClosedShopIT {

  private static final String TOKEN = "una-llave-de-veras-larga";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void visitorsPage_isOpenWhereTheShopAndThePanelAreNot(boolean panelHasAToken) throws Exception {
    List<String> properties = new ArrayList<>(List.of("candil.solo-clientes=true"));
    if (panelHasAToken) {
      properties.add("senda.panel.token=" + TOKEN);
    }
    try (ShopProcess shop =
        ShopProcess.start(
            Path.of(System.getProperty("java.home")),
            ExecutableJar.with(ExecutableJar.Server.TOMCAT, folder),
            folder,
            properties)) {
      Visitor visitor = new Visitor(shop.port());
      for (String page : List.of("/", "/carrito", "/senda-privacyx", "/senda-x")) {
        Answer shut = visitor.get(page);
        assertEquals(302, shut.status(), shut::text);
        assertTrue(shut.location().startsWith("/acceso"), shut::text);
      }

      assertEquals(200, visitor.get("/senda-privacy/page.css").status());
      Answer page = visitor.get("/senda-privacy");
      assertEquals(200, page.status(), page::text);
      assertTrue(page.text().contains("name=\"act\" value=\"stop\""), page::text);
      Answer stopped = visitor.post("/senda-privacy", "act", "stop");
      assertEquals(303, stopped.status(), stopped::text);
      assertTrue(visitor.cookies().stream().anyMatch(name -> name.startsWith("senda_")));

      for (String path : List.of("/senda/api/map", "/senda/api/privacy", "/senda/export")) {
        Answer closed = new Visitor(shop.port()).get(path);
        assertEquals(panelHasAToken ? 401 : 302, closed.status(), closed::text);
      }
      for (String path : List.of("/senda/", "/senda/privacy")) {
        Answer closed = new Visitor(shop.port()).get(path);
        assertEquals(panelHasAToken ? 200 : 302, closed.status(), closed::text);
        assertEquals(panelHasAToken, closed.text().contains("name=\"token\""), closed::text);
        assertFalse(closed.text().contains("id=\"main\""), closed::text);
      }
      if (panelHasAToken) {
        Visitor merchant = new Visitor(shop.port());
        merchant.get("/senda/");
        merchant.post("/senda/sign-in", "token", "una-llave-que-no-es-esa");
        assertEquals(401, merchant.get("/senda/api/map").status());
        merchant.post("/senda/sign-in", "token", TOKEN);
        assertEquals(200, merchant.get("/senda/api/map").status());
      }
    }
  }
}
