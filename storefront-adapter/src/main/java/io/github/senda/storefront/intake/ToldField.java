package io.github.senda.storefront.intake;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be told of a touch, and what tables call the column of it in English and Spanish. */
enum ToldField {
  TOUCHPOINT("touchpoint", "event", "activity", "punto de contacto", "contacto", "evento", "tipo"),
  TIME(
      "time",
      "timestamp",
      "date",
      "date time",
      "datetime",
      "fecha",
      "fecha hora",
      "fecha y hora",
      "hora",
      "momento"),
  CUSTOMER(
      "customer",
      "customer id",
      "client",
      "cliente",
      "id cliente",
      "id de cliente",
      "codigo cliente",
      "numero de cliente",
      "n cliente"),
  ORDER(
      "order",
      "order id",
      "order number",
      "pedido",
      "id pedido",
      "numero de pedido",
      "numero pedido",
      "n pedido",
      "n de pedido"),
  VALUE("value", "amount", "total", "importe", "valor"),
  CURRENCY("currency", "moneda", "divisa"),
  CHANNEL("channel", "canal"),
  SOURCE("source", "fuente", "origen"),
  CATEGORY("category", "item category", "product category", "categoria"),
  // Not "id": rows that are numbered anew in each export would look like those of the last one.
  KEY("key", "clave");

  /** Begins the names of columns of attributes: {@code attr.member}. */
  private static final List<String> ATTRIBUTES = List.of("attr.", "atributo.");

  private final String word;

  /** All names, each between bars, as an enum holds nothing that could change. */
  private final String names;

  ToldField(String... names) {
    this.word = names[0];
    this.names = "|" + String.join("|", names) + "|";
  }

  /** As it is called in files, messages and JSON. */
  String word() {
    return word;
  }

  /** The field of a name in JSON. */
  static Optional<ToldField> named(String word) {
    return Stream.of(values()).filter(field -> field.word().equals(word)).findFirst();
  }

  /** The field that a column's header names. */
  static Optional<ToldField> of(String header) {
    String plain = plain(header);
    for (ToldField field : values()) {
      if (!plain.isEmpty() && field.names.contains("|" + plain + "|")) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** The attribute that a column's header names: {@code attr.member} is {@code member}. */
  static Optional<String> attribute(String header) {
    String name = header.strip().toLowerCase(Locale.ROOT);
    return ATTRIBUTES.stream()
        .filter(name::startsWith)
        .map(prefix -> name.substring(prefix.length()))
        .findFirst();
  }

  /** Lower case, without accents, with one space for whatever is neither letter nor digit. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (char c :
        Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT).toCharArray()) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        plain.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK
          && plain.length() > 0
          && plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    }
    return plain.toString().strip();
  }
}
