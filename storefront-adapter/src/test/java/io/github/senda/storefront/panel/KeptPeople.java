package io.github.senda.storefront.panel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Of one customer two visits are kept, until they are erased; of anybody else none. */
final class KeptPeople implements VisitorRecords {

  static final String ANA = "C-17";

  private final List<Asked> asked = new ArrayList<>();
  private boolean erased;

  private int visits(Person person) {
    return !erased && person.customer().filter(ANA::equals).isPresent() ? 2 : 0;
  }

  private void note(String kind, int journeys, String role) {
    asked.add(0, new Asked(Instant.parse("2026-10-15T12:00:00Z"), kind, journeys, role));
  }

  @Override
  public synchronized String access(Person person, String role) {
    note("access", visits(person), role);
    return visits(person) == 0 ? "{\"visits\":[]}" : "{\"visits\":[{},{}]}";
  }

  @Override
  public synchronized int erase(Person person, String role) {
    int visits = visits(person);
    erased = erased || visits > 0;
    note("erasure", visits, role);
    return visits;
  }

  @Override
  public synchronized List<Asked> audit() {
    return List.copyOf(asked);
  }
}
