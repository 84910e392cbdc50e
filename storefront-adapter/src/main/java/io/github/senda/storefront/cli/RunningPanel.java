package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The panel of a shop that runs, by its address and its token. For one thread. */
final class RunningPanel {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final String address;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private RunningPanel(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** Whether a place is an address and no folder. */
  static boolean isAddress(String place) {
    return place.startsWith("http://") || place.startsWith("https://");
  }

  /**
   * The panel at an address.
   *
   * @throws BadInput if there is no token
   */
  static RunningPanel of(String address, Optional<String> token) {
    return new RunningPanel(
        address + (address.endsWith("/") ? "" : "/"),
        token.orElseThrow(
            () -> new BadInput("a running shop asks for the panel's token: --token TOKEN")));
  }

  String address() {
    return address;
  }

  /** What is done with an answer of status 200. */
  interface Reading<T> {
    T read(InputStream body) throws IOException;
  }

  /**
   * Asks the panel for something.
   *
   * @param path below the panel, without a slash before it
   * @param purpose what fails where it does not answer so: {@code no backup}
   * @throws BadInput if it cannot be reached, or refuses
   */
  <T> T post(String path, String type, String body, String purpose, Reading<T> reading) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(address + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
    } catch (IllegalArgumentException e) {
      throw new BadInput("the panel's address or token is not well formed: " + e.getMessage(), e);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream answer = response.body()) {
        if (response.statusCode() != OK) {
          throw new BadInput(refusal(response.statusCode(), purpose));
        }
        return reading.read(answer);
      }
    } catch (ConnectException e) {
      throw new BadInput("nobody answers at " + address + ": is the shop running?", e);
    } catch (IOException e) {
      throw new BadInput(address + " cannot be reached: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput("interrupted while waiting for " + address, e);
    }
  }

  private String refusal(int status, String purpose) {
    return switch (status) {
      case 401, 403 -> address + " does not take this token: see the one that the shop is set to";
      case 404 -> address + " is not a panel, or is closed: give its address, ending in /senda/";
      case 409 -> address + " has no store: it shows a log file";
      case 429 -> address + " has had too many wrong tokens: wait a minute and try again";
      case 503 -> address + " cannot reach its store now: give the same again in a while";
      default ->
          address + " answered with status " + status + " and " + purpose + "; see the shop's log";
    };
  }
}
