package io.github.senda.storefront.servlet;

import io.github.senda.journey.JourneyLog;
import io.github.senda.store.Audit;
import io.github.senda.store.StoreException;
import io.github.senda.store.TouchWriter;
import io.github.senda.storefront.capture.PersonJson;
import io.github.senda.storefront.panel.VisitorRecords;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What a shop's store keeps of one person. Safe for any thread. */
final class StoreRecords implements VisitorRecords, Withdrawals {

  private final TouchWriter writer;
  private final LongAdder lost = new LongAdder();

  StoreRecords(TouchWriter writer) {
    this.writer = writer;
  }

  private static io.github.senda.store.Person person(Person person) {
    return new io.github.senda.store.Person(person.visitor(), person.customer());
  }

  @Override
  public String access(Person person, String role) throws IOException {
    try {
      JourneyLog journeys = writer.access(person(person), role);
      return PersonJson.of(journeys, writer.searchesOf(person(person)));
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public int erase(Person person, String role) throws IOException {
    try {
      return writer.erase(person(person), Audit.Kind.ERASURE, role);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public List<Asked> audit() throws IOException {
    try {
      return writer.audit().stream()
          .map(
              act ->
                  new Asked(
                      act.time(),
                      act.kind().name().toLowerCase(Locale.ROOT),
                      act.journeys(),
                      act.role()))
          .toList();
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void withdraw(VisitorId visitor) {
    if (!writer.withdrawSoon(visitor)) {
      lost.increment();
    }
  }

  /** How many withdrawals came when too many waited: their cookie is gone, their past is not. */
  long lost() {
    return lost.sum();
  }
}
