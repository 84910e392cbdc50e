package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.LogReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words behind a command: what it is to work on, its own options, and those of a log's reader.
 *
 * @param input what stands without an option; empty if nothing does
 * @param options the command's own options with their values, flags with an empty one
 * @param reader the reader's options, as it takes them
 */
record CommandLine(Optional<String> input, Map<String, String> options, List<String> reader) {

  CommandLine {
    options = Map.copyOf(options);
    reader = List.copyOf(reader);
  }

  /**
   * Sorts the words.
   *
   * @param flags the command's options that stand alone
   * @param valued the command's options that a value follows, also as {@code --option=value}
   * @param reads whether the command takes a reader's options
   * @throws BadInput if an option is not known, has no value or stands twice, or there is more than
   *     one input
   */
  static CommandLine parse(
      String command, List<String> words, Set<String> flags, Set<String> valued, boolean reads) {
    List<String> inputs = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    List<String> reader = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-") || word.equals("-")) {
        inputs.add(word);
        continue;
      }
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals < 0 ? word : word.substring(0, equals);
      boolean ofReader = reads && (LogReader.isFlag(option) || LogReader.takesValue(option));
      boolean takesValue = ofReader ? LogReader.takesValue(option) : valued.contains(option);
      if (!ofReader && !takesValue && !flags.contains(option)) {
        throw new BadInput(
            command + " has no option " + option + "; see senda " + command + " --help");
      }
      if (equals >= 0 && !takesValue) {
        throw new BadInput(option + " takes no value");
      }
      if (takesValue && equals < 0 && i + 1 == words.size()) {
        throw new BadInput(option + " needs a value");
      }
      String value = !takesValue ? "" : equals >= 0 ? word.substring(equals + 1) : words.get(++i);
      if (ofReader) {
        reader.add(option);
        if (takesValue) {
          reader.add(value);
        }
      } else if (options.put(option, value) != null) {
        throw new BadInput(option + " is given twice");
      }
    }
    if (inputs.size() > 1) {
      throw new BadInput(
          "one input at a time: " + inputs.get(0) + " or " + inputs.get(1) + ", not both");
    }
    return new CommandLine(inputs.stream().findFirst(), options, reader);
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }
}
