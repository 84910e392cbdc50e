package io.github.senda.storefront.intake;

import io.github.senda.touch.Category;
import io.github.senda.touch.Touchpoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The column of a table that says which category of goods a touch was about: activities and their
 * categories as one dictionary. So many categories are told apart; any further one is {@link
 * Category#OTHER}. For one thread.
 */
final class CsvCategories {

  static final int MOST = 200;

  /** No column; what a touch is says its activity alone. */
  static final int NONE = -1;

  private final int column;
  private final Dictionary categories = new Dictionary();
  private final Dictionary pairs = new Dictionary();
  private final List<int[]> entries = new ArrayList<>();
  private final ByteBuffer key = ByteBuffer.allocate(2 * Integer.BYTES);

  /**
   * @param column the column, from 0
   */
  CsvCategories(int column) {
    this.column = column;
  }

  boolean isEmpty() {
    return column == NONE;
  }

  /** The number of what a row's touch is, of an activity with its category. */
  int of(CsvRows row, int activity) {
    int category = 0;
    if (column < row.columns() && !row.isBlank(column)) {
      row.field(column);
      category = categories.number(row.fieldBytes(), row.fieldFrom(), row.fieldTo()) + 1;
      category = Math.min(category, MOST + 1);
    }
    int number =
        pairs.number(key.clear().putInt(activity).putInt(category).array(), 0, key.capacity());
    if (number == entries.size()) {
      entries.add(new int[] {activity, category});
    }
    return number;
  }

  /** The log's dictionary. */
  List<String> entries(List<String> activities) {
    return entries.stream()
        .map(
            entry ->
                entry[1] == 0
                    ? activities.get(entry[0])
                    : Category.joined(activities.get(entry[0]), category(entry[1])))
        .toList();
  }

  private String category(int number) {
    return number > MOST ? Category.OTHER : categories.text(number - 1).strip();
  }

  /** What each entry of the dictionary means. */
  List<Optional<Touchpoint>> touchpoints(List<String> activities) {
    return entries.stream()
        .map(entry -> Optional.of(Touchpoint.of(activities.get(entry[0]))))
        .toList();
  }

  /** Says that there are too many to be told apart. */
  Optional<String> notice() {
    return categories.size() > MOST
        ? Optional.of(
            categories.size()
                + " categories are more than can be told apart: the first "
                + MOST
                + " are, all others stand together")
        : Optional.empty();
  }
}
