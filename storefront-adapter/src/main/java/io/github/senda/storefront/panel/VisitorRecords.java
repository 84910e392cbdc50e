package io.github.senda.storefront.panel;

import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a shop keeps of one person, for whoever has a right to see it or to have it erased.
 * Implementations are safe for any thread.
 */
public interface VisitorRecords {

  /**
   * Whom it is about.
   *
   * @param visitor the number that the person's browser holds
   * @param customer the id by which the shop knows the person
   */
  record Person(Optional<VisitorId> visitor, Optional<String> customer) {

    public Person {
      if (visitor.isEmpty() == customer.isEmpty()) {
        throw new IllegalArgumentException("a person is known by one id");
      }
    }

    /** Whoever has a browser that holds a number. */
    public static Person of(VisitorId visitor) {
      return new Person(Optional.of(visitor), Optional.empty());
    }

    /** A customer of the shop. */
    public static Person customer(String id) {
      return new Person(Optional.empty(), Optional.of(id));
    }
  }

  /**
   * That something was asked for; not about whom.
   *
   * @param time when
   * @param kind {@code access}, {@code erasure} or {@code withdrawal}
   * @param journeys how many journeys it was about
   * @param role in what role somebody asked for it
   */
  record Asked(Instant time, String kind, int journeys, String role) {}

  /**
   * All journeys of a person and what they have searched for, as a JSON object.
   *
   * @param role in what role somebody asks for it
   * @throws IOException if it cannot be read; its message is one sentence for a person
   */
  String access(Person person, String role) throws IOException;

  /**
   * Erases all journeys of a person, in one transaction.
   *
   * @param role in what role somebody asks for it
   * @return how many journeys it was
   * @throws IOException if it cannot be done, and then nothing is; its message is one sentence
   */
  int erase(Person person, String role) throws IOException;

  /** What was asked for, the latest first. */
  List<Asked> audit() throws IOException;
}
