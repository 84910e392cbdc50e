package io.github.senda.diagram.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The space between two columns, where lines change their height: a channel in the words of
 * routing. Each line that does so has an upright piece there; pieces that would touch stand on
 * tracks beside one another, in the order that gives the fewest crossings. For one thread.
 */
final class Corridor {

  /** Reaches up or down out of the corridor. */
  static final int FAR = 1_000_000;

  private static final int BETWEEN = 4;
  private static final int CLOSE = 4;
  private static final int OVERLAP_COST = 40;
  private static final int ROUNDS = 8;
  private static final double MOST_SPREAD = 1.6;

  /** An upright piece, with the heights at which it is joined to the left and to the right. */
  static final class Piece {
    private static final int[] NONE = {};

    private final int[] left;
    private final int[] right;
    private final int width;
    private final int top;
    private final int bottom;

    /** Where those go on that leave the corridor: -1 to the left, 1 to the right, 0 for others. */
    private final int heads;

    /** How far out they do. */
    private final int depth;

    private int number;
    private int level;
    private int x;

    private Piece(int[] left, int[] right, int width) {
      this(left, right, width, least(left, right), -least(negative(left), negative(right)), 0, 0);
    }

    private Piece(int[] left, int[] right, int width, int top, int bottom, int heads, int depth) {
      this.left = left;
      this.right = right;
      this.width = width;
      this.top = top;
      this.bottom = bottom;
      this.heads = heads;
      this.depth = depth;
    }

    private static Piece out(int[] left, int[] right, int width, boolean up, int heads, int depth) {
      int top = up ? -FAR : least(left, right);
      int bottom = up ? -least(negative(left), negative(right)) : FAR;
      return new Piece(left, right, width, top, bottom, heads, depth);
    }

    private static int least(int[] some, int[] others) {
      int least = Integer.MAX_VALUE;
      for (int each : some) {
        least = Math.min(least, each);
      }
      for (int each : others) {
        least = Math.min(least, each);
      }
      return least;
    }

    private static int[] negative(int[] heights) {
      int[] negative = new int[heights.length];
      for (int i = 0; i < heights.length; i++) {
        negative[i] = -heights[i];
      }
      return negative;
    }

    /** Where it stands, once the corridor is arranged. */
    int x() {
      return x;
    }

    private boolean touches(Piece other) {
      return top - CLOSE < other.bottom && other.top - CLOSE < bottom;
    }

    /** How many of its lines stand at a height. */
    private int lines(int y) {
      if (y <= top || y >= bottom) {
        return 0;
      }
      if (heads == 0) {
        return 1;
      }
      int lines = 0;
      for (int each : left) {
        lines += each < y == (bottom == FAR) && each != y ? 1 : 0;
      }
      for (int each : right) {
        lines += each < y == (bottom == FAR) && each != y ? 1 : 0;
      }
      return lines;
    }

    /** How often lines cross outside of the corridor if this stands to the left of another. */
    private int outside(Piece other) {
      boolean both = (top == -FAR && other.top == -FAR) || (bottom == FAR && other.bottom == FAR);
      boolean cross = heads > 0 && (other.heads < 0 || (other.heads > 0 && depth < other.depth));
      return both && cross
          ? (left.length + right.length) * (other.left.length + other.right.length)
          : 0;
    }
  }

  private static final Comparator<Piece> INITIAL =
      new Comparator<>() {
        @Override
        public int compare(Piece one, Piece other) {
          int byTurn = Integer.compare(turn(one), turn(other));
          return byTurn != 0 ? byTurn : byHeight(one, other);
        }
      };

  private final List<Piece> pieces = new ArrayList<>();

  /** A piece from the left to the right. */
  Piece across(int left, int right, int width) {
    return add(new Piece(new int[] {left}, new int[] {right}, width));
  }

  /** A piece from the left back to the left, or from the right back to the right. */
  Piece turning(int one, int other, boolean atRight, int width) {
    int[] both = {one, other};
    return add(new Piece(atRight ? Piece.NONE : both, atRight ? both : Piece.NONE, width));
  }

  /**
   * A piece of one line or several from one side up or down out of the corridor.
   *
   * @param heads where they go on or come from there: -1 to the left, 1 to the right
   * @param depth how far out, beside others that do
   */
  Piece out(int[] heights, boolean atRight, boolean up, int heads, int depth, int width) {
    int[] left = atRight ? Piece.NONE : heights;
    int[] right = atRight ? heights : Piece.NONE;
    return add(Piece.out(left, right, width, up, heads, depth));
  }

  private Piece add(Piece piece) {
    pieces.add(piece);
    return piece;
  }

  /**
   * Gives every piece its track.
   *
   * @param start where the first track may begin
   * @param room how much there is; where the tracks need more, they stand closer, where they need
   *     less, somewhat further apart; {@link Integer#MAX_VALUE} to learn how much they need
   * @return where the last one ends
   */
  int arrange(int start, int room) {
    List<Piece> order = new ArrayList<>(pieces);
    order.sort(INITIAL);
    int[][] costs = costs(order);
    for (int round = 0; round < ROUNDS && improve(order, costs); round++) {
      // Goes on as long as it gets better.
    }
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Piece piece = order.get(i);
      piece.level = 0;
      for (Piece before : order.subList(0, i)) {
        if (before.touches(piece)) {
          piece.level = Math.max(piece.level, before.level + 1);
        }
      }
      while (widths.size() <= piece.level) {
        widths.add(0);
      }
      widths.set(piece.level, Math.max(widths.get(piece.level), piece.width));
    }
    int[] starts = new int[widths.size() + 1];
    for (int level = 0; level < widths.size(); level++) {
      starts[level + 1] = starts[level] + widths.get(level) + BETWEEN;
    }
    int needed = starts[widths.size()];
    double scale = Math.min(MOST_SPREAD, (double) room / Math.max(1, needed));
    boolean measured = room == Integer.MAX_VALUE;
    double shift = measured ? 0 : (room - needed * scale) / 2;
    for (Piece piece : pieces) {
      double middle = starts[piece.level] + widths.get(piece.level) / 2.0;
      piece.x = start + (int) Math.floor(shift + middle * (measured ? 1 : scale));
    }
    return start + Math.min(room, needed);
  }

  /** What only concerns the left stands at the left. */
  private static int turn(Piece piece) {
    return piece.right.length == 0 ? 0 : piece.left.length == 0 ? 2 : 1;
  }

  /**
   * Short turns inside long ones; of those that fall the lower first, of those that rise the upper.
   */
  private static int byHeight(Piece one, Piece other) {
    if (turn(one) != 1) {
      int byLength = Integer.compare(one.bottom - one.top, other.bottom - other.top);
      return turn(one) == 0 ? byLength : -byLength;
    }
    boolean falls = one.left[0] < one.right[0];
    boolean otherFalls = other.left[0] < other.right[0];
    if (falls != otherFalls) {
      return Boolean.compare(falls, otherFalls);
    }
    return falls
        ? Integer.compare(other.left[0], one.left[0])
        : Integer.compare(one.left[0], other.left[0]);
  }

  /** What it costs that the piece of a row stands to the left of the piece of a column. */
  private static int[][] costs(List<Piece> order) {
    int[][] costs = new int[order.size()][order.size()];
    for (int i = 0; i < order.size(); i++) {
      order.get(i).number = i;
      for (int j = 0; j < order.size(); j++) {
        if (order.get(i).touches(order.get(j))) {
          costs[i][j] = cost(order.get(i), order.get(j));
        }
      }
    }
    return costs;
  }

  /** Puts each piece where it costs least; false if nothing was gained. */
  private boolean improve(List<Piece> order, int[][] costs) {
    boolean better = false;
    for (Piece piece : pieces) {
      int from = order.indexOf(piece);
      order.remove(from);
      int cost = 0;
      for (Piece other : order) {
        cost += costs[piece.number][other.number];
      }
      int least = Integer.MAX_VALUE;
      int best = 0;
      int here = 0;
      for (int at = 0; at <= order.size(); at++) {
        if (cost < least) {
          least = cost;
          best = at;
        }
        if (at == from) {
          here = cost;
        }
        if (at < order.size()) {
          int next = order.get(at).number;
          cost += costs[next][piece.number] - costs[piece.number][next];
        }
      }
      order.add(least < here ? best : from, piece);
      better |= least < here;
    }
    return better;
  }

  /** What it costs that one piece stands to the left of another: crossings, and lines in lines. */
  private static int cost(Piece left, Piece right) {
    int cost = left.outside(right);
    for (int y : right.left) {
      cost += left.lines(y);
      for (int other : left.right) {
        if (Math.abs(y - other) < (left.width + right.width) / 2 + 1) {
          cost += OVERLAP_COST;
        }
      }
    }
    for (int y : left.right) {
      cost += right.lines(y);
    }
    return cost;
  }
}
