package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private final AtomicInteger workedOut = new AtomicInteger();

  private Memory<String> memory(int sets) {
    return new Memory<>(
        sets,
        text -> {
          workedOut.incrementAndGet();
          return "of " + text;
        });
  }

  @Test
  void memory_worksOutOnceWhatIsAskedAgain() {
    Memory<String> memory = memory(8);
    String first = memory.apply("/cart");
    assertEquals("of /cart", first);
    // Another String of the same letters, as each request brings.
    assertSame(first, memory.apply("/ca".concat("rt")));
    assertEquals(1, workedOut.get());
  }

  @Test
  void memory_comparesTextsInFull() {
    Memory<String> memory = memory(1);
    assertEquals("Aa".hashCode(), "BB".hashCode());
    assertEquals("of Aa", memory.apply("Aa"));
    assertEquals("of BB", memory.apply("BB"));
    assertEquals("of Aa", memory.apply("Aa"));
  }

  @Test
  void memory_keepsWhatIsAskedAgainThroughAFloodOfOthers() {
    Memory<String> memory = memory(64);
    memory.apply("/cart");
    memory.apply("/cart");
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      memory.apply("/" + random.nextLong());
    }
    workedOut.set(0);
    memory.apply("/cart");
    assertEquals(0, workedOut.get(), "seed " + seed);
    assertTrue(memory.size() <= 128, "as many as there is room for, not " + memory.size());
  }

  @Test
  void memory_keepsNothingThatMayNameSomeone() {
    Memory<String> memory = memory(64);
    for (String text :
        new String[] {
          "/account/ana@example.com",
          "/account/ana%40example.com",
          "/cart;jsessionid=5A6F",
          "/reset/" + "a".repeat(200)
        }) {
      memory.apply(text);
      memory.apply(text);
      assertEquals(0, memory.size(), text);
    }
    assertEquals(8, workedOut.get());
  }
}
