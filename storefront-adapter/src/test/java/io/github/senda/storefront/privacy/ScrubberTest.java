package io.github.senda.storefront.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.storefront.capture.Exchange;
import io.github.senda.storefront.capture.ParameterNames;
import io.github.senda.touch.Sign;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

  private static final Scrubber SCRUBBER = Scrubber.standard();
  private static final long SEED = 20260714;
  private static final int ROUNDS = 4_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana@example.com",
        "ana%40example.com",
        "ana%2540example.com",
        "ana%252540example.com",
        "ana%u0040example.com",
        "ana\uff20example.com",
        "a\u200bna\u200b@\u200bexample.com",
        "ana (at) example.com",
        "ana[arroba]example.com",
        "hola-ana@example.com-adios",
        "+34 600 12 34 56",
        "%2B34600123456",
        "600 123 456",
        "600.12.34.56",
        "tel-912345678",
        "(91) 234-56-78-9",
        "22 33 44 55",
        "\u0666\u0660\u0660\u0661\u0662\u0663\u0664\u0665\u0666",
        "\uff16\uff10\uff10\uff11\uff12\uff13\uff14\uff15\uff16",
        "6\u200b0\u200b0\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "es91 2100 0418 4502 0005 1332",
        "ES9121000418450200051332",
        "MT84-MALT-0110-0001-2345-MTLC-AST0-01S",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1r",
        "6d62d909-f957-430e-8689-b5129c0bb75e",
        "6D62D909-F957-430E-8689-B5129C0BB75E",
        "3c59dc048e885024",
        "dBjftJeZ4CVPmB92K27uhb",
        "12345678Z",
        "12.345.678-z",
        "X1234567L",
        "x-1234567-l",
        "A58818501",
        "Q2826000H",
        "RSSMRA85T10A562S",
        "rss mra 85t10 a562s",
        "131052-308T",
        "1234567T",
        "AB 12 34 56 C",
        "1 55 08 2A 123 456 78",
        "192.168.10.7",
        "2001:db8:85a3:0:0:8a2e:370:7334",
        "00:1b:44:11:3a:b7"
      })
  void isPersonal_findsWhatTellsWhoSomebodyIs(String text) {
    assertTrue(SCRUBBER.isPersonal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sudadera-con-logo",
        "camiseta-manga-corta-algodon-organico",
        "iphone-15-pro-256gb",
        "rebajas-verano-2026",
        "2026-07-14",
        "20260714",
        "WelcomeBackNewCustomer",
        "javax.faces.ViewState",
        "__RequestVerificationToken",
        "ctl00$MainContent$ddlCountry",
        "created_at_from",
        "woocommerce-process-checkout-nonce",
        "isLoggedInAsNewUser",
        "12345678A",
        "niños",
        "электроника",
        "spring_sale+2026",
        "50%25-off"
      })
  void isPersonal_leavesWordsAlone(String text) {
    assertFalse(SCRUBBER.isPersonal(text));
  }

  @ParameterizedTest
  @CsvSource({
    "zapatos rojos, zapatos rojos",
    "zapatos ana@example.com rojos, zapatos rojos",
    "llamar 600 123 456 tarde, llamar tarde",
    "zapatos%20ana%2540example.com, zapatos",
    "ana@example.com, ''",
  })
  void scrub_takesOutWholeWords(String text, String kept) {
    assertEquals(kept, SCRUBBER.scrub(text));
  }

  @Test
  void isPersonal_takesWhatIsTooLongToBeReadForPersonal() {
    assertTrue(SCRUBBER.isPersonal("zapatos ".repeat(1_000)));
    assertEquals("", SCRUBBER.scrub("zapatos ".repeat(1_000)));
  }

  /** Something personal, in every encoding, in every place of a request: none is in the sign. */
  @Test
  void sign_holdsNothingPersonal() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String personal = personal(random);
      String sent = encoded(random, personal);
      String where =
          switch (random.nextInt(4)) {
            case 0 -> sent;
            case 1 -> "hola-" + sent;
            case 2 -> sent + "-mundo";
            default -> "a;b=" + sent;
          };
      Exchange exchange =
          new Exchange(
              "GET",
              "shop.example",
              "",
              "/cuenta/" + where + "/ver",
              "action=" + sent + "&" + sent + "=1&x[" + sent + "]=2",
              Stream.of(sent, "form_" + sent, personal)
                  .flatMap(name -> ParameterNames.of(name, "").stream())
                  .toList(),
              false,
              Optional.empty(),
              new Exchange.Answer(
                  302,
                  false,
                  Optional.of("/WEB-INF/" + where),
                  Optional.of("/gracias/" + where + "?" + sent + "=1&view=" + sent),
                  Optional.of("text/html"),
                  false,
                  Optional.empty(),
                  Optional.empty()));
      Sign sign = exchange.sign();
      String said =
          String.join(" ", sign.path(), String.join(" ", sign.parameters()))
              + sign.forward().orElse("")
              + sign.redirect().orElse("");
      String message = "seed " + SEED + ", round " + round + ": " + sent + " in " + said;
      assertFalse(compact(said).contains(compact(personal)), message);
      assertFalse(sign.text().contains(sent), message);
      assertFalse(
          compact(SCRUBBER.scrub("rebajas " + sent + " verano")).contains(compact(personal)),
          message);
    }
  }

  private static String personal(Random random) {
    String digits = String.format(Locale.ROOT, "%016d", random.nextLong(10_000_000_000_000_000L));
    switch (random.nextInt(10)) {
      case 0 -> {
        return "ana.lopez" + random.nextInt(100) + "@example.com";
      }
      case 1 -> {
        return "+34 6"
            + digits.substring(0, 2)
            + " "
            + digits.substring(2, 5)
            + " "
            + digits.substring(5, 8);
      }
      case 2 -> {
        return card(digits.substring(0, 15));
      }
      case 3 -> {
        return account(digits + digits.substring(0, 4));
      }
      case 4 -> {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        return "eyJhbGciOiJIUzI1NiJ9."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      }
      case 5 -> {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
      }
      case 6 -> {
        return String.format(Locale.ROOT, "%016x", random.nextLong() | 1L << 63);
      }
      case 7 -> {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      }
      case 8 -> {
        int number = random.nextInt(100_000_000);
        return String.format(Locale.ROOT, "%08d", number)
            + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
      }
      default -> {
        int number = random.nextInt(10_000_000);
        return String.format(Locale.ROOT, "Y%07d", number)
            + "TRWAGMYFPDXBNJZSQVHLCKE".charAt((10_000_000 + number) % 23);
      }
    }
  }

  private static String card(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int twice = digit * 2;
      sum += i % 2 == 0 ? twice / 10 + twice % 10 : digit;
    }
    return digits + (10 - sum % 10) % 10;
  }

  private static String account(String digits) {
    int rest = 0;
    for (char c : (digits + "142800").toCharArray()) {
      rest = (rest * 10 + c - '0') % 97;
    }
    return "ES" + String.format(Locale.ROOT, "%02d", 98 - rest) + digits;
  }

  /** What is Base64 is another text in another case. */
  private static boolean isSpelledInOneWay(String text) {
    return text.chars().anyMatch(Character::isLowerCase)
        && text.chars().anyMatch(Character::isUpperCase);
  }

  private static String encoded(Random random, String text) {
    String spelled =
        switch (isSpelledInOneWay(text) ? 2 : random.nextInt(3)) {
          case 0 -> text.toUpperCase(Locale.ROOT);
          case 1 -> text.toLowerCase(Locale.ROOT);
          default -> text;
        };
    String hidden =
        switch (random.nextInt(4)) {
          case 0 -> spelled.replace("1", "\u0661").replace("6", "\u0666").replace("9", "\uff19");
          case 1 -> spelled.replace("@", "\uff20").replace("1", "1\u200b");
          case 2 -> String.join("\u00ad", spelled.split("(?<=\\G..)"));
          default -> spelled;
        };
    return switch (random.nextInt(5)) {
      case 0 -> percent(hidden);
      case 1 -> percent(percent(hidden));
      case 2 -> percent(escaped(hidden));
      case 3 -> URLEncoder.encode(hidden, StandardCharsets.UTF_8);
      default -> escaped(hidden);
    };
  }

  /** As a browser does it: only what may not stand in an address. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(
          c > ' ' && c < 127 && "%/?#&=".indexOf(c) < 0 ? c : percent(String.valueOf(c)));
    }
    return escaped.toString();
  }

  private static String percent(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      escaped.append(String.format(Locale.ROOT, b % 2 == 0 ? "%%%02x" : "%%%02X", b & 255));
    }
    return escaped.toString();
  }

  private static String compact(String text) {
    return Scrubber.read(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** A token is told from words by its letters alone; how often that fails is what it costs. */
  @Test
  void isPersonal_findsNearlyAllTokensOf128Bits() {
    Random random = new Random(SEED);
    int missed = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      missed += SCRUBBER.isPersonal(token) ? 0 : 1;
    }
    assertTrue(missed < 200, "missed of 10000: " + missed);
  }

  /** How many of the words in the paths and forms of thirty kinds of shops are lost by mistake. */
  @Test
  void isPersonal_leavesTheWordsOfShopsAlone() throws IOException, URISyntaxException {
    TreeSet<String> words = new TreeSet<>();
    Path folder = Path.of(Exchange.class.getResource("traces").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] field = line.split("\t", -1);
          if (field.length > 3) {
            words.addAll(List.of(field[1].replaceAll("\\?.*", "").split("/")));
            words.addAll(ParameterNames.query(field[3].equals("-") ? "" : field[3]));
          }
        }
      }
    }
    List<String> lost = new ArrayList<>(words.stream().filter(SCRUBBER::isPersonal).toList());
    assertTrue(words.size() > 1_000, "words: " + words.size());
    lost.removeIf(ScrubberTest::isAnId);
    assertEquals(List.of(), lost);
  }

  /** Read by a person: the traces hold these, and each is the number of a session or an order. */
  private static boolean isAnId(String word) {
    return word.matches("[0-9a-f-]{16,36}")
        || word.matches(".*;jsessionid=[0-9A-F]+")
        || word.matches("R?[0-9]{9}(-01\\.jpg)?")
        || Set.of("T6Y9XKQ2W1ZB4LNA", "gm2wcnjwmy4tmljwga2dc=").contains(word);
  }
}
