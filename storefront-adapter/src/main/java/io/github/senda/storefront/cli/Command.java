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
    if (rest.contains("--help") || rest.contains("-h")) {
      Output.print(out, Help.of(name));
      return;
    }
    switch (name) {
      case "graph" -> GraphCommand.run(rest, in, out, err);
      case "leaks" -> LeaksCommand.run(rest, in, out, err);
      case "export" -> ExportCommand.run(rest, in, err);
      case "push" -> PushCommand.run(rest, in, out, err);
      case "explain" -> ExplainCommand.run(rest, in, out);
      case "backup" -> BackupCommand.run(rest);
      case "touches" -> TouchesCommand.run(rest, in, out);
      case "rules" -> RulesCommand.run(rest, out);
      case "visitor" -> VisitorCommand.run(rest, out);
      case "--help", "-h", "help" -> Output.print(out, Help.of(""));
      case "--version", "-V" -> Output.print(out, "senda " + version() + "\n");
      default ->
          throw name.isEmpty()
              ? new BadInput(
                  "say what is to be done: graph, leaks, export, push, explain, backup, touches,"
                      + " rules or visitor; see --help")
              : unknown(name);
    }
  }

  static BadInput unknown(String name) {
    return new BadInput(
        "there is no command \""
            + name
            + "\"; there are: graph, leaks, export, push, explain, backup, touches, rules, visitor;"
            + " see --help");
  }

  private static String version() {
    String version = Command.class.getPackage().getImplementationVersion();
    return version == null ? "(not from its jar)" : version;
  }
}
