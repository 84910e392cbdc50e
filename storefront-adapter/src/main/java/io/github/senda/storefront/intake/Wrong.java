package io.github.senda.storefront.intake;

/** One field of a touch that cannot be taken as it stands. */
final class Wrong extends Exception {
  private static final long serialVersionUID = 1;

  private final Mistake mistake;
  private final String shown;

  Wrong(Mistake mistake, String shown) {
    super(mistake.name(), null, false, false);
    this.mistake = mistake;
    this.shown = shown;
  }

  Mistake mistake() {
    return mistake;
  }

  /** What stood there; never what could name a person. */
  String shown() {
    return shown;
  }
}
