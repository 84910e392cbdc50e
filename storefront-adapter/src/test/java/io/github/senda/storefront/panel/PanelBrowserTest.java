package io.github.senda.storefront.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.storefront.browser.Chromium;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.storefront.intake.ToldStore;
import io.github.senda.touch.Category;
import io.github.senda.touch.Sign;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The panel as a merchant meets it: a real server, a real browser. */
@Tag("browser")
class PanelBrowserTest {

  private static final String TOKEN = "the-token-of-casa-lola";

  @TempDir private static Path profile;
  private static Chromium page;
  private static ChromeDriver browser;

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private PanelServer server;

  @BeforeAll
  static void open() throws IOException {
    page = Chromium.open("the panel", profile);
    browser = page.driver();
  }

  @AfterAll
  static void quit() {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void empty() {
    page.forget();
  }

  @AfterEach
  void stop() throws Exception {
    // A page that still asks would say in the next test's console that nobody answers.
    browser.get("about:blank");
    if (server != null) {
      server.close();
    }
  }

  private void serve(MemorySource source) throws Exception {
    server =
        new PanelServer(
            folder,
            "/shop",
            source,
            PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), clock));
  }

  private MemorySource shop() {
    return new MemorySource(clock)
        .journeys(120, "page_view", "view_item_list", "view_item")
        .journeys(60, "page_view", "search", "view_item", "add_to_cart", "view_cart")
        .journeys(
            40,
            "page_view",
            "view_item",
            "add_to_cart",
            "view_cart",
            "begin_checkout",
            "add_shipping_info",
            "add_payment_info",
            "purchase")
        .journeys(9, "search", "page_view", "contact")
        .journeys(7, "page_view", "search", "view_item_list", "search", "view_item_list")
        .journeys(2, "view_item", "page_view", "view_item", "add_to_cart", "page_view")
        .openJourney("page_view", "view_item");
  }

  private void signIn(String query) throws IOException {
    page.open(server.address() + "/" + query);
    picture("sign-in");
    element("#token").sendKeys(TOKEN, Keys.ENTER);
    until("the picture is there", () -> !shapes().isEmpty());
  }

  @Test
  void merchant_seesSelectsFiltersAndExports() throws Exception {
    serve(shop());
    signIn("?lang=es");
    assertTrue(text("#figures").contains("16,8 %"), text("#figures"));
    assertTrue(text("#figures").contains("40 de 238"), text("#figures"));
    assertTrue(text("#sentence").contains("Ficha de producto"), text("#sentence"));
    assertTrue(text("#state").startsWith("Últimos datos hace"), text("#state"));
    assertTrue(text("#hidden").contains("ocultos"), text("#hidden"));
    assertEquals(4, browser.findElements(By.cssSelector("#figures li")).size());
    picture("panel-es");

    shape("Carrito,").click();
    until("the detail is there", () -> text("#detail").contains("De dónde vienen"));
    assertTrue(address().contains("sel=view_cart"), address());
    assertTrue(text("#detail").contains("100 recorridos"), text("#detail"));
    assertFalse(browser.findElements(By.cssSelector("#picture .line.near")).isEmpty());
    assertEquals("true", shape("Carrito,").getAttribute("aria-pressed"));
    picture("panel-selected");
    shape("Carrito,").sendKeys(Keys.ESCAPE);
    until("nothing is selected", () -> !address().contains("sel="));
    assertTrue(browser.findElements(By.cssSelector("#picture .line.near")).isEmpty());

    double width = width("#picture svg");
    page.click("#larger");
    page.click("#larger");
    assertTrue(width("#picture svg") > width * 1.4, "larger");
    page.click("#fit");
    assertEquals(width("#picture"), width("#picture svg"), 1, "fits");

    int lines = lines();
    browser.executeScript(
        "const s=document.getElementById('share');s.value='100';"
            + "s.dispatchEvent(new Event('input',{bubbles:true}))");
    until("all paths are shown", () -> text("#hidden").startsWith("Se ven los"));
    until("more lines are drawn", () -> lines() > lines);
    assertTrue(address().contains("share=100"), address());

    page.click("#lang-en");
    until("it is in English", () -> text("#sentence").contains("16.8%"));
    until("the picture is in English", () -> shape("Cart,").isDisplayed());
    assertEquals("en", element("html").getAttribute("lang"));
    assertTrue(address().contains("share=100"), address());
    picture("panel-en");
    assertCalm();
  }

  private static void choose(String label) {
    until(
        label + " is chosen",
        () -> {
          WebElement option =
              page.elements("#exporting label").stream()
                  .filter(one -> one.getText().equals(label))
                  .findFirst()
                  .orElseThrow(() -> new NoSuchElementException("no such element: " + label));
          option.click();
          return true;
        });
  }

  @Test
  void merchant_takesTheMapHomeForAnyTool() throws Exception {
    serve(shop());
    signIn("?lang=es&share=10");
    page.click("#export");
    until("it is drawn", () -> !page.elements("#export-picture svg [data-kind]").isEmpty());
    assertTrue(text("#export-holds").matches("\\d+ tarjetas y \\d+ líneas; .* puntos\\."));
    assertTrue(text("#export-left").matches("Faltan \\d+ caminos ocultos: por ellos va .*"));
    assertEquals(12, page.elements("#export-tools label").size());
    assertEquals(List.of(), browser.executeScript(NAMELESS));
    assertEquals(List.of(), browser.executeScript(SMALL));
    assertEquals(List.of(), browser.executeScript(CONTRAST));
    picture("export-es");
    for (String format : List.of("draw.io", "Lucid (archivo)", "Tabla CSV", "Imagen SVG")) {
      choose(format);
      String file = element("#download").getAttribute("href");
      Object status =
          browser.executeAsyncScript(
              "fetch(arguments[0]).then(r=>arguments[1](r.status+' '+r.headers.get('Content-Disposition')))",
              file);
      assertTrue(status.toString().startsWith("200 attachment; filename=\"senda-all."), format);
    }
    assertTrue(text("#export-lacks").contains("es una imagen para mirar"), text("#export-lacks"));
    page.click("#download");
    until("the file is there", () -> Files.exists(page.downloads().resolve("senda-all.svg")));

    choose("Todo, también los caminos ocultos");
    until("all is drawn", () -> text("#export-left").equals("No falta ningún camino."));
    assertTrue(element("#download").getAttribute("href").contains("share=100"));
    choose("Imagen PNG");
    page.click("#make");
    Path png = page.downloads().resolve("senda-all.png");
    until("the image is there", () -> Files.exists(png) && Files.size(png) > 0);
    BufferedImage image = ImageIO.read(png.toFile());
    assertTrue(image.getWidth() > 1000 && image.getHeight() > 500, image.toString());
    assertTrue(colours(image) > 20, "a picture has been drawn");

    choose("PDF");
    post("window.print = () => { window.printed = true; }");
    page.click("#make");
    until("it is printed", () -> Boolean.TRUE.equals(page.script("return window.printed")));
    Map<String, Object> pdf =
        browser.executeCdpCommand(
            "Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true));
    byte[] bytes = Base64.getDecoder().decode(pdf.get("data").toString());
    Files.write(Path.of("target/screenshots/export.pdf"), bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("/Count 1"), "one sheet");
    post("dispatchEvent(new Event('afterprint'))");
    assertEquals(0, page.elements("#printed").size());

    active().sendKeys(Keys.ESCAPE);
    until("it is closed", () -> !element("#exporting").isDisplayed());
    assertTrue(address().contains("share=10"), address());
    for (int width : new int[] {390, 320}) {
      size(width, 844);
      page.click("#export");
      until("it is drawn", () -> !page.elements("#export-picture svg").isEmpty());
      long over =
          (Long)
              browser.executeScript(
                  "return document.getElementById('exporting').scrollWidth - window.innerWidth");
      assertTrue(over <= 0, "scrolls sideways by " + over + " at " + width);
      picture("export-" + width);
      page.click("#export-close");
    }
    assertCalm();
  }

  private static long colours(BufferedImage image) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth()))
        .distinct()
        .count();
  }

  @Test
  void channels_areListedWithWhatTheyBring() throws Exception {
    serve(
        new MemorySource(clock)
            .with("channel=search", 300, "page_view", "view_item")
            .with("channel=search;device=phone", 60, "view_item", "add_to_cart", "purchase")
            .with("channel=email", 120, "view_item", "add_to_cart", "purchase")
            .with("channel=ads", 200, "view_item")
            .with("channel=ai", 25, "view_item", "purchase")
            .with("channel=<b>x", 3, "view_item")
            .with("channel=offline", 9, "view_item")
            .journeys(150, "page_view"));
    signIn("?lang=es");
    until("the channels are there", () -> !page.elements("#channels li").isEmpty());
    List<WebElement> rows = browser.findElements(By.cssSelector("#channels li"));
    assertEquals(
        List.of(
            "Buscadores 360 16,7 % compra",
            "Anuncios 200 0 % compra",
            "Directo 150 0 % compra",
            "Correo 120 100 % compra",
            "Asistentes de IA 25 25 de 25",
            "Otros, de pocos recorridos 12 0 de 12"),
        rows.stream().map(row -> row.getText().replaceAll("\\s+", " ")).toList());
    assertTrue(
        rows.get(0).getDomAttribute("title").matches("60 de 360 compran; entre .* y .* con .*"),
        rows.get(0).getDomAttribute("title"));
    browser.executeScript("document.getElementById('channels').scrollIntoView({block: 'center'})");
    picture("channels-es");
    serveAgain("?lang=en");
    until("they are in English", () -> text("#channels").contains("Search engines"));
    browser.executeScript("document.getElementById('channels').scrollIntoView({block: 'center'})");
    picture("channels-en");
  }

  /** A shop with two months behind it, of which the second went better, and visitors it knows. */
  private MemorySource older() {
    Instant before = MemorySource.NOON.minus(Duration.ofDays(10));
    MemorySource source = new MemorySource(clock).fewest(10);
    String[] buys = {
      "page_view",
      "view_item",
      "add_to_cart",
      "view_cart",
      "begin_checkout",
      "add_shipping_info",
      "add_payment_info",
      "purchase"
    };
    for (int i = 0; i < 200; i++) {
      source.journeyAt(before, "page_view", "view_item_list", "view_item", "view_item_list");
      source.journeyAt(before, i < 30 ? buys : new String[] {"page_view", "search", "view_item"});
    }
    return source
        .with("channel=email;campaign=otono;device=phone", 120, buys)
        .with("channel=email;campaign=otono;device=desktop", 40, "view_item", "add_to_cart")
        .with(
            "channel=search;campaign=invierno;device=phone",
            90,
            "page_view",
            "search",
            "view_item",
            "search")
        .with("channel=search;campaign=solo", 2, "page_view")
        .journeys(60, "page_view", "view_item", "view_item_list", "view_item", "add_to_cart")
        .journeys(25, "page_view", "view_item", "add_to_cart", "view_cart", "view_item");
  }

  private void choose(String list, String option) {
    until(
        option + " is chosen",
        () -> {
          page.elements("#filter-" + list + " option").stream()
              .filter(one -> one.getText().equals(option))
              .findFirst()
              .orElseThrow(() -> new NoSuchElementException("no such element: " + option))
              .click();
          return true;
        });
  }

  @Test
  void merchant_choosesJourneysAndKeepsThemFromPageToPage() throws Exception {
    serve(older());
    signIn("?lang=es");
    assertTrue(text("#filters").contains("Se cuentan visitas enteras"), text("#filters"));
    assertEquals(
        List.of("Todos los canales", "Directo", "Correo", "Buscadores"),
        page.elements("#filter-channel option").stream().map(WebElement::getText).toList());
    assertEquals(
        List.of("Todas las campañas", "otono", "invierno"),
        page.elements("#filter-campaign option").stream().map(WebElement::getText).toList(),
        "one that two visits have is nobody's to see");
    choose("channel", "Correo");
    until("it is filtered", () -> text("#figures").contains("160"));
    assertTrue(address().contains("channel=email"), address());
    choose("device", "Móvil");
    until("it is filtered by both", () -> text("#figures").contains("120 de 120"));
    page.click("#to-paths");
    until("the paths are there", () -> text("#sentence").contains("120 de 120 llegan"));
    assertTrue(address().contains("channel=email"), address());
    page.click("#to-leaks");
    until("the leaks are there", () -> element("#content").isDisplayed());
    assertTrue(text("#sentence").startsWith("Las 120 compras"), text("#sentence"));
    page.click("#to-map");
    until("the map is there", () -> text("#figures").contains("120 de 120"));
    page.click("#export");
    until("it is drawn", () -> element("#download").getDomAttribute("href") != null);
    assertTrue(element("#download").getDomAttribute("href").contains("device=phone"));
    page.click("#export-close");
    page.click("#filters button[data-key='clear']");
    until("all are there again", () -> text("#figures").contains("737"));

    page.click("#filters summary");
    element("#typed").sendKeys("passes(view_cart) and never(purchase", Keys.ENTER);
    until("it is told where it is wrong", () -> text("#typed-wrong").startsWith("columna 28:"));
    assertEquals("typed", active().getDomAttribute("id"));
    assertEquals(1, console().size(), "the answer 422 alone");
    picture("filter-wrong-es");
    element("#typed").clear();
    element("#typed").sendKeys("passes(view_cart) and never(purchase)", Keys.ENTER);
    until("it is filtered", () -> text("#sentence").startsWith("0 de 25"));
    assertEquals(List.of(), browser.executeScript(NAMELESS));
    assertEquals(List.of(), browser.executeScript(SMALL));
    assertEquals(List.of(), browser.executeScript(CONTRAST));
    picture("filter-es");
    element("#typed").clear();
    element("#typed").sendKeys("passes(view_crat)", Keys.ENTER);
    until("nobody is like that", () -> text("#empty").contains("Ningún recorrido es así."));
    assertTrue(text("#filters").contains("parecidos: view_cart"), text("#filters"));
    picture("filter-none-es");
    page.click("#empty a");
    until("all are there again", () -> text("#figures").contains("737"));
    choose("unit", "Visitantes");
    until("it is said", () -> text("#filters").contains("Se cuentan visitantes"));
    assertCalm();
  }

  @Test
  void merchant_seesWhichPathsLeadToAPurchase() throws Exception {
    serve(older());
    signIn("?lang=es&share=30");
    page.click("#to-paths");
    until("the paths are there", () -> !shapes().isEmpty() && !text("#from").isEmpty());
    assertTrue(text("#sentence").contains("150 de 737 llegan a «Pedido confirmado»"));
    for (String list : List.of("from", "steps", "to-goal", "past", "probable", "loops")) {
      assertFalse(text("#" + list).isBlank(), list);
    }
    assertTrue(text("#loops").contains("De ida y vuelta"), text("#loops"));
    size(1280, 2600);
    assertEquals(List.of(), browser.executeScript(NAMELESS));
    assertEquals(List.of(), browser.executeScript(SMALL));
    assertEquals(List.of(), browser.executeScript(CONTRAST));
    picture("paths-es");

    size(1280, 900);
    shape("Carrito,").click();
    until("it is selected", () -> text("#detail").contains("llega a «Pedido confirmado»"));
    picture("paths-selected-es");
    page.click("#detail button[data-key='through']");
    until("those alone are there", () -> text("#sentence").contains("150 de 175"));
    assertTrue(address().contains("filter=passes%28view_cart%29"), address());
    page.click("#filters button[data-key='clear']");
    until("all are there again", () -> text("#sentence").contains("150 de 737"));

    int shapes = shapes().size();
    browser.executeScript(
        "const s=document.getElementById('nodes');s.value='40';"
            + "s.dispatchEvent(new Event('input',{bubbles:true}))");
    until("fewer are shown", () -> shapes().size() < shapes);
    assertTrue(text("#hidden").contains("reunid"), text("#hidden"));
    assertTrue(address().contains("touchpoints=40"), address());
    browser.executeScript(
        "const s=document.getElementById('nodes');s.value='100';"
            + "s.dispatchEvent(new Event('input',{bubbles:true}))");
    until("all are shown", () -> shapes().size() == shapes);
    page.click("#closeness button[data-key='by-stage']");
    until("stages are shown", () -> shapes().size() < shapes && !text("#from").isEmpty());
    assertTrue(shape("Carrito,").isDisplayed());
    picture("paths-stages-es");
    shape("Carrito,").click();
    page.click("#detail button[data-key='unfold']");
    until("its touchpoints are shown", () -> address().contains("open=cart"));
    until("it is drawn", () -> shape("Añadir al carrito,").isDisplayed());
    page.click("#lang-en");
    until("it is in English", () -> text("#sentence").contains("150 of 737 reach"));
    assertTrue(address().contains("open=cart"), address());
    for (int width : new int[] {390, 320}) {
      size(width, 844);
      long over =
          (Long)
              browser.executeScript(
                  "return document.documentElement.scrollWidth - window.innerWidth");
      assertTrue(over <= 0, "scrolls sideways by " + over + " at " + width);
    }
    size(390, 5200);
    picture("paths-narrow-en");
    assertCalm();
  }

  private static String seen(String path, String category) {
    return new Sign(
            "GET",
            path,
            category.isEmpty() ? List.of() : List.of(Category.NAMED + category),
            Optional.empty(),
            2,
            false,
            Optional.empty())
        .text();
  }

  @Test
  void merchant_looksByCategoryAndTakesSeveralTouchpointsApart() throws Exception {
    String list = seen("/categoria/{slug}", "ollas");
    String other = seen("/categoria/{slug}", "sartenes");
    String item = seen("/producto/{slug}", "ollas");
    String photos = seen("/producto/{slug}/fotos", "");
    serve(
        new MemorySource(clock)
            .rules(RuleBook.open(folder, Rules.builtIn()))
            .journeys(60, seen("/", ""), list, item, photos)
            .journeys(40, other, item)
            .journeys(20, seen("/contacto", ""), other));
    signIn("?lang=es&share=100");
    page.click("#to-paths");
    until("the paths are there", () -> !shapes().isEmpty() && !text("#from").isEmpty());
    page.click("#closeness button[data-key='by-category']");
    until("categories are drawn", () -> isDrawn("Lista de productos · sartenes,"));
    assertTrue(address().contains("zoom=category"), address());
    assertTrue(shape("Ficha de producto · ollas,").isDisplayed());
    picture("paths-category-es");
    page.click("#lang-en");
    until("it is in English", () -> isDrawn("Product list · sartenes,"));
    page.click("#lang-es");
    until("it is in Spanish", () -> isDrawn("Lista de productos · sartenes,"));

    page.click("#closeness button[data-key='by-touchpoint']");
    until("they are whole", () -> isDrawn("Lista de productos,"));
    shape("Lista de productos,").click();
    page.click("#detail button[data-key='pages']");
    until("its pages are drawn", () -> isDrawn("Lista de productos /categoria"));
    shape("Ficha de producto,").click();
    page.click("#detail button[data-key='pages']");
    until("both are apart", () -> isDrawn("Ficha de producto /producto/{slug}/fotos"));
    assertTrue(shape("Lista de productos /categoria").isDisplayed());
    assertTrue(address().contains("into=view_item_list%2Cview_item"), address());
    assertEquals(List.of(), browser.executeScript(NAMELESS));
    assertEquals(List.of(), browser.executeScript(SMALL));
    picture("paths-pages-es");
    page.click("#closeness button[data-key='out-view_item_list']");
    until("one is whole again", () -> isDrawn("Lista de productos,"));
    assertTrue(shape("Ficha de producto /producto/{slug}/fotos").isDisplayed());
    assertCalm();
  }

  @Test
  void others_openWhenTheyAreClicked() throws Exception {
    MemorySource source = new MemorySource(clock).fewest(10);
    for (int i = 0; i < 60; i++) {
      source.journeys(100 - i, "page_view", "place_" + (i < 10 ? "0" : "") + i);
    }
    source.journeys(4, "rare_one").journeys(4, "rare_two").journeys(4, "rare_three");
    serve(source);
    signIn("?lang=es&share=100");
    assertTrue(text("#hidden").contains("3 puntos de contacto de menos de 10"), text("#hidden"));
    long before = shapes().size();
    shape("Otros,").click();
    until("twelve more are there", () -> shapes().size() == before + 12);
    assertTrue(address().contains("more=12"), address());
    picture("others-es");
    page.click("#open-others");
    until("all are there", () -> shapes().size() == before + 22);
    assertFalse(element("#open-others").isDisplayed());
    shape("Otros,").click();
    until("the rest is told", () -> text("#detail h3").equals("Otros"));
    page.click("#shut-others");
    until("they are together again", () -> shapes().size() == before);
    assertFalse(address().contains("more="), address());
    assertCalm();
  }

  @Test
  void merchant_choosesDaysOfTheirOwn() throws Exception {
    MemorySource source = shop();
    source.journeyAt(MemorySource.NOON.minus(Duration.ofDays(40)), "page_view", "view_item");
    serve(source);
    signIn("?lang=es");
    for (int[] wanted : new int[][] {{1280, 720}, {390, 800}}) {
      size(wanted[0], wanted[1]);
      page.click("#periods summary");
      date("#period-from", "2026-09-01");
      date("#period-to", "2026-09-30");
      assertEquals(List.of(), browser.executeScript(NAMELESS));
      assertEquals(List.of(), browser.executeScript(SMALL));
      picture("dates-" + wanted[0]);
      page.click("#periods .dates button");
      until("that day alone is there", () -> text("#figures li strong").equals("1"));
      assertTrue(address().contains("from=2026-09-01&to=2026-09-30"), address());
      assertTrue(text("#periods").contains("Del 1 sept 2026"), text("#periods"));
      page.click("#periods button[data-key='Todo']");
      until("all are there", () -> text("#figures li strong").equals("240"));
    }
    assertCalm();
  }

  private static void date(String input, String day) {
    browser.executeScript(
        "const d=document.querySelector(arguments[0]);d.value=arguments[1];"
            + "d.dispatchEvent(new Event('input',{bubbles:true}))",
        input,
        day);
  }

  @Test
  void titleBar_isOneLine() throws Exception {
    serve(shop());
    signIn("?lang=es");
    for (String lang : List.of("es", "en")) {
      page.click("#lang-" + lang);
      until("the page is there", () -> !shapes().isEmpty());
      for (int width : new int[] {1280, 1600}) {
        size(width, 900);
        assertTrue(
            (Long) browser.executeScript("return document.querySelector('header').clientHeight")
                < 64,
            lang + " at " + width);
      }
    }
    assertCalm();
  }

  @Test
  void newShop_isToldWhyNearlyAllIsOthers() throws Exception {
    MemorySource source = new MemorySource(clock).fewest(10);
    for (int i = 0; i < 16; i++) {
      source.journeys(1, "page_view", "place_" + i, "view_item");
    }
    serve(source);
    signIn("?lang=es");
    assertTrue(text("#banners").contains("Tu tienda aún tiene pocas visitas."), text("#banners"));
    assertTrue(text("#banners").contains("en cuanto lo hagan 10 visitas"), text("#banners"));
    picture("new-shop-es");
    assertCalm();
  }

  @Test
  void differences_areShownOnlyWhereTheyAreClear() throws Exception {
    serve(older());
    page.open(server.address() + "/paths?lang=es&from=2026-10-10&to=2026-10-15&share=100");
    element("#token").sendKeys(TOKEN, Keys.ENTER);
    until("it is the map", () -> !shapes().isEmpty());
    page.click("#to-paths");
    until("the paths are there", () -> element("#filter-compare").isDisplayed());
    choose("compare", "Con los días anteriores");
    until("the differences are there", () -> text("#differences").contains("Pedido confirmado"));
    assertTrue(text("#differences").contains("del 4 oct 2026 al 9 oct 2026"));
    assertTrue(text("#differences").contains("sin cambio claro"), text("#differences"));
    until("they are drawn", () -> !page.elements("#picture .line.more").isEmpty());
    assertFalse(page.elements("#picture .line.fewer").isEmpty());
    size(1280, 1500);
    picture("paths-compared-es");
    assertEquals(List.of(), browser.executeScript(CONTRAST));
    assertCalm();
  }

  @Test
  void channels_areCreditedByTheModelThatIsChosen() throws Exception {
    MemorySource source = new MemorySource(clock).with("channel=ads", 20, "view_item");
    for (int visitor = 1; visitor <= 40; visitor++) {
      source.visits(visitor, "channel=search", 3, "view_item");
      source.visits(visitor, "channel=email", 2, "view_item");
      source.visits(visitor, "", 1, "view_item", "purchase");
    }
    serve(source);
    signIn("?lang=es");
    until("the channels are there", () -> line("#channels").contains("Directo 40 100 %"));
    assertTrue(text("#channels").contains("De 120 se conocen las visitas anteriores."));
    page.click("#channels button[data-key='last']");
    until("it is the last", () -> line("#channels").contains("Correo 80 40 de 80"));
    assertTrue(address().contains("credit=last"), address());
    assertFalse(text("#channels").contains("Directo"), text("#channels"));
    page.click("#channels button[data-key='first']");
    until("it is the first", () -> line("#channels").contains("Buscadores 120 33,3 % compra"));
    assertTrue(text("#channels").contains("por el primer canal de los 90 días anteriores"));
    browser.executeScript("document.getElementById('channels').scrollIntoView({block: 'center'})");
    picture("channels-first-es");
    assertCalm();
  }

  private void serveAgain(String query) throws IOException {
    page.open(server.address() + "/" + query);
    until("the map is there", () -> !shapes().isEmpty());
  }

  @Test
  void click_inTheShop_isThereWithinSeconds() throws Exception {
    MemorySource source = new MemorySource(clock).count("accepted", 0);
    serve(source);
    page.open(server.address() + "/?lang=es");
    element("#token").sendKeys(TOKEN, Keys.ENTER);
    until("it says that nobody was there", () -> text("#empty").contains("Aún no hay visitas"));
    picture("empty-es");
    source.openJourney("page_view").count("accepted", 1);
    until("the visit is there", () -> !shapes().isEmpty());
    assertTrue(text("#figures").contains("1 sigue aquí"), text("#figures"));
    assertFalse(text("#figures").contains("%"), text("#figures"));
    assertFalse(text("#figures").contains("0 de 0"), text("#figures"));
    assertTrue(text("#sentence").startsWith("1 visitante sigue aquí"), text("#sentence"));
    picture("first-visit-es");
    assertCalm();
  }

  @Test
  void keyboard_goesThroughTheGraphByOneTabStop() throws Exception {
    serve(shop());
    signIn("?lang=en");
    assertEquals(1, browser.findElements(By.cssSelector("#picture [tabindex='0']")).size());
    browser.executeScript("document.querySelector(\"#picture [tabindex='0']\").focus()");
    active().sendKeys(Keys.ARROW_RIGHT);
    active().sendKeys(Keys.ARROW_RIGHT);
    String focused = active().getAttribute("aria-label");
    assertTrue(focused.contains("Product, Consider"), focused);
    active().sendKeys(Keys.ENTER);
    until("it is selected", () -> address().contains("sel=view_item"));
    active().sendKeys("t");
    until("the table is there", () -> element("#tables table").isDisplayed());
    assertFalse(element("#picture").isDisplayed());
    assertTrue(text("#tables").contains("Order placed"));
    picture("table-en");
    assertEquals(1, browser.findElements(By.cssSelector("#picture [tabindex='0']")).size());
    assertCalm();
  }

  @Test
  void hostileNames_neverBecomeMarkup() throws Exception {
    MemorySource source = new MemorySource(clock);
    for (String name : PanelServletTest.HOSTILE) {
      source.journeys(3, "page_view", name, "view_item");
      source.openJourney(name);
    }
    for (String payload :
        List.of(
            "<svg onload=fired()>",
            "<iframe srcdoc='<script>parent.fired()</script>'>",
            "javascript:fired()",
            "<a href=javascript:fired() autofocus onfocus=fired()>",
            "{{constructor.constructor('fired()')()}}",
            "</script><script>fired()</script>",
            "<style>*{display:none}</style>",
            "<img src=//evil.example/x>",
            "__proto__",
            "constructor")) {
      source.journeys(2, payload, "view_item", payload);
    }
    source.notice("<img src=x onerror=fired()>").count("dropped.<b>", 3);
    serve(source);
    signIn("?lang=es&share=100&sel=%3Cscript%3Efired()%3C/script%3E");
    for (String place : List.of("<svg onload=fired()>,", "__proto__,", "constructor,")) {
      shape(place).click();
      until(
          place + " is selected",
          () -> text("#detail h3").startsWith(place.substring(0, place.length() - 1)));
    }
    page.click("#as-table");
    page.click("#health summary");
    until("the table is there", () -> text("#tables").contains("<img src=//evil.example/x>"));
    assertEquals(
        0L,
        browser.executeScript(
            "return document.querySelectorAll('main iframe, main img, main style, main script,"
                + " [onload], [onerror], [onfocus]').length"));
    picture("hostile-es");
    assertCalm();
  }

  @Test
  void narrowWindow_showsStagesInPlaceOfTheGraph() throws Exception {
    serve(shop());
    signIn("?lang=es");
    for (int[] wanted : new int[][] {{800, 1000}, {360, 800}, {320, 640}}) {
      size(wanted[0], wanted[1]);
      until("the stages are there", () -> element("#stages").isDisplayed());
      assertFalse(element("#picture").isDisplayed());
      assertTrue(text("#stages").contains("Evaluar"), text("#stages"));
      long over =
          (Long)
              browser.executeScript(
                  "return document.documentElement.scrollWidth - window.innerWidth");
      assertTrue(over <= 0, "scrolls sideways by " + over + " at " + wanted[0]);
      picture("narrow-" + wanted[0]);
    }
    size(1600, 900);
    until("the graph is there", () -> element("#picture").isDisplayed());
    picture("wide");
    assertCalm();
  }

  @Test
  void elements_haveNamesEnoughContrastAndRoom() throws Exception {
    serve(shop().simulated(4, "page_view").count("dropped.queue_full", 2));
    signIn("?lang=es&sel=view_cart");
    assertEquals(List.of(), browser.executeScript(NAMELESS));
    assertEquals(List.of(), browser.executeScript(SMALL));
    assertEquals(List.of(), browser.executeScript(CONTRAST));
    assertTrue(text("#banners").contains("4 de 243"), text("#banners"));
    assertTrue(text("#banners").contains("Se han perdido 2 páginas"), text("#banners"));
    assertCalm();
  }

  @Test
  void merchant_seesWhereCheckoutsLeak() throws Exception {
    serve(
        shop()
            .journeys(12, "view_item", "add_to_cart", "begin_checkout", "add_shipping_info")
            .journeys(5, "add_to_cart", "begin_checkout", "checkout_error", "view_cart")
            .journeys(3, "add_to_cart", "remove_from_cart")
            .openJourney("add_to_cart", "begin_checkout"));
    signIn("?lang=es");
    assertTrue(text("#figures").contains("Abandono del carrito"), text("#figures"));
    page.click("#to-leaks");
    until("the leaks are there", () -> element("#content").isDisplayed());
    assertEquals(
        "De 57 compras decididas hasta ahora se han dejado 17, sobre todo en «Envío»: 12. Lo más"
            + " frecuente justo antes: Gastos de envío a la vista (12). Ahora mismo hay 1 compra en marcha.",
        text("#sentence"));
    assertTrue(text("#figures").contains("17 de 57"), text("#figures"));
    assertTrue(text("#steps").contains("12"), text("#steps"));
    assertTrue(text("#causes").contains("Paso no aceptado"), text("#causes"));
    assertTrue(text("#carts").contains("Vaciados"), text("#carts"));
    assertEquals(17, browser.findElements(By.cssSelector("#latest tbody tr")).size());
    picture("leaks-es");

    browser.executeScript("document.querySelector('#periods button').focus()");
    active().sendKeys(Keys.ENTER);
    until("the last day is asked for", () -> address().contains("from="));
    page.click("#lang-en");
    until("it is in English", () -> text("#sentence").startsWith("17 of 57 checkouts decided"));
    assertTrue(address().contains("from="), address());
    assertEquals(List.of(), browser.executeScript(NAMELESS));
    assertEquals(List.of(), browser.executeScript(SMALL));
    assertEquals(List.of(), browser.executeScript(CONTRAST));
    size(1280, 2000);
    picture("leaks-en");
    for (int width : new int[] {390, 320}) {
      size(width, 844);
      long over =
          (Long)
              browser.executeScript(
                  "return document.documentElement.scrollWidth - window.innerWidth");
      assertTrue(over <= 0, "scrolls sideways by " + over + " at " + width);
    }
    size(390, 2600);
    picture("leaks-narrow-en");
    page.click("#to-map");
    until("the map is there", () -> address().contains("/?from="));
    assertCalm();
  }

  @Test
  void leaks_areShownFromALogFileAsFarAsItTells() throws Exception {
    serve(new MemorySource(clock).file().journeys(4, "add_to_cart", "begin_checkout"));
    signIn("?lang=en");
    page.click("#to-leaks");
    until("the leaks are there", () -> element("#content").isDisplayed());
    assertTrue(
        text("#sentence").startsWith("4 of 4 checkouts decided so far were left"),
        text("#sentence"));
    assertTrue(text("#figures").contains("not much data yet"), text("#figures"));
    assertEquals(3, page.elements(".tabs a").size(), "no desks");
    assertCalm();
  }

  /** A shop on its first day: nobody has come yet, and all parts of the panel are there. */
  private MemorySource newShop() {
    Set<String> kept = new HashSet<>();
    ToldStore told =
        touches -> {
          long taken = touches.stream().filter(one -> kept.add(one.source() + one.key())).count();
          return new ToldStore.Taking((int) taken, 0, List.of());
        };
    return new MemorySource(clock)
        .rules(RuleBook.open(folder.resolve("store"), Rules.builtIn()))
        .telling(Telling.into(told, clock, ZoneOffset.UTC, Period.ofMonths(25)))
        .privacy(new PrivacyFacts("ask", "/shop/senda-privacy", 25, 13), new KeptPeople());
  }

  private void openTab(String tab, String lang) throws IOException {
    page.open(server.address() + "/?lang=" + lang);
    element("#token").sendKeys(TOKEN, Keys.ENTER);
    until("there is a way there", () -> element(tab).isDisplayed());
    page.click(tab);
    until("it is there", () -> element(tab).getDomAttribute("aria-current") != null);
  }

  private static void assertSeenWell(String name) throws IOException {
    for (int width : new int[] {1280, 390, 320}) {
      size(width, 844);
      long over =
          (Long)
              browser.executeScript(
                  "return document.documentElement.scrollWidth - window.innerWidth");
      assertTrue(over <= 0, name + " scrolls sideways by " + over + " at " + width);
      assertEquals(List.of(), browser.executeScript(NAMELESS));
      assertEquals(List.of(), browser.executeScript(SMALL));
      assertEquals(List.of(), browser.executeScript(CONTRAST));
      picture(name + "-" + width);
    }
    size(1280, 720);
  }

  @Test
  void tabs_areTheSameOnEveryPageAndKeepTheLanguage() throws Exception {
    serve(newShop());
    openTab("#to-privacy", "es");
    List<String> tabs = List.of("Mapa", "Recorridos", "Fugas", "Páginas", "De fuera", "Privacidad");
    for (String tab :
        List.of("#to-touches", "#to-leaks", "#to-paths", "#to-signs", "#to-privacy", "#to-map")) {
      until("there is a way to " + tab, () -> element(tab).isDisplayed());
      page.click(tab);
      until("it is " + tab, () -> element(tab).getDomAttribute("aria-current") != null);
      until(
          "all tabs are there",
          () ->
              browser.findElements(By.cssSelector(".tabs a")).stream()
                  .map(WebElement::getText)
                  .toList()
                  .equals(tabs));
      assertTrue(address().contains("lang=es"), address());
      assertTrue(element("#sign-out").isDisplayed(), tab);
    }
    assertCalm();
  }

  @Test
  void merchant_bringsWhatHappenedElsewhere() throws Exception {
    serve(newShop());
    openTab("#to-touches", "es");
    until("the names are there", () -> text("#names").contains("Tienda física"));
    Path file = folder.resolve("mostrador.csv");
    Files.writeString(
        file,
        """
        contacto;fecha;importe;moneda;clave;nota
        Reembolso;01/10/2026;12,50;EUR;R-1;<b>x
        Llamada;ayer;;;L-1;
        """);
    for (String taken :
        List.of("Ha entrado 1 contacto nuevo.", "0 contactos nuevos. 1 ya estaba.")) {
      element("#file").sendKeys(file.toString());
      until("the first rows are there", () -> text("#preview").contains("12,50 €"));
      assertTrue(text("#preview").contains("nota → se deja"), text("#preview"));
      assertTrue(text("#preview").contains("contacto → contacto"), text("#preview"));
      assertTrue(text("#preview").contains("Línea 3, fecha: «ayer»"), text("#preview"));
      assertSeenWell("touches-preview-es");
      page.click("#preview button.primary");
      until("it is brought", () -> text("#report").contains(taken));
      assertTrue(text("#report").contains("1 fila no ha podido entrar"), text("#report"));
    }
    assertSeenWell("touches-es");
    assertCalm();
  }

  @Test
  void merchant_answersWhoAsksForTheirs() throws Exception {
    serve(newShop());
    openTab("#to-privacy", "es");
    until("it is read", () -> text("#settled").contains("25 meses"));
    assertTrue(text("#settled").contains(server.origin() + "/shop/senda-privacy"));
    assertTrue(text("#asked").contains("Nadie todavía."), text("#asked"));
    assertTrue(text("#looks").contains("privacidad (con la clave)"), text("#looks"));
    assertSeenWell("privacy-es");
    assertCalm();

    element("#id").sendKeys("ana@example.org", Keys.ENTER);
    until("it is told what is wrong", () -> text("#done").startsWith("Da un número de visitante"));
    assertEquals(1, console().size(), "the answer 422 alone");
    page.click("#by option[value='customer']");
    element("#id").clear();
    element("#id").sendKeys(KeptPeople.ANA, Keys.ENTER);
    until("it is downloaded", () -> text("#done").equals("Descargado. Visitas: 2"));
    page.click("#person button[value='erase']");
    browser.switchTo().alert().dismiss();
    page.click("#person button[value='erase']");
    browser.switchTo().alert().accept();
    until("it is erased", () -> text("#done").equals("Borrado. Visitas: 2"));
    until("it is noted", () -> text("#asked").contains("borrado, visitas: 2 (con la clave)"));
    assertEquals(2, browser.findElements(By.cssSelector("#asked li")).size(), text("#asked"));
    assertFalse(text("#asked").contains(KeptPeople.ANA), "whom it was about");
    element("#id").sendKeys(KeptPeople.ANA, Keys.ENTER);
    until("nothing is left", () -> text("#done").contains("no se guarda ninguna visita suya"));
    picture("privacy-asked-es");
    assertCalm();
  }

  /** A shop whose words nobody knows, and one page that nobody can know. */
  private MemorySource unknownShop() {
    return new MemorySource(clock)
        .journeys(
            30,
            "GET / 2",
            "GET /botiga 2",
            "GET /product/{slug} 2",
            "POST /alforja/meter 3 ?product&quantity =/alforja",
            "GET /alforja 2",
            "GET /checkout 2",
            "POST /brinco 3 ?a&b =/checkout",
            "POST /checkout 3 ?confirm =/order/{id}/confirmation",
            "GET /order/{id}/confirmation 2")
        .journeys(40, "GET / 2", "GET /botiga 2", "GET /botiga 2 ?veure", "GET /product/{slug} 2")
        .journeys(6, "GET / 2", "GET /quienes-somos 2", "GET /xyzzy 2")
        .rules(RuleBook.open(folder.resolve("store"), Rules.builtIn()));
  }

  private static void post(String script) {
    browser.executeScript(script);
  }

  private WebElement question(String path) {
    return browser.findElements(By.cssSelector("#ask > li")).stream()
        .filter(card -> card.findElement(By.cssSelector("code")).getText().equals(path))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("nobody asks about " + path));
  }

  private void openSigns(String lang) throws IOException {
    page.open(server.address() + "/?lang=" + lang);
    element("#token").sendKeys(TOKEN, Keys.ENTER);
    until("there is a way to the pages", () -> element("#to-signs").isDisplayed());
    page.click("#to-signs");
    until("the pages are there", () -> element("#content").isDisplayed());
  }

  @Test
  void merchant_saysWhatPagesAreAndSeesHistoryByIt() throws Exception {
    serve(unknownShop());
    openSigns("es");
    String tally = text("#tally");
    assertTrue(
        tally.matches("\\d+ páginas y formularios vistos · \\d+ entendidos · \\d+ por confirmar"),
        tally);
    String asked = question("/botiga").getText();
    assertTrue(asked.contains("Sí: Lista de productos"), asked);
    assertTrue(asked.contains("70 visitas"), asked);
    picture("signs-es");

    question("/botiga").findElement(By.cssSelector("button.primary")).click();
    until("it is noted", () -> text("#said").contains("/botiga es «Lista de productos»"));
    assertTrue(active().getText().startsWith("Sí: "), active().getText());
    assertTrue(text("#known").contains("Lo has dicho tú"), text("#known"));

    question("/xyzzy").findElements(By.cssSelector("button")).get(1).click();
    until(
        "the choices are there",
        () -> !browser.findElements(By.cssSelector("#ask .choices")).isEmpty());
    picture("signs-choices-es");
    WebElement no =
        browser.findElements(By.cssSelector("#ask .choices button")).stream()
            .filter(choice -> choice.getText().equals("No es un paso"))
            .findFirst()
            .orElseThrow();
    no.click();
    until("it is noted", () -> text("#said").contains("/xyzzy es «No es un paso»"));
    page.click("#undo");
    until("it is undone", () -> text("#said").contains("deshecho"));
    assertTrue(question("/xyzzy").isDisplayed());

    element("#try-address").sendKeys("https://casa.example/shop/botiga?veure=preu", Keys.ENTER);
    until("it is tried", () -> text("#tried").contains("Lista de productos"));
    assertTrue(text("#tried").contains("Lo has dicho tú"), text("#tried"));
    assertTrue(text("#tried").contains("Vista en 70 visitas"), text("#tried"));
    post("document.getElementById('tried').scrollIntoView({block:'center'})");
    picture("signs-tried-es");
    assertFalse(text("#tried").contains("preu"), "a value");

    page.click("#to-map");
    until("the history is read by it", () -> text("#stages, #picture").contains("Lista"));
    picture("signs-history-es");
    assertCalm();
  }

  @Test
  void merchant_takesRulesHomeAndBringsOthers() throws Exception {
    Path broken = folder.resolve("store/rules.json");
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, "{\"rules\": 7}");
    MemorySource source = unknownShop();
    serve(source);
    openSigns("en");
    until("it is told", () -> text("#trouble").startsWith("rules.json, line 1, $.rules: "));
    Path file = folder.resolve("brought.json");
    Files.writeString(
        file, "{\"rules\": [\n// ours\n{\"touchpoint\": \"magic\"},\n{\"touch\": 1}]}");
    element("#import").sendKeys(file.toString());
    until("the mistake is told", () -> text("#preview").contains("line 4"));
    assertTrue(text("#preview").contains("nothing has changed"), text("#preview"));
    assertEquals(0, source.rules().orElseThrow().changes());

    Files.writeString(
        file, "{\"rules\": [\n// ours\n{\"touchpoint\": \"magic\", \"matches\": \"^/xyz+y$\"}]}");
    element("#import").sendKeys(file.toString());
    until("the change is told", () -> text("#preview").contains("1 page means"));
    assertTrue(text("#preview").contains("GET /xyzzy: Page → magic"), text("#preview"));
    post("document.getElementById('preview').scrollIntoView({block:'center'})");
    picture("signs-import-en");
    assertEquals(0, source.rules().orElseThrow().changes());
    page.click("#preview button.primary");
    until("it is in use", () -> text("#said").contains("in use"));
    assertEquals(Files.readString(file), source.rules().orElseThrow().text());
    Object exported =
        browser.executeAsyncScript(
            "fetch(arguments[0]).then(r=>r.text()).then(arguments[1])",
            element("#export").getAttribute("href"));
    assertEquals(Files.readString(file), exported);
    page.click("#undo");
    until("it is undone", () -> text("#said").contains("undone"));
    assertFalse(source.rules().orElseThrow().text().contains("magic"));
    assertCalm();
  }

  @Test
  void signs_areUsedByKeyboardInANarrowWindowAndSeenWell() throws Exception {
    serve(unknownShop());
    openSigns("en");
    picture("signs-en");
    size(390, 844);
    browser.executeScript("document.querySelector('#ask button').focus()");
    active().sendKeys(Keys.TAB);
    active().sendKeys(Keys.ENTER);
    until(
        "the choices are there",
        () -> !browser.findElements(By.cssSelector("#ask .choices")).isEmpty());
    active().sendKeys(Keys.TAB);
    active().sendKeys(Keys.ENTER);
    until("it is noted", () -> text("#said").startsWith("Noted"));
    assertTrue(active().getText().startsWith("Yes: "), active().getText());
    for (int width : new int[] {390, 320}) {
      size(width, 844);
      long over =
          (Long)
              browser.executeScript(
                  "return document.documentElement.scrollWidth - window.innerWidth");
      assertTrue(over <= 0, "scrolls sideways by " + over + " at " + width);
    }
    size(390, 844);
    browser.executeScript("scrollTo(0, 0)");
    picture("signs-narrow-en");
    size(390, 4000);
    picture("signs-narrow-whole-en");
    assertEquals(List.of(), browser.executeScript(NAMELESS));
    assertEquals(List.of(), browser.executeScript(SMALL));
    assertEquals(List.of(), browser.executeScript(CONTRAST));
    assertCalm();
  }

  @Test
  void hostileSigns_neverBecomeMarkup() throws Exception {
    MemorySource source = unknownShop();
    for (String payload :
        List.of(
            "<svg onload=fired()>", "\"><img src=x onerror=fired()>", "__proto__", "constructor")) {
      source.journeys(
          3,
          new Sign(
                  "GET",
                  "/" + payload,
                  List.of(payload),
                  Optional.of("/v/" + payload),
                  2,
                  false,
                  Optional.empty())
              .text());
    }
    serve(source);
    openSigns("es");
    until("they are there", () -> text("#ask").contains("<svg onload=fired()>"));
    question("/<svg onload=fired()>").findElement(By.cssSelector("button.primary")).click();
    until("it is noted", () -> text("#said").contains("<svg onload=fired()>"));
    element("#try-address").sendKeys("/<svg onload=fired()>", Keys.ENTER);
    until("it is tried", () -> text("#tried").contains("Senda guarda de ella"));
    assertEquals(
        0L,
        browser.executeScript(
            "return document.querySelectorAll('main svg, main img, main script, [onload], [onerror]').length"));
    assertCalm();
  }

  /** Text on its ground, below 4.5 to 1; what is large enough may have 3 to 1. */
  private static final String CONTRAST =
      """
      const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
          .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
      const ground = e => { for (let at = e; at; at = at.parentElement) {
          const c = getComputedStyle(at).backgroundColor;
          if (!/, 0\\)$/.test(c) && c !== 'transparent') return c; } return 'rgb(255, 255, 255)'; };
      const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
      const html = [...document.body.querySelectorAll(':not(svg, svg *, script, noscript)')]
        .filter(e => own(e) && e.checkVisibility() && !e.closest('.unseen'))
        .map(e => [e.textContent, getComputedStyle(e).color, ground(e), parseFloat(getComputedStyle(e).fontSize)]);
      const shapes = [...document.querySelectorAll('.shape > text')]
        .map(e => [e.textContent, getComputedStyle(e).fill,
          getComputedStyle(e.parentElement.querySelector('rect')).fill, 12]);
      return [...html, ...shapes].filter(([, one, other, size]) => {
        const [a, b] = [light(one), light(other)];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < (size >= 24 ? 3 : 4.5);
      }).map(parts => parts.join(' '));
      """;

  private static final String NAMELESS =
      """
      return [...document.querySelectorAll('button, a[href], input, select')]
        .filter(e => e.checkVisibility() && !(e.textContent.trim() || e.ariaLabel || e.labels?.length))
        .map(e => e.outerHTML);
      """;

  private static final String SMALL =
      """
      return [...document.querySelectorAll('button, a.button, input:not(.unseen), select, nav a, summary')]
        .filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()])
        .filter(([e, r]) => r.height < 24 || r.width < 24).map(([e, r]) => e.outerHTML + r.height);
      """;

  // ---- what the tests say things with ----

  private static WebElement element(String selector) {
    return page.element(selector);
  }

  private static String text(String selector) {
    return page.text(selector);
  }

  /** What an element says on one line. */
  private static String line(String selector) {
    return text(selector).replaceAll("\\s+", " ");
  }

  private static double width(String selector) {
    return element(selector).getRect().getWidth();
  }

  private static WebElement active() {
    return page.active();
  }

  private static List<WebElement> shapes() {
    return browser.findElements(By.cssSelector("#picture .shape"));
  }

  private static int lines() {
    return browser.findElements(By.cssSelector("#picture .line")).size();
  }

  private static WebElement shape(String beginning) {
    return shapes().stream()
        .filter(shape -> shape.getAttribute("aria-label").startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no shape is called " + beginning));
  }

  private static boolean isDrawn(String beginning) {
    return shapes().stream()
        .anyMatch(shape -> shape.getAttribute("aria-label").startsWith(beginning));
  }

  private static String address() {
    return page.address();
  }

  @Test
  void merchant_takesTheirOwnBrowserOutOfTheCount() throws Exception {
    serve(shop());
    signIn("?lang=es");
    browser.findElement(By.cssSelector("#health summary")).click();
    picture("counting-link");
    browser.findElement(By.linkText("No contar mis propias visitas")).click();
    browser.findElement(By.cssSelector("button.primary")).click();
    until("it says so", () -> browser.getPageSource().contains("no se cuentan"));
    picture("counting");
    assertTrue(
        browser.manage().getCookies().stream()
            .anyMatch(
                cookie ->
                    cookie.getName().startsWith("senda_not_counted_")
                        && cookie.getPath().equals("/shop")));
    browser.findElement(By.cssSelector("button.primary")).click();
    until("it is undone", () -> browser.getPageSource().contains("como las de cualquiera"));
    assertTrue(
        browser.manage().getCookies().stream()
            .noneMatch(cookie -> cookie.getName().startsWith("senda_not_counted_")));
    assertCalm();
  }

  private static void size(int width, int height) {
    page.size(width, height);
  }

  private static void picture(String name) {
    page.picture(name);
  }

  private static void until(String what, Chromium.Condition condition) {
    page.until(what, condition);
  }

  private static List<String> console() {
    return page.console();
  }

  /**
   * No script of a name fired: {@code fired} is no function, so calling it would be said in the
   * console, as is what the policy refuses and what goes wrong unseen; an alert fails any command.
   */
  private static void assertCalm() {
    assertEquals(List.of(), console());
  }
}
