package io.github.senda.storefront.intake;

/** A row that cannot be taken; whether that ends the reading is decided by who reads. */
final class BadRow extends Exception {

  private final String kind;
  private final long line;

  /**
   * A bad row.
   *
   * @param kind what rows with this fault have in common, as it goes on after "rows with"
   * @param line the line that the reader of the message should look at, from 1
   * @param message what is wrong with this one
   */
  BadRow(String kind, long line, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.line = line;
  }

  String kind() {
    return kind;
  }

  long line() {
    return line;
  }
}
