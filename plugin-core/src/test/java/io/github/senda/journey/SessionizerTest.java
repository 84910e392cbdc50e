package io.github.senda.journey;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionizerTest {

  @Test
  void sessionizer_keepsAPauseOfExactlyTheLimitTogether() {
    long limit = 30 * 60 * 1_000_000L;

    assertFalse(Sessionizer.STANDARD.cuts(0, limit));
    assertTrue(Sessionizer.STANDARD.cuts(0, limit + 1));
  }

  @Test
  void sessionizer_refusesALimitOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> new Sessionizer(Duration.ZERO));
  }
}
