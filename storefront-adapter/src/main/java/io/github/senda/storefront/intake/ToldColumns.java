package io.github.senda.storefront.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which columns of a table hold what. A column that has no usual name is left alone: nothing of it
 * is kept.
 *
 * @param header the names as they stand
 * @param fields the column of each field that has one, from 0
 * @param attributes the column of each attribute, from 0
 */
record ToldColumns(
    List<String> header, Map<ToldField, Integer> fields, Map<String, Integer> attributes) {

  private static final int LONGEST_LISTING = 600;

  /**
   * Finds the columns in a header.
   *
   * @throws BadInput if one that is needed is not there, or two are for the same
   */
  static ToldColumns of(List<String> header, Mistake.Words words) {
    Map<ToldField, Integer> fields = new EnumMap<>(ToldField.class);
    Map<String, Integer> attributes = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      Optional<String> attribute = ToldField.attribute(name);
      Optional<ToldField> field = ToldField.of(name);
      boolean twice =
          attribute.isPresent()
              ? attributes.put(attribute.get(), i) != null
              : field.isPresent() && fields.put(field.get(), i) != null;
      if (twice) {
        throw new BadInput(words.of(Mistake.COLUMN_TWICE, field.map(ToldField::word).orElse(name)));
      }
    }
    for (ToldField needed : List.of(ToldField.TOUCHPOINT, ToldField.TIME)) {
      if (!fields.containsKey(needed)) {
        throw new BadInput(words.of(Mistake.NO_COLUMN, needed.word()) + ": " + listing(header));
      }
    }
    return new ToldColumns(header, fields, attributes);
  }

  /** What a field is called in this table. */
  String name(String field) {
    for (Map.Entry<ToldField, Integer> column : fields.entrySet()) {
      if (column.getKey().word().equals(field)) {
        return header.get(column.getValue());
      }
    }
    return field;
  }

  /** What each column is taken for, in the order of the table; empty where it is left alone. */
  List<Optional<String>> meanings() {
    List<Optional<String>> meanings = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      meanings.add(Optional.empty());
    }
    fields.forEach((field, column) -> meanings.set(column, Optional.of(field.word())));
    attributes.forEach((name, column) -> meanings.set(column, Optional.of("attr." + name)));
    return meanings;
  }

  private static String listing(List<String> header) {
    StringBuilder listing = new StringBuilder();
    for (String name : header) {
      if (listing.length() > LONGEST_LISTING) {
        return listing.append(", ...").toString();
      }
      listing.append(listing.isEmpty() ? "" : ", ");
      name.codePoints()
          .limit(60)
          .forEach(c -> listing.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    }
    return listing.toString();
  }
}
