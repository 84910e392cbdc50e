package io.github.senda.journey;

/**
 * What is counted as one: the unit of every figure. A visit is a session elsewhere, a journey
 * across visits a path to purchase, a visitor a user.
 *
 * <p>Only visitors who agreed to be known again have visits that can be joined; whatever visit is
 * nobody's known stands alone under every unit. Touches are the same under each, only the ends
 * differ: each unit begins at {@code ENTRY} and ends at {@code EXIT}, or at {@code ACTIVE}.
 */
public enum Unit {
  /** As the touches were cut by pauses, or as a log's cases have them. */
  VISIT,

  /**
   * One visitor's visits joined up to and with a purchase; the next touch that means anything
   * begins the next one, even within a visit, be it of a known visitor or not. A journey that a
   * purchase ended is over, whatever its visit.
   */
  JOURNEY,

  /** All of one visitor's visits. */
  VISITOR
}
