package io.github.senda.storefront.intake;

import java.util.List;
import java.util.Optional;

/**
 * How the beginning of a table would be taken. A value.
 *
 * @param header the names of the columns
 * @param meanings what each is taken for: a field's name, {@code attr.} and an attribute's; empty
 *     where it is left alone
 * @param rows the first rows
 */
public record ToldPreview(List<String> header, List<Optional<String>> meanings, List<Row> rows) {

  public ToldPreview {
    header = List.copyOf(header);
    meanings = List.copyOf(meanings);
    rows = List.copyOf(rows);
  }

  /** One row: a touch, or why it is none. */
  public record Row(long line, Optional<ToldTouch> touch, Optional<BadTouch> bad) {}
}
