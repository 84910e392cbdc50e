package io.github.senda.examples.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * A payment provider in small: {@code GET /pay} asks the visitor, {@code POST /decide} tells the
 * shop's server what was decided and then sends the visitor back by a form that is posted across
 * sites. It remembers nothing: the order travels in the form, under the shop's signature.
 */
final class BankServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String STYLE =
      """
      body{margin:0;background:#eef1f5;color:#1c2733;font:16px/1.5 system-ui,sans-serif}
      main{max-width:420px;margin:9vh auto;background:#fff;border-radius:12px;padding:2rem;
      box-shadow:0 10px 40px rgb(20 40 70/.12)}
      h1{font-size:1.1rem;margin:0 0 1.5rem;color:#1d4a7a}
      dl{display:grid;grid-template-columns:1fr auto;gap:.4rem;margin:0 0 1.6rem}
      dd{margin:0;text-align:right}.sum{font-size:1.5rem;font-weight:600}
      button{font:inherit;width:100%;padding:.75rem;border-radius:8px;cursor:pointer;margin-top:.6rem;
      border:1px solid #1d4a7a;background:#1d4a7a;color:#fff}
      button.no{background:#fff;color:#1d4a7a}p{color:#5a6673;font-size:.9rem;margin:1.4rem 0 0}
      @media(max-width:500px){main{margin:0;border-radius:0;min-height:100vh;box-sizing:border-box}}
      """;

  private final transient BankSignature signature;
  private final transient HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  BankServlet(BankSignature signature) {
    this.signature = signature;
  }

  /** What the shop asked for. */
  private record Payment(String reference, String amount, String returnUrl, String notifyUrl) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/pay" -> ask(request, response);
      case "/bank.css" -> write(response, "text/css", STYLE);
      case "/return.js" ->
          write(response, "text/javascript", "document.querySelector(\"form\").submit();\n");
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Payment> payment = payment(request);
    if (!"/decide".equals(request.getPathInfo()) || payment.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    String status = "paid".equals(request.getParameter("status")) ? "paid" : "refused";
    tell(payment.get(), status);
    sendBack(request, response, payment.get(), status);
  }

  private void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Payment> asked = payment(request);
    if (asked.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    Payment payment = asked.get();
    boolean english = "en".equals(request.getParameter("lang"));
    NumberFormat format =
        NumberFormat.getCurrencyInstance(Locale.forLanguageTag(english ? "en-IE" : "es-ES"));
    format.setCurrency(Currency.getInstance("EUR"));
    String sum = format.format(Long.parseLong(payment.amount()) / 100.0);
    String form =
        hidden("reference", payment.reference())
            + hidden("amount", payment.amount())
            + hidden("returnUrl", payment.returnUrl())
            + hidden("notifyUrl", payment.notifyUrl())
            + hidden("lang", english ? "en" : "es")
            + hidden("signature", request.getParameter("signature"));
    page(
        response,
        english,
        """
        <dl><dt>%s</dt><dd>Casa Tomillo</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd class="sum">%s</dd></dl>
        <form method="post" action="decide">%s
        <button name="status" value="paid">%s</button>
        <button class="no" name="status" value="refused">%s</button></form>
        <p>%s</p>
        """
            .formatted(
                english ? "Shop" : "Comercio",
                english ? "Order" : "Pedido",
                escaped(payment.reference()),
                english ? "Amount" : "Importe",
                escaped(sum),
                form,
                english ? "Pay" : "Pagar",
                english ? "Refuse" : "Rechazar",
                english
                    ? "A pretended bank: no money moves."
                    : "Un banco de mentira: no se mueve dinero."));
  }

  /**
   * Calls the shop's server. If it cannot be reached, the visitor's browser brings the news all the
   * same.
   */
  private void tell(Payment payment, String status) {
    HttpRequest notification =
        HttpRequest.newBuilder(URI.create(payment.notifyUrl()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("User-Agent", "TestBank-Notifier/1.0")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "reference="
                        + URLEncoder.encode(payment.reference(), StandardCharsets.UTF_8)
                        + "&status="
                        + status
                        + "&signature="
                        + signature.of(payment.reference(), status)))
            .build();
    try {
      client.send(notification, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      log("The shop's server did not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendBack(
      HttpServletRequest request, HttpServletResponse response, Payment payment, String status)
      throws IOException {
    boolean english = "en".equals(request.getParameter("lang"));
    page(
        response,
        english,
        """
        <form method="post" action="%s">%s
        <button>%s</button></form><script src="return.js"></script>
        """
            .formatted(
                escaped(payment.returnUrl()),
                hidden("reference", payment.reference())
                    + hidden("status", status)
                    + hidden("signature", signature.of(payment.reference(), status)),
                english ? "Back to the shop" : "Volver a la tienda"));
  }

  /** The payment that a request is about; empty if the shop did not sign it. */
  private Optional<Payment> payment(HttpServletRequest request) {
    Payment payment =
        new Payment(
            parameter(request, "reference"),
            parameter(request, "amount"),
            parameter(request, "returnUrl"),
            parameter(request, "notifyUrl"));
    boolean signed =
        signature.is(
            parameter(request, "signature"),
            payment.reference(),
            payment.amount(),
            payment.returnUrl(),
            payment.notifyUrl());
    return signed ? Optional.of(payment) : Optional.empty();
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  private static void page(HttpServletResponse response, boolean english, String body)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    write(
        response,
        "text/html",
        """
        <!DOCTYPE html>
        <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Banco de Pruebas</title><link rel="icon" href="data:,"><link rel="stylesheet" href="bank.css"></head>
        <body><main><h1>Banco de Pruebas</h1>
        %s</main></body></html>
        """
            .formatted(english ? "en" : "es", body));
  }

  private static void write(HttpServletResponse response, String type, String text)
      throws IOException {
    response.setContentType(type + ";charset=UTF-8");
    response.getWriter().print(text);
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, escaped(value));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
