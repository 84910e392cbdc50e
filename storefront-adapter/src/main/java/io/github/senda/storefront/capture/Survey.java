package io.github.senda.storefront.capture;

import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All pages and acts of a shop that were seen, with what Senda makes of each: what a person looks
 * through, confirms and corrects. A value, but for what is said through it to its {@link RuleBook};
 * safe for any thread.
 */
public final class Survey {

  /** How sure a proposal must be that nobody is asked to confirm it. */
  private static final double SURE = 0.8;

  private static final int MOST_EXAMPLES = 5;

  private final RuleBook book;
  private final List<String> signs;
  private final List<Sighting> sightings;
  private final Map<String, Group> groups;

  /** How a page or act stands. */
  public enum Standing {
    /** Nothing recognises it, and a person is asked. */
    TO_CONFIRM,
    /** A rule recognises it, or it is plain what it is. */
    UNDERSTOOD,
    /** A person has said what it is. */
    CONFIRMED
  }

  /**
   * One page or act.
   *
   * @param key what it is known by in {@link #answer}
   * @param method the HTTP method
   * @param path the path as a template
   * @param examples some of its signs, the most frequent first
   * @param touches how often it was seen, in the newest journeys
   * @param visits in how many visits
   * @param before what comes before it most often
   * @param after what comes after it most often
   * @param verdict what the rules make of it today
   * @param standing how it stands
   * @param proposal what it may be, where no rule recognises it
   */
  public record Sighting(
      String key,
      String method,
      String path,
      List<Sign> examples,
      int touches,
      int visits,
      Optional<Touchpoint> before,
      Optional<Touchpoint> after,
      Verdict verdict,
      Standing standing,
      Optional<Proposal> proposal) {

    public Sighting {
      examples = List.copyOf(examples);
      Objects.requireNonNull(verdict, "verdict == null");
    }
  }

  /** The signs of one place with their numbers. */
  private record Group(Place place, List<Sign> signs, List<Integer> numbers) {}

  private Survey(
      RuleBook book, List<String> signs, Map<String, Group> groups, List<Sighting> sightings) {
    this.book = book;
    this.signs = List.copyOf(signs);
    this.groups = groups;
    this.sightings = Collections.unmodifiableList(sightings);
  }

  /** Looks over all that a log has seen. */
  public static Survey of(JourneyLog log, RuleBook book) {
    Rules rules = book.rules();
    List<Optional<Sign>> signs = log.signs().stream().map(Habits::sign).toList();
    List<Optional<Verdict>> verdicts = rules.verdictsOf(log.signs());
    Map<String, Group> groups = new LinkedHashMap<>();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] places = new int[signs.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = -1;
      if (signs.get(i).filter(sign -> !sign.method().equals(Exchange.TOLD)).isPresent()) {
        Sign sign = signs.get(i).get();
        Place place = Place.of(sign, book.others().verdict(sign));
        String key = place.key();
        Group group =
            groups.computeIfAbsent(
                key, added -> new Group(place, new ArrayList<>(), new ArrayList<>()));
        group.signs().add(sign);
        group.numbers().add(i);
        places[i] = numbers.computeIfAbsent(key, added -> numbers.size());
      }
    }
    List<Habits> habits = Habits.of(log, places, verdicts, numbers.size());
    Learner learner = new Learner(rules);
    List<Sighting> sightings = new ArrayList<>();
    for (Map.Entry<String, Group> group : groups.entrySet()) {
      Habits seen = habits.get(numbers.get(group.getKey()));
      Verdict verdict = verdicts.get(group.getValue().numbers().get(0)).orElseThrow();
      if (seen.touches() > 0) {
        sightings.add(sighting(group.getKey(), group.getValue(), verdict, seen, book, learner));
      }
    }
    sightings.sort(
        Comparator.comparing(Sighting::standing)
            .thenComparing(Comparator.comparingInt(Sighting::visits).reversed())
            .thenComparing(Sighting::key));
    return new Survey(book, log.signs(), groups, sightings);
  }

  private static Sighting sighting(
      String key, Group group, Verdict verdict, Habits seen, RuleBook book, Learner learner) {
    Sign first = group.signs().get(0);
    boolean answered = book.answer(group.place()).isPresent();
    Optional<Proposal> proposal =
        answered || !verdict.fallback()
            ? Optional.empty()
            : Optional.of(learner.propose(first, seen));
    boolean plain =
        proposal.isEmpty()
            || (proposal.get().confidence() >= SURE
                && proposal.get().touchpoint().equals(verdict.touchpoint()));
    return new Sighting(
        key,
        group.place().method(),
        group.place().path(),
        group.signs().subList(0, Math.min(MOST_EXAMPLES, group.signs().size())),
        seen.touches(),
        seen.visits(),
        seen.before().map(Habits.Beside::touchpoint),
        seen.after().map(Habits.Beside::touchpoint),
        verdict,
        answered ? Standing.CONFIRMED : plain ? Standing.UNDERSTOOD : Standing.TO_CONFIRM,
        proposal);
  }

  /** What was seen: what is to be confirmed first, and in that what most visits came by. */
  public List<Sighting> sightings() {
    return sightings;
  }

  /** How many stand so. */
  public int count(Standing standing) {
    return (int) sightings.stream().filter(seen -> seen.standing() == standing).count();
  }

  /**
   * Keeps what a person says of a page or act; history is read by it from the next look on.
   *
   * @param touchpoint what it is; empty: no step of a visitor
   * @return whether there is a page or act with such a key
   * @throws IllegalArgumentException with one sentence, if the merchant's file cannot be read
   * @throws IOException with one sentence, if it cannot be written; nothing has changed then
   */
  public boolean answer(String key, Optional<Touchpoint> touchpoint) throws IOException {
    Group group = groups.get(key);
    if (group != null) {
      book.answer(group.place(), touchpoint, group.signs());
    }
    return group != null;
  }

  /** Forgets what a person said of a page or act; as {@link #answer} otherwise. */
  public boolean takeBack(String key) throws IOException {
    Group group = groups.get(key);
    if (group != null) {
      book.takeBack(group.place());
    }
    return group != null;
  }

  /**
   * What another file of rules would change. Changes nothing.
   *
   * @param rules how many rules it has
   * @param places how many of the pages and acts that were seen would mean something else
   * @param touches how often these were seen
   * @param examples some of them
   */
  public record Preview(int rules, int places, long touches, List<Change> examples) {
    public Preview {
      examples = List.copyOf(examples);
    }
  }

  /** What one page or act means today, and what it would mean. */
  public record Change(
      String method, String path, Optional<Touchpoint> today, Optional<Touchpoint> then) {}

  /**
   * Looks at another file of rules in the place of the merchant's.
   *
   * @throws IllegalArgumentException with one sentence that names line and place, if it is none
   */
  public Preview preview(String text) {
    RuleBook.Draft draft = book.draft(text);
    List<Optional<Verdict>> verdicts = draft.rules().verdictsOf(signs);
    List<Change> changes = new ArrayList<>();
    int places = 0;
    long touches = 0;
    for (Sighting seen : sightings) {
      int first = groups.get(seen.key()).numbers().get(0);
      Optional<Touchpoint> then = verdicts.get(first).orElseThrow().touchpoint();
      if (!then.equals(seen.verdict().touchpoint())) {
        places++;
        touches += seen.touches();
        if (changes.size() < MOST_EXAMPLES * 2) {
          changes.add(new Change(seen.method(), seen.path(), seen.verdict().touchpoint(), then));
        }
      }
    }
    return new Preview(draft.count(), places, touches, changes);
  }

  /**
   * What Senda would make of a request to an address that is answered by a page, or by a redirect
   * where {@code redirect} says to where.
   *
   * @param sign the sign that it would leave
   * @param verdict what the rules say of it
   * @param seen how it stands here, if such a one was seen
   */
  public record Trial(Sign sign, Verdict verdict, Optional<Sighting> seen) {}

  /**
   * Tries an address out.
   *
   * @param method the HTTP method
   * @param address a path with or without a query, or a whole address, of which host and context
   *     path do not count
   * @param contextPath the shop's own place on its host
   * @throws IllegalArgumentException with one sentence, if it is no address
   */
  public Trial trial(String method, String address, String contextPath) {
    Sign typed = Trials.sign(method, address, contextPath);
    List<Sighting> same =
        sightings.stream()
            .filter(one -> one.method().equals(typed.method()) && one.path().equals(typed.path()))
            .sorted(Comparator.comparingInt(Sighting::touches).reversed())
            .toList();
    // Which view shows it an address does not tell; how it was shown before does.
    Optional<String> view =
        same.stream()
            .flatMap(one -> one.examples().stream())
            .filter(known -> known.statusClass() == 2 && known.redirect().isEmpty())
            .findFirst()
            .flatMap(Sign::forward);
    Sign sign =
        new Sign(
            typed.method(), typed.path(), typed.parameters(), view, 2, false, Optional.empty());
    Optional<Sighting> seen =
        same.stream()
            .filter(
                one ->
                    one.examples().stream()
                        .anyMatch(known -> known.parameters().equals(typed.parameters())))
            .findFirst()
            .or(() -> same.stream().findFirst());
    return new Trial(sign, verdict(sign), seen);
  }

  /** What a sign means beside all that was seen. */
  private Verdict verdict(Sign sign) {
    List<String> beside = new ArrayList<>(signs);
    beside.add(sign.text());
    return book.rules().verdictsOf(beside).get(signs.size()).orElseThrow();
  }
}
