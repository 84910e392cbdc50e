package io.github.senda.storefront.capture;

import io.github.senda.touch.Touchpoint;
import java.util.Objects;
import java.util.Optional;

/**
 * What a page or act that no rule recognises may be, for a person to confirm or correct. A value;
 * safe for any thread.
 *
 * @param touchpoint what it may be; empty: no step of a visitor
 * @param confidence how sure that is, from 0 to 1; the weights are chosen, not measured, and only
 *     order what is asked
 * @param why the strongest sign of it
 */
public record Proposal(Optional<Touchpoint> touchpoint, double confidence, Why why) {

  public Proposal {
    Objects.requireNonNull(touchpoint, "touchpoint == null");
    Objects.requireNonNull(why, "why == null");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence is from 0 to 1, not " + confidence);
    }
  }

  /** What kind of evidence it is; each is one sentence in each language of the panel. */
  public enum Kind {
    /** The view that shows it is called so: {@code word} is its name. */
    VIEW,
    /** A known word stands in its address: {@code word}. */
    WORD,
    /** The fields of its form are those of such a step: {@code word} is one of them. */
    FIELDS,
    /** It leads on to {@code near}. */
    LEADS_TO,
    /** {@code near} comes after it in {@code part} of {@code whole} times. */
    COMES_BEFORE,
    /** {@code near} comes before it in {@code part} of {@code whole} times. */
    COMES_AFTER,
    /** {@code part} of {@code whole} visits with it end in a purchase, with a full cart before. */
    ON_THE_WAY_TO_PURCHASE,
    /** {@code part} of {@code whole} visits with it end there with a checkout begun. */
    ENDS_A_CHECKOUT,
    /** It is where the shop begins. */
    HOME,
    /** A word of pages that only tell something: {@code word}. */
    INFORMATION,
    /** Only a script asks for it. */
    SCRIPT,
    /** It only sends visitors on. */
    REDIRECT,
    /** Nothing speaks for anything more. */
    NOTHING
  }

  /**
   * Why it is proposed.
   *
   * @param kind what kind of evidence
   * @param word a word of the sign; empty where there is none
   * @param near another touchpoint that it stands beside
   * @param part of how many of {@code whole} it is true; 0 where nothing was counted
   * @param whole of how many
   */
  public record Why(Kind kind, String word, Optional<Touchpoint> near, int part, int whole) {
    static Why of(Kind kind, String word) {
      return new Why(kind, word, Optional.empty(), 0, 0);
    }

    static Why near(Kind kind, Touchpoint near, int part, int whole) {
      return new Why(kind, "", Optional.of(near), part, whole);
    }

    static Why counted(Kind kind, int part, int whole) {
      return new Why(kind, "", Optional.empty(), part, whole);
    }
  }
}
