package io.github.senda.journey;

import io.github.senda.touch.Hint;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * What the numbers in blocks mean: a touchpoint for each dictionary number by look-up, then one
 * pass over the journey for what only the sequence tells. It is given when journeys are read, so a
 * better meaning corrects the past. Immutable; safe for any thread.
 */
public final class Meaning {

  /** What only the sequence tells. Must be safe for any thread, so it keeps nothing. */
  @FunctionalInterface
  public interface Sequence {
    /**
     * Reads one journey again, knowing its neighbours.
     *
     * @param touchpoints the touchpoint number of each touch; to be written where it is another, -1
     *     where the touch is none after all
     * @param signs the dictionary number of each touch; not to be written
     * @param orders which thing each touch was about: 0 where nobody knows, else a number that two
     *     touches of this journey share if they were about the same; negative if the shop had named
     *     that order in an earlier visit already; not to be written
     * @param micros the time of each touch in microseconds; not to be written
     * @param length the number of touches
     */
    void read(int[] touchpoints, int[] signs, int[] orders, long[] micros, int length);
  }

  /** What a touchpoint is shown as, by the number of a sign. */
  @FunctionalInterface
  public interface Parts {
    /** The part of a touchpoint that a sign belongs to; the touchpoint itself for none. */
    Touchpoint of(Touchpoint whole, int sign);
  }

  private static final int[][] WHOLE = {};
  private static final Sequence AS_IT_STANDS = (touchpoints, signs, orders, micros, length) -> {};

  private final List<Touchpoint> touchpoints;
  private final int[] bySign;
  private final Sequence sequence;
  private final int[] shown;
  private final int[] shownBySign;
  private final boolean wholeBySign;

  /** What is shown by sign where a touchpoint is taken apart; an empty row where it is not. */
  private final int[][] apart;

  private final List<Optional<Hint>> hints;

  private Meaning(
      List<Touchpoint> touchpoints,
      int[] bySign,
      Sequence sequence,
      int[] shown,
      List<Optional<Hint>> hints) {
    this(touchpoints, bySign, sequence, shown, WHOLE, hints);
  }

  private Meaning(
      List<Touchpoint> touchpoints,
      int[] bySign,
      Sequence sequence,
      int[] shown,
      int[][] apart,
      List<Optional<Hint>> hints) {
    this.apart = apart;
    this.hints = hints;
    this.touchpoints = touchpoints;
    this.bySign = bySign;
    this.sequence = sequence;
    this.shown = shown;
    this.shownBySign = new int[bySign.length];
    Arrays.setAll(shownBySign, sign -> bySign[sign] < 0 ? -1 : shown(bySign[sign], sign));
    this.wholeBySign = Arrays.stream(shownBySign).allMatch(number -> number >= 0);
  }

  /** The meaning of a log: each dictionary entry is the name of a touchpoint, as it stands. */
  public static Meaning named(List<String> names) {
    return of(names.stream().map(name -> Optional.of(Touchpoint.of(name))).toList(), AS_IT_STANDS);
  }

  /** A meaning with nothing that only the sequence tells. */
  public static Meaning of(List<Optional<Touchpoint>> bySign) {
    return of(bySign, AS_IT_STANDS);
  }

  /**
   * A meaning by look-up and sequence.
   *
   * @param bySign the touchpoint of each dictionary number; empty where it is noise
   * @param sequence what only the sequence tells; may only write places in {@link #touchpoints}, or
   *     -1
   */
  public static Meaning of(List<Optional<Touchpoint>> bySign, Sequence sequence) {
    return of(bySign, List.of(), sequence);
  }

  /**
   * A meaning by look-up and sequence, with touchpoints that only the sequence gives.
   *
   * @param also touchpoints that are to have a number though no sign means them by itself
   */
  public static Meaning of(
      List<Optional<Touchpoint>> bySign, List<Touchpoint> also, Sequence sequence) {
    Map<Touchpoint, Integer> numbers = new HashMap<>();
    List<Touchpoint> touchpoints = new ArrayList<>();
    int[] byNumber = new int[bySign.size()];
    for (int i = 0; i < byNumber.length; i++) {
      byNumber[i] =
          bySign.get(i).isEmpty() ? -1 : number(bySign.get(i).get(), numbers, touchpoints);
    }
    also.forEach(touchpoint -> number(touchpoint, numbers, touchpoints));
    int[] shown = new int[touchpoints.size()];
    Arrays.setAll(shown, i -> i);
    return new Meaning(List.copyOf(touchpoints), byNumber, sequence, shown, List.of());
  }

  private static int number(
      Touchpoint touchpoint, Map<Touchpoint, Integer> numbers, List<Touchpoint> touchpoints) {
    if (!touchpoint.isStep()) {
      throw new IllegalArgumentException("no sign means " + touchpoint);
    }
    return numbers.computeIfAbsent(
        touchpoint,
        added -> {
          touchpoints.add(added);
          return touchpoints.size() - 1;
        });
  }

  /**
   * The same meaning with some touchpoints merged into one, so that journeys are counted again and
   * every count stays true.
   */
  public Meaning merging(Set<Touchpoint> merged, Touchpoint into) {
    return showing(touchpoint -> Optional.of(merged.contains(touchpoint) ? into : touchpoint));
  }

  /**
   * The same meaning with some touchpoints left out, as if nobody had ever touched them: what lies
   * before and after becomes neighbours, and a journey that touched nothing else is none.
   */
  public Meaning hiding(Set<Touchpoint> leftOut) {
    return showing(
        touchpoint -> leftOut.contains(touchpoint) ? Optional.empty() : Optional.of(touchpoint));
  }

  /**
   * The same meaning with each touchpoint shown as another, or as itself, or left out. Journeys are
   * projected before anything is counted, so every law of a graph holds for what is shown.
   *
   * @param as what a touchpoint that is shown now is to be shown as; empty: left out
   */
  public Meaning showing(Function<Touchpoint, Optional<Touchpoint>> as) {
    Map<Touchpoint, Integer> numbers = new HashMap<>();
    List<Touchpoint> widened = new ArrayList<>();
    touchpoints.forEach(touchpoint -> number(touchpoint, numbers, widened));
    IntUnaryOperator project =
        number ->
            number < 0
                ? -1
                : as.apply(touchpoints.get(number))
                    .map(other -> number(other, numbers, widened))
                    .orElse(-1);
    int[][] parted = new int[apart.length][];
    Arrays.setAll(parted, number -> Arrays.stream(apart[number]).map(project).toArray());
    int[] mapped = Arrays.stream(shown).map(project).toArray();
    mapped = widened(mapped, widened.size());
    return new Meaning(List.copyOf(widened), bySign, sequence, mapped, parted, hints);
  }

  /**
   * The same meaning with some touchpoints taken apart by what their signs say: a page of a product
   * by the template of its path. Those that were apart before are whole again.
   *
   * @param wholes which of {@link #touchpoints}; nothing is done for those that are none of them
   * @param as what they are shown as
   */
  public Meaning apart(Set<Touchpoint> wholes, Parts as) {
    Map<Touchpoint, Integer> numbers = new HashMap<>();
    List<Touchpoint> widened = new ArrayList<>();
    touchpoints.forEach(known -> number(known, numbers, widened));
    int[][] parted = new int[touchpoints.size()][];
    Arrays.fill(parted, new int[0]);
    for (int number = 0; number < parted.length; number++) {
      Touchpoint whole = touchpoints.get(number);
      if (wholes.contains(whole)) {
        parted[number] = new int[bySign.length];
        Arrays.setAll(parted[number], sign -> number(as.of(whole, sign), numbers, widened));
      }
    }
    boolean any = Arrays.stream(parted).anyMatch(row -> row.length > 0);
    int[] others = widened(shown, widened.size());
    for (int number = 0; number < touchpoints.size(); number++) {
      if (parted[number].length > 0) {
        // As one it is not shown at all any more.
        others[number] = -1;
      } else if (number < apart.length && apart[number].length > 0) {
        others[number] = number;
      }
    }
    return new Meaning(List.copyOf(widened), bySign, sequence, others, any ? parted : WHOLE, hints);
  }

  /** What is shown as which, where touchpoints were added, which are shown as themselves. */
  private static int[] widened(int[] shown, int size) {
    int[] wide = Arrays.copyOf(shown, size);
    for (int added = shown.length; added < size; added++) {
      wide[added] = added;
    }
    return wide;
  }

  /** What a touch is shown as, -1 where it is left out. */
  private int shown(int touchpoint, int sign) {
    return touchpoint < apart.length && apart[touchpoint].length > 0
        ? apart[touchpoint][sign]
        : shown[touchpoint];
  }

  /**
   * The same meaning with what signs tell beside their touchpoints.
   *
   * @param hintBySign the hint of each dictionary number, or none at all
   */
  public Meaning hinting(List<Optional<Hint>> hintBySign) {
    if (hintBySign.size() != bySign.length) {
      throw new IllegalArgumentException(
          hintBySign.size() + " hints are not as many as " + bySign.length + " signs");
    }
    return new Meaning(touchpoints, bySign, sequence, shown, apart, List.copyOf(hintBySign));
  }

  /** What a dictionary number tells beside its touchpoint. */
  public Optional<Hint> hint(int sign) {
    return hints.isEmpty() ? Optional.empty() : hints.get(sign);
  }

  /** What a dictionary number means by itself, before the sequence is asked; empty: noise. */
  public Optional<Touchpoint> candidate(int sign) {
    return bySign[sign] < 0 ? Optional.empty() : Optional.of(touchpoints.get(bySign[sign]));
  }

  /** The touchpoints by their number. */
  public List<Touchpoint> touchpoints() {
    return touchpoints;
  }

  /** Whether both read every journey alike, and differ at most in what they show as one. */
  public boolean readsAs(Meaning other) {
    return bySign == other.bySign && sequence == other.sequence;
  }

  /** The same meaning with every touchpoint shown as itself. */
  public Meaning plain() {
    int[] same = new int[shown.length];
    Arrays.setAll(same, i -> i);
    return new Meaning(touchpoints, bySign, sequence, same, WHOLE, hints);
  }

  /**
   * The number that each touchpoint of {@link #plain} is shown as; empty where one is left out or
   * taken apart, so that its number alone does not tell what becomes of a journey.
   */
  public Optional<int[]> merges() {
    boolean told = !takesApart() && Arrays.stream(shown).allMatch(number -> number >= 0);
    return told ? Optional.of(shown.clone()) : Optional.empty();
  }

  /** Whether every touch means something by itself, so that no time has to move. */
  boolean leavesNothingOut() {
    return sequence == AS_IT_STANDS && wholeBySign;
  }

  /**
   * The meaning of each touch of one journey that no block holds.
   *
   * @param signs the dictionary number of each touch
   * @param orders as {@link Sequence#read} takes them
   * @param micros the times in microseconds
   * @param length the number of touches
   * @return as many touchpoint numbers, -1 where a touch is none
   */
  public int[] of(int[] signs, int[] orders, long[] micros, int length) {
    int[] into = new int[length];
    of(signs, orders, micros, length, into);
    return into;
  }

  /** As the one above, into an array that has room for them. */
  void of(int[] signs, int[] orders, long[] micros, int length, int[] into) {
    for (int i = 0; i < length; i++) {
      into[i] = bySign[signs[i]];
    }
    sequence.read(into, signs, orders, micros, length);
  }

  /**
   * Gives the touches of one journey their meaning and leaves out those that have none.
   *
   * @param cursor the journey, not changed
   * @param into filled with touchpoint numbers
   * @param times filled with the times of these; not written where {@link #leavesNothingOut}, since
   *     the cursor's own are theirs then
   * @return how many there are
   */
  int read(JourneyBlock.Cursor cursor, int[] into, long[] times) {
    int length = cursor.length();
    int[] signs = cursor.signs();
    if (leavesNothingOut()) {
      for (int i = 0; i < length; i++) {
        into[i] = shownBySign[signs[i]];
      }
      return length;
    }
    long[] micros = cursor.micros();
    for (int i = 0; i < length; i++) {
      into[i] = bySign[signs[i]];
    }
    sequence.read(into, signs, cursor.orders(), micros, length);
    return show(into, signs, micros, length, into, times);
  }

  /** What each of some signs is shown as, where {@link #leavesNothingOut}; the array may grow. */
  int[] shown(int[] signs, int count, int[] into) {
    int[] shownAs = count > into.length ? new int[count] : into;
    for (int i = 0; i < count; i++) {
      shownAs[i] = shownBySign[signs[i]];
    }
    return shownAs;
  }

  /**
   * As {@link #read}, but with touchpoints as they are before any are merged: a filter asks for
   * them by names that must not depend on what is shown. {@link #show} goes on from there.
   */
  int readUnmerged(JourneyBlock.Cursor cursor, int[] into, long[] times) {
    int length = cursor.length();
    of(cursor.signs(), cursor.orders(), cursor.micros(), length, into);
    return leavesNothingOut() ? length : keep(into, cursor.micros(), length, into, times);
  }

  /** Keeps what means something; the arrays may be the same. */
  static int keep(int[] touchpoints, long[] micros, int length, int[] into, long[] times) {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      if (touchpoints[i] >= 0) {
        into[kept] = touchpoints[i];
        times[kept++] = micros[i];
      }
    }
    return kept;
  }

  /**
   * Merges what {@link #readUnmerged} gave, in place.
   *
   * @param times the times of these, where they were written
   * @return how many there are
   */
  int show(int[] touchpoints, long[] times, int length) {
    for (int i = 0; i < length; i++) {
      touchpoints[i] = shown[touchpoints[i]];
    }
    return leavesNothingOut() ? length : keep(touchpoints, times, length, touchpoints, times);
  }

  /** Whether any is apart, so that what it is shown as cannot be told without a sign. */
  boolean takesApart() {
    return apart.length > 0;
  }

  /** Keeps of what was seen what is shown, as that; the arrays may be the same. */
  int show(int[] touchpoints, int[] signs, long[] micros, int length, int[] into, long[] times) {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      int shownAs = touchpoints[i] < 0 ? -1 : shown(touchpoints[i], signs[i]);
      if (shownAs >= 0) {
        into[kept] = shownAs;
        times[kept++] = micros[i];
      }
    }
    return kept;
  }
}
