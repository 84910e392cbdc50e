package io.github.senda.storefront.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.senda.touch.Stages;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static ServletContext context(Map<String, String> parameters) {
    ServletContext context = mock();
    when(context.getInitParameterNames()).thenReturn(Collections.enumeration(parameters.keySet()));
    parameters.forEach((name, value) -> when(context.getInitParameter(name)).thenReturn(value));
    when(context.getContextPath()).thenReturn("/tienda");
    when(context.getVirtualServerName()).thenReturn("Catalina/localhost");
    return context;
  }

  private static Settings settings(String name, String value) {
    return Settings.of(context(Map.of(name, value)), Map.of(), Map.of("user.home", "/home/ana"));
  }

  @Test
  void settings_areUsefulWithNothingSet() {
    Settings settings =
        Settings.of(
            context(Map.of()), Map.of("PATH", "/bin"), Map.of("catalina.base", "/srv/tomcat"));

    assertTrue(settings.enabled());
    assertEquals(Path.of("/srv/tomcat/.senda/Catalina_localhost/tienda"), settings.folder());
    assertEquals(Duration.ofMinutes(30), settings.gap());
    assertEquals("/senda", settings.panelPath());
    assertEquals(List.of(), settings.complaints());
  }

  @Test
  void laterPlaces_countMore() {
    ServletContext context = context(Map.of("senda.gap", "10m", "senda.panel.role", "admin"));
    Settings settings =
        Settings.of(
            context,
            Map.of("SENDA_GAP", "20m", "SENDA_TRUSTED_PROXIES", "10.0.0.0/8", "SENDA_ZONE", "UTC"),
            Map.of("senda.gap", "90s", "senda.folder", "/var/senda"));

    assertEquals(Duration.ofSeconds(90), settings.gap());
    assertEquals(Optional.of("admin"), settings.panelRole());
    assertEquals(Path.of("/var/senda"), settings.folder());
    assertEquals(ZoneId.of("UTC"), settings.zone());
    assertEquals(
        Optional.of("cb0071"),
        settings.trustedProxies().visitor("10.1.2.3", List.of("203.0.113.7, 10.9.9.9")));
  }

  @Test
  void valuesThatCannotBeUsed_areSaidOnceAndLeftOut() {
    assertEquals(
        List.of("senda.gap is a time as 90s, 30m or 1h, a day at most, not \"soon\"; 30m is used"),
        settings("senda.gap", "soon").complaints());
    assertEquals(Duration.ofHours(36), settings("senda.cart.abandoned", "36h").cartAbandoned());
    assertEquals(
        List.of(
            "senda.cart.abandoned is a time as 90s, 30m or 1h, 90 days at most, not \"never\"; 24h"
                + " is used"),
        settings("senda.cart.abandoned", "never").complaints());
    assertEquals("/senda", settings("senda.panel.path", "../x").panelPath());
    Settings hosts = settings("senda.hosts", "Blog.example.com, https://ayuda.example:8443/, a b");
    assertEquals(Set.of("blog.example.com", "ayuda.example"), hosts.hosts());
    assertEquals(
        List.of("senda.hosts holds hosts as blog.example.com, not \"a b\""), hosts.complaints());
    Settings guessable = settings("senda.panel.token", "secret");
    assertEquals(Optional.empty(), guessable.panelToken());
    assertFalse(guessable.complaints().get(0).contains("secret"));
    assertTrue(settings("senda.zone", "Madrid").complaints().get(0).contains("Europe/Madrid"));
    assertTrue(settings("senda.enabled", "maybe").enabled());
    assertEquals(1, settings("senda.trusted-proxies", "proxy.example").complaints().size());
  }

  @ParameterizedTest
  @CsvSource({"500m, 524288000", "2g, 2147483648", "64M, 67108864", "1 tb, 1099511627776"})
  void storeMax_isASize(String text, long bytes) {
    assertEquals(bytes, settings("senda.store.max", text).storeMax());
  }

  @ParameterizedTest
  @ValueSource(strings = {"63m", "2", "much", "-1g", "1000000g"})
  void storeMax_thatCannotBeUsed_isSaid(String text) {
    Settings settings = settings("senda.store.max", text);

    assertEquals(2L << 30, settings.storeMax());
    assertTrue(settings.complaints().get(0).contains("\"" + text + "\""));
  }

  @Test
  void stages_areAModelOrAFile(@TempDir Path folder) throws IOException {
    assertEquals(Stages.shop(), settings("senda.stages", "shop").view().stages());
    assertEquals(5, settings("senda.stages", "five").view().stages().order().size());
    Path file =
        Files.writeString(folder.resolve("own.txt"), "look \"Mirar\": page_view\nbuy: purchase\n");
    assertEquals(
        Stages.parse("look \"Mirar\": page_view\nbuy: purchase", "own"),
        settings("senda.stages", file.toString()).view().stages());
    assertEquals(List.of(), settings("senda.stages", file.toUri().toString()).complaints());
    Settings none = settings("senda.stages", "eleven");
    assertEquals(Stages.shop(), none.view().stages());
    assertEquals(
        List.of(
            "senda.stages: stages are five, seven, shop, three or a file of at most 64 KB, not"
                + " \"eleven\"; the stages of a shop are used"),
        none.complaints());
    Files.writeString(file, "look: page_view\nbuy purchase\n");
    assertTrue(
        settings("senda.stages", file.toString())
            .complaints()
            .get(0)
            .contains("own.txt, line 2, column 5: a colon is missing"));
  }

  @Test
  void k_isANumberOfJourneys() {
    assertEquals(10, settings("senda.gap", "30m").view().fewest());
    assertEquals(1, settings("senda.k", "1").view().fewest());
    for (String text : List.of("0", "-1", "many", "10000")) {
      Settings settings = settings("senda.k", text);
      assertEquals(10, settings.view().fewest());
      assertEquals(
          List.of("senda.k is a number of journeys from 1 to 9999, not \"" + text + "\"; it is 10"),
          settings.complaints());
    }
  }

  @Test
  void unknownNames_areSaid() {
    List<String> complaints = settings("senda.colour", "green").complaints();

    assertEquals(1, complaints.size());
    assertTrue(
        complaints
            .get(0)
            .startsWith("the context parameter senda.colour is no setting of Senda; there are "));
  }

  @Test
  void logReader_isReadAsACommandLine() {
    assertEquals(
        List.of("--format", "csv", "--case", "Case ID"),
        settings("senda.log.reader", "--format csv --case \"Case ID\"").logReader());
  }

  @Test
  void addressOfAVisitor_isThePeersUnlessAProxyIsTrusted() {
    TrustedProxies none = TrustedProxies.parse("", new java.util.ArrayList<>());
    TrustedProxies one = TrustedProxies.parse("10.0.0.5, fd00::/8", new java.util.ArrayList<>());

    assertEquals(Optional.of("c63364"), none.visitor("198.51.100.1", List.of("203.0.113.7")));
    assertEquals(Optional.empty(), none.visitor("10.0.0.5", List.of("203.0.113.7")));
    assertEquals(
        Optional.of("cb0071"), one.visitor("10.0.0.5", List.of("1.2.3.4, 203.0.113.7, 10.0.0.5")));
    assertEquals(Optional.empty(), one.visitor("10.0.0.5", List.of("evil.example")));
    assertEquals(Optional.of("cb0071"), one.visitor("fd00::1", List.of("203.0.113.7")));
  }
}
