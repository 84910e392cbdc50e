package io.github.senda.benchmarks;

/** One of those who are asked, with the log in it. For one thread. */
interface Answers extends AutoCloseable {

  /** What is asked: each has the arcs with their counts and the sums of their durations. */
  enum Question {
    /** All visits. */
    GRAPH,
    /** All visits again, of which whoever keeps something may have kept it. */
    AGAIN,
    /** All visits, with the exact median of each arc. */
    MEDIANS,
    /** The visits that began in one week, by one channel and one device. */
    WEEK,
    /** The visits that pass one touchpoint and never another. */
    PASSES,
    /** One visitor's visits joined, up to each purchase. */
    ACROSS,
    /** The visits that began in a period never asked for before. */
    PERIOD
  }

  /**
   * An answer.
   *
   * @param arcs how many arcs there are
   * @param transitions how often they were gone, all together
   * @param micros how long that took, all together
   * @param medians the sum of the arcs' medians in microseconds, 0 where they were not asked for
   */
  record Answer(long arcs, long transitions, long micros, double medians) {

    /** What all who are asked have to agree on. */
    String text() {
      return arcs + "/" + transitions + "/" + micros + "/" + Math.round(medians);
    }
  }

  /**
   * Answers.
   *
   * @param turn how often it was asked before, which decides the period
   */
  Answer answer(Question question, int turn) throws Exception;

  /** The first day of a turn's period, and the day after its last, from the start of the log. */
  static int[] period(int turn) {
    int first = (turn * 37 + 11) % 60;
    return new int[] {first, first + 5 + (turn * 13) % 25};
  }
}
