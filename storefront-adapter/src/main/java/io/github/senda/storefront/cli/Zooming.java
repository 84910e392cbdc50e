package io.github.senda.storefront.cli;

import io.github.senda.map.Parting;
import io.github.senda.map.Zoom;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.ReadLog;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options that say which touchpoints are seen in parts, and by what. */
final class Zooming {

  static final String BY = "--by";
  static final String INTO = "--into";

  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

  private Zooming() {}

  /** What is asked for; {@link Zoom#NONE} where nothing is. */
  static Zoom zoom(CommandLine line) {
    if (!line.has(BY) && !line.has(INTO)) {
      return Zoom.NONE;
    }
    Set<Touchpoint> steps =
        line.value(INTO).stream()
            .flatMap(names -> List.of(COMMAS.split(names.strip())).stream())
            .filter(name -> !name.isEmpty())
            .map(Touchpoint::of)
            .collect(Collectors.toUnmodifiableSet());
    if (steps.contains(Touchpoints.PURCHASE)) {
      throw new BadInput(INTO + ": a purchase is the goal, and is always seen as one");
    }
    return Zoom.NONE.into(new Parting(by(line.value(BY)), steps));
  }

  /** Whether parts go by category, which a table's reader has to be told. */
  static boolean isByCategory(CommandLine line) {
    return line.value(BY).filter("category"::equals).isPresent();
  }

  /** A log with its touchpoints seen as the command asks. */
  static ReadLog of(CommandLine line, ReadLog read) {
    Zoom zoom = zoom(line);
    for (Touchpoint step : zoom.apart().map(Parting::steps).orElse(Set.of())) {
      if (!read.meaning().touchpoints().contains(step)) {
        throw new BadInput(INTO + ": no touch is called \"" + step + "\"");
      }
    }
    return new ReadLog(read.log(), zoom.apart(read.meaning(), read.log().signs()), read.leftOut());
  }

  private static Parting.By by(Optional<String> name) {
    return switch (name.orElse("page")) {
      case "page" -> Parting.By.PAGE;
      case "category" -> Parting.By.CATEGORY;
      default ->
          throw new BadInput(BY + " " + name.get() + " is not known; there are: category, page");
    };
  }
}
