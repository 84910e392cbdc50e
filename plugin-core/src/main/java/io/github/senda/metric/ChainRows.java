package io.github.senda.metric;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The equations of an absorbing chain, a row for each touchpoint that is not absorbed yet but may
 * be. For one thread.
 *
 * @param touchpoints whose rows they are, {@link Touchpoint#ENTRY} first
 * @param stuck those that were touched but from which nothing absorbs
 * @param system {@code I - Q}
 * @param ends a column for the goal, one for the exit, and one of ones
 */
record ChainRows(
    List<Touchpoint> touchpoints, Set<Touchpoint> stuck, DMatrixRMaj system, DMatrixRMaj ends) {

  /** What the equations say of one touchpoint. */
  record Solved(
      Touchpoint touchpoint, double absorption, double loss, double steps, double visits) {}

  /**
   * The rows of a graph.
   *
   * @param absorbed all from which the goal or the exit is reached
   */
  static ChainRows of(JourneyGraph graph, Touchpoint goal, Set<Touchpoint> absorbed) {
    List<Touchpoint> live = new ArrayList<>();
    Set<Touchpoint> stuck = new TreeSet<>();
    Map<Touchpoint, Integer> rowOf = new HashMap<>();
    for (Touchpoint touchpoint : new TreeSet<>(graph.graph().vertexSet())) {
      boolean stays = touchpoint.isStep() ? !touchpoint.equals(goal) : isEntered(touchpoint, graph);
      if (stays && absorbed.contains(touchpoint)) {
        rowOf.put(touchpoint, live.size());
        live.add(touchpoint);
      } else if (stays) {
        stuck.add(touchpoint);
      }
    }
    int size = live.size();
    DMatrixRMaj system = CommonOps_DDRM.identity(size);
    DMatrixRMaj ends = new DMatrixRMaj(size, 3);
    for (int row = 0; row < size; row++) {
      Set<Transition> leaving = graph.graph().outgoingEdgesOf(live.get(row));
      double all =
          leaving.stream()
              .filter(transition -> !transition.to().equals(Touchpoint.ACTIVE))
              .mapToLong(Transition::count)
              .sum();
      ends.set(row, 2, 1);
      for (Transition transition : leaving) {
        Touchpoint to = transition.to();
        double share = transition.count() / all;
        if (to.equals(goal)) {
          ends.set(row, 0, share);
        } else if (to.equals(Touchpoint.EXIT)) {
          ends.set(row, 1, share);
        } else if (rowOf.containsKey(to)) {
          system.add(row, rowOf.get(to), -share);
        }
      }
    }
    return new ChainRows(List.copyOf(live), stuck, system, ends);
  }

  private static boolean isEntered(Touchpoint touchpoint, JourneyGraph graph) {
    return touchpoint.equals(Touchpoint.ENTRY) && graph.journeys() > 0;
  }

  int size() {
    return touchpoints.size();
  }

  /** Solves for what is to come, and with the system transposed for what has been from ENTRY on. */
  List<Solved> solve() {
    DMatrixRMaj ahead = new DMatrixRMaj(size(), 3);
    solve(system.copy(), ends, ahead);
    DMatrixRMaj visits = new DMatrixRMaj(size(), 1);
    if (touchpoints.get(0).equals(Touchpoint.ENTRY)) {
      DMatrixRMaj entry = new DMatrixRMaj(size(), 1);
      entry.set(0, 0, 1);
      solve(CommonOps_DDRM.transpose(system, null), entry, visits);
    }
    List<Solved> solved = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      solved.add(
          new Solved(
              touchpoints.get(row),
              share(ahead.get(row, 0)),
              share(ahead.get(row, 1)),
              ahead.get(row, 2),
              visits.get(row, 0)));
    }
    return solved;
  }

  private static void solve(DMatrixRMaj system, DMatrixRMaj wanted, DMatrixRMaj into) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(system.numRows);
    // From every row something absorbs, so the system is never singular.
    if (!solver.setA(system)) {
      throw new IllegalStateException("a chain that absorbs can always be solved");
    }
    solver.solve(wanted, into);
  }

  /** Rounding may leave a share by the last digit. */
  private static double share(double solved) {
    return Math.max(0, Math.min(1, solved));
  }
}
