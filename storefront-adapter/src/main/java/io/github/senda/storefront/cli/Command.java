package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** The commands there are. */
final class Command {

  private Command() {}

  /**
   * Runs the command that stands first.
   *
   * @throws BadInput if there is none such, or it cannot do what is asked
   */
  static void run(List<String> arguments, InputStream in, OutputStream out, PrintStream err) {
    String name = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    switch (name) {
      case "graph" -> GraphCommand.run(rest, in, out, err);
      default ->
          throw new BadInput(
              name.isEmpty()
                  ? "say what is to be done: graph, export or backup; --help tells more"
                  : "there is no command " + name + "; there are: graph, export, backup");
    }
  }
}
