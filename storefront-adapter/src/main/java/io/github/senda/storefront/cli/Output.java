package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a command prints. */
final class Output {

  private Output() {}

  static void print(OutputStream out, String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static BadInput failed(IOException e) {
    return new BadInput(
        "the output cannot be written to its end (" + e.getMessage() + "): see where it goes", e);
  }
}
