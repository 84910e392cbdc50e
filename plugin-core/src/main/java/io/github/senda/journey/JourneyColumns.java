package io.github.senda.journey;

import java.util.Arrays;

/**
 * Some journeys side by side, all of them ended or all still open: what {@link JourneyLog.Reader}
 * fills for whoever counts all there are. The arrays are reused: copy what is kept. For one thread.
 */
public final class JourneyColumns {

  /** About so many touches stay in a processor's nearest memory while they are counted. */
  private static final int TOUCHES = 1024;

  private int journeys;
  private int touches;
  private boolean active;
  private int[] lengths = new int[TOUCHES];
  private int[] touchpoints = new int[TOUCHES];
  private long[] pauses = new long[TOUCHES];

  /** No journeys yet; a reader fills it. */
  public JourneyColumns() {}

  /** How many journeys there are. */
  public int journeys() {
    return journeys;
  }

  /** How many touches all of them have. */
  public int touches() {
    return touches;
  }

  /** Whether all are still open; else all have ended. */
  public boolean active() {
    return active;
  }

  /** How many touches each has, at least one; valid below {@link #journeys}. */
  public int[] lengths() {
    return lengths;
  }

  /** The touchpoint number of each touch, journey after journey; valid below {@link #touches}. */
  public int[] touchpoints() {
    return touchpoints;
  }

  /**
   * The time between each touch and the next in microseconds, journey after journey, of each one
   * less than it has touches.
   */
  public long[] pauses() {
    return pauses;
  }

  void begin(boolean ofOpen) {
    journeys = 0;
    touches = 0;
    active = ofOpen;
  }

  /** Whether a journey is still to be added, as there is none yet or it has room beside others. */
  boolean hasRoom(int length) {
    return touches == 0 || touches + length <= TOUCHES;
  }

  /** Adds a journey by its length; its touches follow with others'. */
  void add(int length) {
    if (touches + length > touchpoints.length) {
      int capacity = Math.max(touches + length, touchpoints.length * 2);
      touchpoints = Arrays.copyOf(touchpoints, capacity);
      pauses = Arrays.copyOf(pauses, capacity);
    }
    lengths[journeys++] = length;
    touches += length;
  }

  /** Adds a journey. */
  void add(int[] newTouchpoints, long[] micros, int length) {
    int at = touches;
    int pause = touches - journeys;
    add(length);
    System.arraycopy(newTouchpoints, 0, touchpoints, at, length);
    for (int i = 1; i < length; i++) {
      pauses[pause++] = micros[i] - micros[i - 1];
    }
  }
}
