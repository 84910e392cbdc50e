package io.github.senda.storefront.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Wars of two shops that know nothing of Senda, with its jar in them or without. */
final class Wars {

  static final Path JAR = Path.of(System.getProperty("plugin.jar"));

  /** The secret that Casa Tomillo and its bank share. */
  static final String BANK_SECRET = "between-shop-and-bank";

  /** The token of the awkward shop's panel, where Senda finds itself. */
  static final String PANEL_TOKEN = "panel-of-the-first-shop";

  /** The token of the panel of the shop that installs Senda in every way. */
  static final String OTHER_PANEL_TOKEN = "panel-of-the-other-shop";

  private static final Path TARGET = JAR.getParent();
  private static final Path EXAMPLE = TARGET.resolveSibling("../examples/shop/src/main");
  private static final FileTime ONE_TIME = FileTime.fromMillis(1_700_000_000_000L);

  private static final Pattern URL_PATTERN = Pattern.compile("<url-pattern>([^<]*)</url-pattern>");

  /** What a shop's {@code web.xml} says of Senda. */
  enum Install {
    /** Nothing, and nothing but itself is to be looked at: the host finds the initializer. */
    BY_ITSELF,
    /** Every way there is, all at once. */
    EVERY_WAY
  }

  private Wars() {}

  /** The libraries that a shop brings of its own: older than ours, and they must stay its own. */
  static List<Path> shopLibraries() throws IOException {
    try (Stream<Path> files = Files.list(TARGET.resolve("hosts/shop"))) {
      return files.sorted().toList();
    }
  }

  static List<Path> and(List<Path> libraries, Path more) {
    List<Path> all = new ArrayList<>(libraries);
    all.add(more);
    return all;
  }

  /**
   * Makes a web application of the awkward shop: a war, or a folder if the name is not a war's.
   *
   * @param libraries what lies in {@code WEB-INF/lib}
   */
  static Path awkward(Path file, Install install, List<Path> libraries) throws IOException {
    Files.createDirectories(file.getParent());
    if (file.toString().endsWith(".war")) {
      URI zip = URI.create("jar:" + file.toUri());
      try (FileSystem war = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
        fillAwkward(war.getPath("/"), install, libraries);
      }
    } else {
      fillAwkward(file, install, libraries);
    }
    return file;
  }

  private static void fillAwkward(Path root, Install install, List<Path> libraries)
      throws IOException {
    Path classes = TARGET.resolve("test-classes");
    for (Path type : filesBelow(classes.resolve("com/example/awkward"))) {
      put(root, "WEB-INF/classes/" + classes.relativize(type), Files.readAllBytes(type));
    }
    for (Path library : libraries) {
      put(root, "WEB-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
    }
    put(root, "WEB-INF/web.xml", awkwardXml(install).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes a web application of Casa Tomillo out of its sources; its module is built after this one.
   * A folder and no war: a host would unpack each at another time, and say so in a header.
   */
  static Path tomillo(Path folder, List<Path> libraries) throws IOException {
    Path classes = compiled(folder.resolveSibling("tomillo-classes"));
    Path pages = EXAMPLE.resolve("webapp");
    for (Path type : filesBelow(classes)) {
      put(folder, "WEB-INF/classes/" + classes.relativize(type), Files.readAllBytes(type));
    }
    for (Path text : filesBelow(EXAMPLE.resolve("resources"))) {
      put(folder, "WEB-INF/classes/" + text.getFileName(), Files.readAllBytes(text));
    }
    for (Path page : filesBelow(pages)) {
      String name = pages.relativize(page).toString();
      byte[] bytes = Files.readAllBytes(page);
      put(folder, name, name.equals("WEB-INF/web.xml") ? withBank(bytes) : bytes);
    }
    for (Path library : libraries) {
      put(folder, "WEB-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
    }
    return folder;
  }

  private static void put(Path folder, String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, ONE_TIME);
  }

  /** What Casa Tomillo's servlets are mapped to, but for the views that only they forward to. */
  static List<String> placesOfTomillo() throws IOException {
    String xml = Files.readString(EXAMPLE.resolve("webapp/WEB-INF/web.xml"));
    return Pattern.compile("<servlet-mapping>.*?</servlet-mapping>", Pattern.DOTALL)
        .matcher(xml)
        .results()
        .flatMap(mapping -> URL_PATTERN.matcher(mapping.group()).results())
        .map(pattern -> pattern.group(1))
        .filter(pattern -> !pattern.startsWith("/WEB-INF/"))
        .toList();
  }

  private static byte[] withBank(byte[] webXml) {
    String bank =
        """
          <context-param>
            <param-name>shop.bank</param-name>
            <param-value>http://127.0.0.1:9/bank</param-value>
          </context-param>
          <context-param>
            <param-name>shop.bank.secret</param-name>
            <param-value>%s</param-value>
          </context-param>
          <listener>
        """
            .formatted(BANK_SECRET);
    return new String(webXml, StandardCharsets.UTF_8)
        .replaceFirst("<listener>", bank)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Path compiled(Path to) throws IOException {
    if (Files.exists(to)) {
      return to;
    }
    Files.createDirectories(to);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        new ArrayList<>(
            List.of("-d", to.toString(), "-proc:none", "-classpath", servletApi().toString()));
    filesBelow(EXAMPLE.resolve("java")).forEach(source -> arguments.add(source.toString()));
    int failures = compiler.run(null, null, null, arguments.toArray(String[]::new));
    if (failures != 0) {
      throw new AssertionError("the example shop does not compile against Servlet 5.0");
    }
    return to;
  }

  private static Path servletApi() {
    return Path.of(
        URI.create(
            jakarta.servlet.Servlet.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String awkwardXml(Install install) {
    String every =
        """
          <context-param>
            <param-name>again</param-name>
            <param-value>io.github.senda.storefront.servlet.CaptureFilter</param-value>
          </context-param>
          <filter>
            <filter-name>once-more</filter-name>
            <filter-class>io.github.senda.storefront.servlet.CaptureFilter</filter-class>
            <async-supported>true</async-supported>
          </filter>
          <filter-mapping>
            <filter-name>once-more</filter-name>
            <url-pattern>/*</url-pattern>
            <dispatcher>REQUEST</dispatcher>
            <dispatcher>FORWARD</dispatcher>
            <dispatcher>ERROR</dispatcher>
          </filter-mapping>
          <listener>
            <listener-class>io.github.senda.storefront.servlet.SendaListener</listener-class>
          </listener>
          <listener>
            <listener-class>com.example.awkward.Again</listener-class>
          </listener>
        """;
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0" metadata-complete="%s">
      <context-param>
        <param-name>senda.panel.token</param-name>
        <param-value>%s</param-value>
      </context-param>
      %s
      <servlet>
        <servlet-name>shop</servlet-name>
        <servlet-class>com.example.awkward.AwkwardShop</servlet-class>
        <async-supported>true</async-supported>
      </servlet>
      <servlet>
        <servlet-name>view</servlet-name>
        <servlet-class>com.example.awkward.View</servlet-class>
        <async-supported>true</async-supported>
      </servlet>
      <servlet>
        <servlet-name>oddities</servlet-name>
        <servlet-class>com.example.awkward.Oddities</servlet-class>
        <async-supported>true</async-supported>
      </servlet>
      <servlet-mapping>
        <servlet-name>shop</servlet-name>
        <url-pattern>/</url-pattern>
      </servlet-mapping>
      <servlet-mapping>
        <servlet-name>view</servlet-name>
        <url-pattern>/view/*</url-pattern>
      </servlet-mapping>
      <servlet-mapping>
        <servlet-name>oddities</servlet-name>
        <url-pattern>/odd/*</url-pattern>
      </servlet-mapping>
      <error-page>
        <error-code>404</error-code>
        <location>/view/failure</location>
      </error-page>
      <error-page>
        <error-code>410</error-code>
        <location>/odd/sold-out</location>
      </error-page>
      <error-page>
        <exception-type>com.example.awkward.Oddities$SoldOut</exception-type>
        <location>/view/sold-out</location>
      </error-page>
      <error-page>
        <exception-type>java.lang.Throwable</exception-type>
        <location>/view/failure</location>
      </error-page>
    </web-app>
    """
        .formatted(
            install == Install.BY_ITSELF,
            install == Install.BY_ITSELF ? PANEL_TOKEN : OTHER_PANEL_TOKEN,
            install == Install.EVERY_WAY ? every : "");
  }
}
