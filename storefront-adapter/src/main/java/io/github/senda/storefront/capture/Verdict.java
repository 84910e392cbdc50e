package io.github.senda.storefront.capture;

import io.github.senda.touch.Touchpoint;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rules say of one sign by itself, and why: what only the order of a visit tells is not in
 * it. A value; safe for any thread.
 *
 * @param touchpoint what the sign means; empty: it is no step of a visitor
 * @param rule the name of the rule that decided
 * @param confidence how sure that rule is as a rule, from 0 to 1: what the rule itself says, else
 *     {@link #SPECIFIC} or {@link #FALLBACK}
 * @param fallback whether nothing was recognised in the sign, so that only its kind decided: a page
 *     is a page, a redirect is none
 */
public record Verdict(
    Optional<Touchpoint> touchpoint, String rule, double confidence, boolean fallback) {

  /** The confidence of a rule that recognises something and does not say how sure it is. */
  public static final double SPECIFIC = 0.9;

  /** The confidence of a rule that recognises nothing but the kind of a request. */
  public static final double FALLBACK = 0.5;

  public Verdict {
    Objects.requireNonNull(touchpoint, "touchpoint == null");
    Objects.requireNonNull(rule, "rule == null");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence is from 0 to 1, not " + confidence);
    }
  }
}
