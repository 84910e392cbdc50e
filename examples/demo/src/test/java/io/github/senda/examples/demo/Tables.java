package io.github.senda.examples.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a shop's store and what its jar can write, read by the jar itself. */
final class Tables {

  private Tables() {}

  /** The plugin's jar in the unpacked shop. */
  static Path jar(Path target) throws IOException {
    try (Stream<Path> jars = Files.list(target.resolve("shop/WEB-INF/lib"))) {
      return jars.findFirst().orElseThrow();
    }
  }

  private static URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  /** The names of all formats of diagrams. */
  static List<String> formats(Path jar) throws IOException, ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    try (URLClassLoader loader = loader(jar)) {
      Class<?> exporter = loader.loadClass("io.github.senda.diagram.DiagramExporter");
      for (Object one : ServiceLoader.load(exporter, loader)) {
        names.add(exporter.getMethod("format").invoke(one).toString());
      }
    }
    return names;
  }

  /** Every table of a store that nobody holds, as the bytes of all its cells. */
  static Map<String, byte[]> of(Path jar, Path folder)
      throws IOException, ReflectiveOperationException, SQLException {
    Map<String, byte[]> tables = new TreeMap<>();
    try (URLClassLoader loader = loader(jar);
        Connection connection =
            (Connection)
                loader
                    .loadClass("io.github.senda.guest.h2.jdbc.JdbcConnection")
                    .getConstructor(
                        String.class, Properties.class, String.class, Object.class, boolean.class)
                    .newInstance(
                        "jdbc:h2:" + folder.resolve("senda") + ";IFEXISTS=TRUE",
                        new Properties(),
                        "senda",
                        "",
                        false)) {
      try (ResultSet names = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
        while (names.next()) {
          String name = names.getString("TABLE_NAME");
          tables.put(name, cells(connection, name));
        }
      }
    }
    return tables;
  }

  private static byte[] cells(Connection connection, String table)
      throws IOException, SQLException {
    ByteArrayOutputStream cells = new ByteArrayOutputStream();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          cells.write(
              rows.getObject(i) instanceof byte[] bytes
                  ? bytes
                  : String.valueOf(rows.getString(i)).getBytes(StandardCharsets.UTF_8));
          cells.write('\n');
        }
      }
    }
    return cells.toByteArray();
  }
}
