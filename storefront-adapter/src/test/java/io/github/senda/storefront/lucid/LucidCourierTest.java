package io.github.senda.storefront.lucid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.diagram.lucid.api.LucidMistake;
import io.github.senda.diagram.lucid.api.LucidSecret;
import io.github.senda.diagram.lucid.api.LucidUpload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LucidCourierTest {

  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final LucidSettings SETTINGS =
      new LucidSettings(
          Optional.of(LucidSecret.of("key")),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());

  @TempDir Path folder;

  private static LucidUpload document(String json) throws LucidMistake {
    return LucidUpload.of(
        LucidUpload.Form.DOCUMENT,
        "Casa Lola",
        OptionalLong.empty(),
        json.getBytes(StandardCharsets.UTF_8));
  }

  private static LucidCourier.State ended(LucidCourier courier) {
    for (long end = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < end; ) {
      LucidCourier.State state = courier.state();
      if (state.phase() != LucidCourier.Phase.RUNNING) {
        return state;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("still running");
  }

  private LucidCourier.State pushed(LucidUpload... uploads) throws Exception {
    try (LucidServer lucid = new LucidServer();
        LucidCourier courier =
            LucidCourier.of(SETTINGS, folder, lucid.addresses(), Clock.systemUTC())) {
      assertTrue(courier.send(() -> new LucidCourier.Packed(List.of(uploads), Optional.empty())));
      return ended(courier);
    }
  }

  @Test
  void documents_areBroughtOneAfterTheOther() throws Exception {
    LucidUpload upload = document("{\"version\":1,\"pages\":[{\"id\":\"page\"}]}");

    LucidCourier.State state = pushed(upload, upload);

    assertEquals(LucidCourier.Phase.DONE, state.phase());
    assertEquals(2, state.reports().size());
  }

  @Test
  void documentThatFails_leavesTheLinkOfTheOneBefore() throws Exception {
    LucidCourier.State state =
        pushed(document("{\"version\":1,\"pages\":[{\"id\":\"page\"}]}"), document("{}"));

    assertEquals(LucidCourier.Phase.FAILED, state.phase());
    assertEquals(LucidMistake.Kind.INPUT, state.mistake().orElseThrow().kind());
    assertEquals(
        LucidServer.LINK, state.reports().get(0).document().link().orElseThrow().toString());
  }
}
