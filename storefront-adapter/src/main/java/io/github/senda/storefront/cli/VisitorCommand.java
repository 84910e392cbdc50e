package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.Audit;
import io.github.senda.store.JourneyStore;
import io.github.senda.store.Person;
import io.github.senda.store.StoreException;
import io.github.senda.store.StoreHeldException;
import io.github.senda.storefront.capture.PersonJson;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives or erases what a store keeps of one person: one that nobody runs, or a running shop's. */
final class VisitorCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final String ROLE = "command";

  private VisitorCommand() {}

  static void run(List<String> words, OutputStream out) {
    String act = words.isEmpty() ? "" : words.get(0);
    if (!act.equals("access") && !act.equals("erase")) {
      throw new BadInput("say what is to be done: visitor access or visitor erase");
    }
    CommandLine line =
        CommandLine.parse(
            "visitor",
            words.subList(1, words.size()),
            Set.of(),
            Set.of("--visitor", "--customer", "--token"),
            false);
    Person person = person(line);
    String store =
        line.input()
            .orElseThrow(() -> new BadInput("say where: a store's folder, or a panel's address"));
    if (store.startsWith("http://") || store.startsWith("https://")) {
      Output.print(out, running(store, act, person, line.value("--token")) + "\n");
    } else if (line.has("--token")) {
      throw new BadInput("--token goes with the address of a panel, not with a folder");
    } else {
      Output.print(out, resting(Input.path(store), act, person) + "\n");
    }
  }

  private static Person person(CommandLine line) {
    Optional<String> visitor = line.value("--visitor");
    Optional<String> customer = line.value("--customer");
    if (visitor.isPresent() == customer.isPresent()) {
      throw new BadInput("say of whom: --visitor NUMBER or --customer ID");
    }
    if (customer.isPresent()) {
      return Person.customer(customer.get());
    }
    return Person.of(
        VisitorId.parse(visitor.get())
            .orElseThrow(
                () ->
                    new BadInput(
                        "a visitor's number is 32 digits and letters from a to f, as the visitors'"
                            + " page shows it")));
  }

  private static String resting(Path folder, String act, Person person) {
    if (!BackupCommand.isStore(folder)) {
      throw new BadInput(folder + " is no folder with a store of Senda's");
    }
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, Clock.systemUTC())) {
      return act.equals("access")
          ? PersonJson.of(store.access(person, ROLE), store.searchesOf(person))
          : "{\"journeys\":" + store.erase(person, Audit.Kind.ERASURE, ROLE) + "}";
    } catch (StoreHeldException e) {
      throw new BadInput(
          "a running shop holds "
              + folder
              + ": give the address of its panel instead, with --token",
          e);
    } catch (StoreException | IOException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  private static String running(String panel, String act, Person person, Optional<String> token) {
    String secret =
        token.orElseThrow(
            () -> new BadInput("a running shop asks for the panel's token: --token TOKEN"));
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(panel + (panel.endsWith("/") ? "" : "/") + "api/privacy/" + act))
              .header("Authorization", "Bearer " + secret)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json(person)))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new BadInput(refusal(panel, response.statusCode()));
      }
      return response.body();
    } catch (IllegalArgumentException e) {
      throw new BadInput("the panel's address or token is not well formed: " + e.getMessage(), e);
    } catch (ConnectException e) {
      throw new BadInput("nobody answers at " + panel + ": is the shop running?", e);
    } catch (IOException e) {
      throw new BadInput(panel + " cannot be reached: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput("interrupted while waiting for " + panel, e);
    }
  }

  private static String json(Person person) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.beginObject();
    json.name("by").value(person.visitor().isPresent() ? "visitor" : "customer");
    json.name("id")
        .value(person.visitor().map(VisitorId::toString).or(person::customer).orElseThrow());
    json.endObject();
    return text.toString();
  }

  private static String refusal(String panel, int status) {
    return switch (status) {
      case 401, 403 -> panel + " does not take this token: see the one that the shop is set to";
      case 404 -> panel + " is not a panel, or is closed: give its address, ending in /senda/";
      case 429 -> panel + " has had too many wrong tokens: wait a minute and try again";
      default -> panel + " answered with status " + status + "; see the shop's log";
    };
  }
}
