package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How the panel answers, whatever it answers: headers, pages, JSON, one sentence of an error. */
final class Answers {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private Answers() {}

  static void headers(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  static void redirect(HttpServletResponse response, String location) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location);
  }

  static void error(HttpServletResponse response, int status, String sentence) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject().name("error").value(sentence).endObject();
    response.setStatus(status);
    json(response, text.toString());
  }

  /** Says what is wrong with what was typed, and at which character of it, from 1. */
  static void refuse(HttpServletResponse response, String sentence, int column) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.beginObject().name("error").value(sentence).name("column").value(column).endObject();
    response.setStatus(422);
    json(response, text.toString());
  }

  static void json(HttpServletResponse response, String text) throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    write(response, text.getBytes(StandardCharsets.UTF_8));
  }

  static void html(HttpServletResponse response, int status, String text) throws IOException {
    response.setStatus(status);
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    write(response, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(HttpServletResponse response, byte[] bytes) throws IOException {
    response.setContentLength(bytes.length);
    OutputStream out = response.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Says why it could not be done in the words of what tried, unless bytes are on their way. */
  static void notDone(HttpServletResponse response, IOException exception) throws IOException {
    if (response.isCommitted()) {
      throw exception;
    }
    response.reset();
    headers(response);
    String reason = Optional.ofNullable(exception.getMessage()).orElse("It could not be written.");
    error(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, reason);
  }

  static void notAllowed(HttpServletResponse response, String methods) {
    response.setHeader("Allow", methods);
    response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
  }
}
