package io.github.senda.examples.candil;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The shop's executable jar, and the same with another server in Tomcat's place. */
final class ExecutableJar {

  private static final Path JAR = Path.of(System.getProperty("candil.jar"));
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String OF_THE_API =
      "|jakarta\\.(servlet|websocket|transaction|interceptor|enterprise|inject)[a-z.-]*";

  private static final Pattern TOMCAT =
      library("tomcat-embed-(core|websocket)|spring-boot(-starter)?-tomcat(-runtime)?");

  /** A server, by the names of its libraries. */
  enum Server {
    TOMCAT(ExecutableJar.TOMCAT),
    JETTY(library("jetty-[a-z0-9-]+|asm[a-z-]*|spring-boot(-starter)?-jetty" + OF_THE_API)),
    UNDERTOW(
        library(
            "(undertow|xnio|jboss|wildfly|smallrye)-[a-z-]+|spring-boot-starter-undertow"
                + OF_THE_API));

    private final Pattern libraries;

    Server(Pattern libraries) {
      this.libraries = libraries;
    }
  }

  private ExecutableJar() {}

  private static Pattern library(String names) {
    return Pattern.compile("(" + names + ")-[0-9].*\\.jar");
  }

  /** The jar with that server, made in that folder unless it is there already. */
  static Path with(Server server, Path folder) throws IOException {
    if (server == Server.TOMCAT) {
      return JAR;
    }
    Path made = folder.resolve("candil-" + server + ".jar");
    Set<String> there = new HashSet<>();
    try (ZipFile from = new ZipFile(JAR.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(made))) {
      for (ZipEntry entry : from.stream().toList()) {
        String library = entry.getName().replace(LIBRARIES, "");
        if (!TOMCAT.matcher(library).matches()) {
          try (InputStream content = from.getInputStream(entry)) {
            add(entry.getName(), content.readAllBytes(), to);
          }
          there.add(library);
        }
      }
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path jar = Path.of(path);
        String library = jar.getFileName().toString();
        if (server.libraries.matcher(library).matches() && there.add(library)) {
          add(LIBRARIES + library, Files.readAllBytes(jar), to);
        }
      }
    }
    return made;
  }

  /** Stored, since what starts the jar reads the jars in it where they lie. */
  private static void add(String name, byte[] content, ZipOutputStream to) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    to.putNextEntry(entry);
    to.write(content);
    to.closeEntry();
  }
}
