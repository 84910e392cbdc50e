package com.example.candil;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells every open page what is left on the shelf, as it changes: a stream of events. */
@RestController
class StockController {

  private static final long FIVE_MINUTES = 300_000;
  private static final int MOST = 200;

  private final Catalogue catalogue;
  private final List<SseEmitter> listeners = new CopyOnWriteArrayList<>();

  StockController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping(path = "/existencias", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter listen() throws IOException {
    SseEmitter listener = new SseEmitter(FIVE_MINUTES);
    if (listeners.size() < MOST) {
      listeners.add(listener);
      listener.onCompletion(() -> listeners.remove(listener));
    }
    send(listener);
    return listener;
  }

  private void send(SseEmitter listener) throws IOException {
    for (Product product : catalogue.featured()) {
      listener.send(
          SseEmitter.event().name("quedan").data(product.slug() + " " + catalogue.stock(product)));
    }
  }

  /** Something was sold. */
  void tell() {
    listeners.removeIf(listener -> !isReached(listener));
  }

  private boolean isReached(SseEmitter listener) {
    try {
      send(listener);
      return true;
    } catch (IOException | IllegalStateException gone) {
      return false;
    }
  }
}
