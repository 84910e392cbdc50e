package io.github.senda.storefront.capture;

import java.util.Locale;
import java.util.Optional;

/**
 * What is no visitor's step, told before anything is kept of it: files that a page is made of,
 * health checks, pages fetched ahead of time, crawlers. Pure; safe for any thread.
 */
public final class Noise {

  /** Why a request is left out. */
  public enum Cause {
    /** A method that no visitor sends by a click: HEAD, OPTIONS, TRACE. */
    METHOD,
    /** A style sheet, a picture, a script. */
    STATIC_FILE,
    /** A part of a page, by the browser's own word: a picture, a frame's style, a font. */
    FRAGMENT,
    /** A page that the browser fetched ahead of time. */
    PREFETCH,
    /** A monitor asking whether the shop is alive. */
    HEALTH_CHECK,
    /** A program that makes a preview of a link that somebody wrote elsewhere. */
    LINK_PREVIEW,
    /** A crawler, a tool, a library. */
    CRAWLER
  }

  private static final Words STATIC_EXTENSIONS =
      Words.of(
          "css js mjs map json5 png jpg jpeg jpe gif svg svgz webp avif bmp ico cur tif tiff heic"
              + " woff woff2 ttf otf eot mp3 mp4 m4a m4v webm ogg ogv oga wav mov avi flv swf"
              + " pdf zip gz tgz rar 7z jar war class txt xml xsl xsd rss atom webmanifest"
              + " manifest wasm vtt less scss ts tsx csv doc docx xls xlsx ppt pptx");
  private static final Words STATIC_FOLDERS =
      Words.of(
          "static assets css js images img fonts webjars favicon.ico .well-known"
              + " resources jakarta.faces.resource javax.faces.resource _next");
  private static final Words STATIC_WHERE_IT_BEGINS =
      Words.of("wp-content wp-includes skin themes media dist build bundles");
  private static final Words HEALTH_WORDS =
      Words.of(
          "health healthz healthcheck livez readyz liveness readiness actuator"
              + " ping heartbeat metrics server-status");
  private static final Words FRAGMENT_DESTINATIONS =
      Words.of(
          "image style script font audio video track manifest object embed worker"
              + " serviceworker sharedworker report xslt audioworklet paintworklet");

  private Noise() {}

  /** Whether the path is that of a file that a page is made of, by its ending or its shape. */
  public static boolean isStaticFile(String path) {
    int end = path.length();
    for (int i = 0; i < end; i++) {
      char c = path.charAt(i);
      if (c == ';' || c == '?' || c == '#') {
        end = i;
      }
    }
    int slash = path.lastIndexOf('/', end - 1);
    int dot = path.lastIndexOf('.', end - 1);
    if (dot > slash && dot < end - 1) {
      String extension = path.substring(dot + 1, end).toLowerCase(Locale.ROOT);
      if (STATIC_EXTENSIONS.contain(extension, 0, extension.length())) {
        return true;
      }
    }
    int start = path.startsWith("/") ? 1 : 0;
    int first = path.indexOf('/', start);
    if (first < 0 || first >= end) {
      return start < end && STATIC_FOLDERS.contain(path, start, end) && dot > slash;
    }
    return STATIC_FOLDERS.contain(path, start, first)
        || (STATIC_WHERE_IT_BEGINS.contain(path, start, first) && dot > slash);
  }

  /** Whether the path asks for the shop's health rather than for a page. */
  public static boolean isHealthCheck(String path) {
    int start = path.startsWith("/") ? 1 : 0;
    int end = path.indexOf('/', start);
    int last = path.lastIndexOf('/');
    return HEALTH_WORDS.contain(path, start, end < 0 ? path.length() : end)
        || (last >= start && HEALTH_WORDS.contain(path, last + 1, path.length()));
  }

  /** Whether a user agent says that it is a program and no person; an empty one says nothing. */
  public static boolean isCrawler(String userAgent) {
    return Programs.KNOWN.cause(userAgent).isPresent();
  }

  /**
   * Why a request is no visitor's step, if it is none.
   *
   * @param method the method, upper case
   * @param path the path below the application
   * @param headers the request's headers by name; empty where one is not there
   */
  public static Optional<Cause> cause(String method, String path, Headers headers) {
    if (method.equals("HEAD") || method.equals("OPTIONS") || method.equals("TRACE")) {
      return Optional.of(Cause.METHOD);
    }
    if (isStaticFile(path)) {
      return Optional.of(Cause.STATIC_FILE);
    }
    if (isHealthCheck(path)) {
      return Optional.of(Cause.HEALTH_CHECK);
    }
    String destination = headers.get("Sec-Fetch-Dest").orElse("");
    if (FRAGMENT_DESTINATIONS.contain(destination, 0, destination.length())) {
      return Optional.of(Cause.FRAGMENT);
    }
    if (isAhead(headers.get("Sec-Purpose"))
        || isAhead(headers.get("Purpose"))
        || isAhead(headers.get("X-Purpose"))
        || isAhead(headers.get("X-Moz"))) {
      return Optional.of(Cause.PREFETCH);
    }
    return headers.get("User-Agent").flatMap(Programs.KNOWN::cause);
  }

  private static boolean isAhead(Optional<String> purpose) {
    return purpose.isPresent()
        && (purpose.get().contains("prefetch")
            || purpose.get().contains("prerender")
            || purpose.get().contains("preview"));
  }

  /** The headers of a request. */
  @FunctionalInterface
  public interface Headers {
    /** The first header of a name, in any case. */
    Optional<String> get(String name);
  }
}
