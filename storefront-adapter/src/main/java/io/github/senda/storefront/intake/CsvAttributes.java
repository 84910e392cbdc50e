package io.github.senda.storefront.intake;

import io.github.senda.touch.Attributes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The columns of a table that are attributes of its journeys: what stands in them, as numbers while
 * rows are read, and as sets once journeys are made. A row's values are one number, a dictionary's;
 * of a journey the first value counts that is not blank, by time. For one thread.
 */
final class CsvAttributes {

  /**
   * Which attributes are wanted.
   *
   * @param all whether all that there are, within bounds; else those that are named, whatever it
   *     takes
   * @param names their names
   */
  record Wanted(boolean all, Set<String> names) {
    static final Wanted NONE = new Wanted(false, Set.of());
    static final Wanted ALL = new Wanted(true, Set.of());

    Wanted {
      names = Set.copyOf(names);
    }
  }

  /** What a panel can offer to choose from, and what nobody chooses from any more. */
  private static final int MOST_VALUES = 1_000;

  private static final int MOST_SETS = 50_000;

  /** More than these would fill the memory that the log itself needs. */
  private static final int MOST_NAMED_SETS = 1_000_000;

  private final String log;
  private final boolean all;
  private final List<String> names = new ArrayList<>();
  private final int[] columns;
  private final Dictionary[] values;
  private final boolean[] dropped;
  private final Dictionary rows = new Dictionary();
  private final List<int[]> sets = new ArrayList<>();
  private final ByteBuffer key;
  private int mostSets;

  private final List<String> texts = new ArrayList<>(List.of(""));
  private final Map<String, Integer> numbers = new HashMap<>(Map.of("", 0));
  private int[] alone = new int[0];

  private CsvAttributes(String log, boolean all, Map<String, Integer> places) {
    this.log = log;
    this.all = all;
    this.names.addAll(places.keySet());
    this.columns = places.values().stream().mapToInt(place -> place).toArray();
    this.values = new Dictionary[columns.length];
    Arrays.setAll(values, i -> new Dictionary());
    this.dropped = new boolean[columns.length];
    this.key = ByteBuffer.allocate(columns.length * Integer.BYTES);
    this.mostSets = all ? MOST_SETS : MOST_NAMED_SETS;
  }

  /**
   * Finds the columns in a header.
   *
   * @throws BadInput if one that is named is not there, is there twice, or is no attribute
   */
  static CsvAttributes of(List<String> header, CsvColumns columns, Wanted wanted, String log) {
    Map<String, List<Integer>> byName = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = Attributes.plain(header.get(i));
      if (!name.isEmpty() && !columns.takes(i)) {
        byName.computeIfAbsent(name, added -> new ArrayList<>()).add(i);
      }
    }
    Map<String, Integer> places = new TreeMap<>();
    if (wanted.all()) {
      byName.forEach((name, found) -> places.put(name, found.get(0)));
    }
    for (String name : wanted.names()) {
      List<Integer> found = byName.getOrDefault(name, List.of());
      if (found.size() != 1) {
        String taken =
            header.stream().map(Attributes::plain).anyMatch(name::equals) && found.isEmpty()
                ? " is the case, the visitor, the activity or the time, and no attribute"
                : found.isEmpty() ? " is not there" : " is there " + found.size() + " times";
        throw new BadInput(
            log
                + ": the column \""
                + CsvColumns.oneLine(name)
                + "\" that the filter asks for"
                + taken
                + "; attributes are: "
                + CsvColumns.listing(List.copyOf(byName.keySet())));
      }
      places.put(name, found.get(0));
    }
    return new CsvAttributes(log, wanted.all(), places);
  }

  /** No attributes. */
  static CsvAttributes none() {
    return new CsvAttributes("", false, Map.of());
  }

  boolean isEmpty() {
    return columns.length == 0;
  }

  /** The number of what a row has. */
  int of(CsvRows row) {
    key.clear();
    for (int i = 0; i < columns.length; i++) {
      key.putInt(dropped[i] ? 0 : value(row, i));
    }
    int number = rows.number(key.array(), 0, key.capacity());
    if (number == sets.size()) {
      int[] set = new int[columns.length];
      key.flip().asIntBuffer().get(set);
      sets.add(set);
      if (sets.size() > mostSets) {
        tooMany();
      }
    }
    return number;
  }

  /** The number of a value from 1; 0 for none. */
  private int value(CsvRows row, int i) {
    if (columns[i] >= row.columns() || row.isBlank(columns[i])) {
      return 0;
    }
    row.field(columns[i]);
    int number = values[i].number(row.fieldBytes(), row.fieldFrom(), row.fieldTo());
    if (all && number >= MOST_VALUES) {
      dropped[i] = true;
      return 0;
    }
    return number + 1;
  }

  private void tooMany() {
    int widest = -1;
    for (int i = 0; i < columns.length; i++) {
      if (!dropped[i] && (widest < 0 || values[i].size() > values[widest].size())) {
        widest = i;
      }
    }
    if (!all) {
      throw new BadInput(
          log
              + ": the column \""
              + CsvColumns.oneLine(names.get(widest))
              + "\" that the filter asks for has more different values than can be kept, "
              + mostSets);
    }
    if (widest >= 0) {
      dropped[widest] = true;
    }
    mostSets += MOST_SETS;
  }

  /**
   * The number of a journey's set.
   *
   * @param rowSets what {@link #of} gave for its touches in the order of time
   */
  int of(IntUnaryOperator rowSets, int length) {
    int first = rowSets.applyAsInt(0);
    boolean same = true;
    for (int i = 1; same && i < length; i++) {
      same = rowSets.applyAsInt(i) == first;
    }
    if (same) {
      if (alone.length < sets.size()) {
        alone = new int[sets.size()];
      }
      if (alone[first] == 0) {
        alone[first] = number(sets.get(first)) + 1;
      }
      return alone[first] - 1;
    }
    int[] merged = sets.get(first).clone();
    for (int i = 1; i < length; i++) {
      int[] next = sets.get(rowSets.applyAsInt(i));
      boolean whole = true;
      for (int column = 0; column < merged.length; column++) {
        merged[column] = merged[column] == 0 ? next[column] : merged[column];
        whole &= merged[column] != 0;
      }
      if (whole) {
        break;
      }
    }
    return number(merged);
  }

  private int number(int[] set) {
    TreeMap<String, String> known = new TreeMap<>();
    for (int i = 0; i < set.length; i++) {
      if (set[i] != 0 && !dropped[i]) {
        String value = Attributes.plain(values[i].text(set[i] - 1));
        if (!value.isEmpty()) {
          known.put(names.get(i), value);
        }
      }
    }
    String text = new Attributes(known).text();
    return numbers.computeIfAbsent(
        text,
        added -> {
          texts.add(added);
          return texts.size() - 1;
        });
  }

  /** The journeys' sets by their number; the first has nothing. */
  List<String> texts() {
    return texts;
  }

  /** Says which columns are left out as they have too many values to choose from. */
  Optional<String> notice() {
    List<String> left = new ArrayList<>();
    for (int i = 0; i < dropped.length; i++) {
      if (dropped[i]) {
        left.add(names.get(i));
      }
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "columns with more than "
                + MOST_VALUES
                + " values, or too many beside others, are no attributes here: "
                + CsvColumns.listing(left));
  }
}
