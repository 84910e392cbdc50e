package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorCommandTest {

  private static final VisitorId ANA = new VisitorId(1, 2);
  private static final VisitorId LUIS = new VisitorId(3, 4);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String run(int status, String... words) {
    out.reset();
    err.reset();
    assertEquals(
        status,
        Main.run(
            List.of(words),
            InputStream.nullInputStream(),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        err::toString);
    return (status == 0 ? out : err).toString(StandardCharsets.UTF_8);
  }

  private void store() throws Exception {
    Instant then = Instant.now().minus(3, ChronoUnit.DAYS);
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, Clock.systemUTC())) {
      for (VisitorId visitor : List.of(ANA, LUIS)) {
        store.append(
            List.of(
                new Touch(
                    visitor,
                    Sign.parse(visitor.equals(ANA) ? "GET /ana 2" : "GET /luis 2"),
                    then,
                    Attributes.of("consent", "given"),
                    new Facts(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("C" + visitor.low()),
                        Optional.empty()))));
      }
      store.seal();
    }
  }

  @Test
  void access_givesWhatIsKeptOfOnePersonAlone() throws Exception {
    store();
    String of = run(0, "visitor", "access", folder.toString(), "--visitor", ANA.toString());

    assertTrue(of.contains("GET /ana 2"), of);
    assertFalse(of.contains("luis"), of);
    assertTrue(
        run(0, "visitor", "access", folder.toString(), "--customer", "C4").contains("/luis"));
  }

  @Test
  void erase_leavesTheOthers() throws Exception {
    store();

    assertEquals(
        "{\"journeys\":1}\n",
        run(0, "visitor", "erase", folder.toString(), "--visitor", ANA.toString()));
    assertFalse(
        run(0, "visitor", "access", folder.toString(), "--visitor", ANA.toString())
            .contains("seen"));
    assertTrue(
        run(0, "visitor", "access", folder.toString(), "--customer", "C4").contains("/luis"));
  }

  @ParameterizedTest
  @CsvSource({
    "'visitor', visitor access or visitor erase",
    "'visitor access .', --visitor NUMBER or --customer ID",
    "'visitor access . --visitor 12', 32 digits",
    "'visitor erase . --customer C1', no folder with a store",
    "'visitor erase . --customer C1 --token x', goes with the address of a panel",
    "'visitor erase http://127.0.0.1:1/senda/ --customer C1', --token TOKEN",
  })
  void mistake_isSaidInOneSentence(String line, String said) {
    String answer = run(2, line.replace(" .", " " + folder.resolve("none")).split(" "));
    assertTrue(answer.contains(said), answer);
  }
}
