package io.github.senda.touch;

import java.util.Objects;

/**
 * A place where a visitor meets the store: {@code view_item}, {@code add_payment_info}, a
 * newsletter. Called an activity in process mining; a vertex of the journey graph.
 *
 * <p>A touchpoint is all key: counts, labels, stages and colours live elsewhere. Its name is any
 * text, kept as the log has it. {@link #ENTRY}, {@link #EXIT} and {@link #ACTIVE} are told apart by
 * their kind, never by their name, so a log may well have an activity that is called {@code EXIT}.
 *
 * <p>The order is the kind's, then the name's by UTF-16 code unit.
 *
 * @param kind whether it is a step in the store or one of the ends
 * @param name the name, not empty
 */
public record Touchpoint(Kind kind, String name) implements Comparable<Touchpoint> {

  /** What a touchpoint is to a journey. */
  public enum Kind {
    /** Where every journey starts. */
    ENTRY,
    /** Where a visitor met the store. */
    STEP,
    /** Where a visit ends that is still open: for now. */
    ACTIVE,
    /** Where every ended journey ends. */
    EXIT
  }

  /** Where every journey starts. */
  public static final Touchpoint ENTRY = new Touchpoint(Kind.ENTRY, "ENTRY");

  /** Where every ended journey ends. */
  public static final Touchpoint EXIT = new Touchpoint(Kind.EXIT, "EXIT");

  /** Where a visit that is still open ends for now; in no rate and never a drop-off. */
  public static final Touchpoint ACTIVE = new Touchpoint(Kind.ACTIVE, "ACTIVE");

  public Touchpoint {
    Objects.requireNonNull(kind, "kind == null");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a touchpoint needs a name");
    }
  }

  /** The step that is called {@code name}. */
  public static Touchpoint of(String name) {
    return new Touchpoint(Kind.STEP, name);
  }

  /** Whether this is a step in the store, and so neither entry nor exit nor the open end. */
  public boolean isStep() {
    return kind == Kind.STEP;
  }

  @Override
  public int compareTo(Touchpoint other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  // Written out, as touchpoints are looked up at every turn, and an enum's own hash is another in
  // each
  // process.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Touchpoint that && kind == that.kind && name.equals(that.name));
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + kind.name().hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
