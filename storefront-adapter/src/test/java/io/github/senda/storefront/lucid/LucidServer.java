package io.github.senda.storefront.lucid;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.senda.diagram.lucid.api.LucidAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lucid as this machine plays it: answers as it is told to, and remembers what it was asked. */
public final class LucidServer implements AutoCloseable {

  public static final String ID = "110808fd-4553-4316-bccf-4f25ff59a532";
  public static final String LINK = "https://lucid.app/lucidchart/" + ID + "/edit";

  /** One request. */
  public record Asked(String target, String authorization, String body) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch ends = new CountDownLatch(1);
  private volatile boolean silent;

  public LucidServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    answers(
        "/v1/documents",
        201,
        "{\"documentId\":\"" + ID + "\",\"title\":\"Casa Lola\",\"editUrl\":\"" + LINK + "\"}");
    answers("/v1/documents/" + ID + "/contents", 200, "{\"pages\":[]}");
  }

  /** What it says at an address from now on. */
  public LucidServer answers(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  /** Takes documents and says nothing from now on. */
  public LucidServer isSilent() {
    silent = true;
    return this;
  }

  public LucidAddresses addresses() {
    return LucidAddresses.playedAt(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /** What it was asked so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + path,
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
    if (silent) {
      try {
        ends.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Answer answer = answers.getOrDefault(path, new Answer(404, ""));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    ends.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
