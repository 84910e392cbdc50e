package io.github.senda.storefront.servlet;

import io.github.senda.graph.SmallGroups;
import io.github.senda.map.View;
import io.github.senda.touch.StageModels;
import io.github.senda.touch.Stages;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a merchant may set about how journeys are looked at. A value; safe for any thread.
 *
 * @param stages the model of stages
 * @param fewest touchpoints and variants of fewer journeys are not shown each for itself
 */
record ViewSettings(Stages stages, long fewest) {

  static final Set<String> NAMES = Set.of("senda.k", "senda.stages");

  private static final long MOST_BYTES = 1 << 16;

  /**
   * Reads the settings; what cannot be used goes to the complaints.
   *
   * @param text a setting's text by its name
   */
  static ViewSettings of(Function<String, Optional<String>> text, List<String> complaints) {
    return new ViewSettings(
        text.apply("senda.stages").map(named -> stages(named, complaints)).orElse(Stages.shop()),
        text.apply("senda.k").map(k -> fewest(k, complaints)).orElse(SmallGroups.USUAL));
  }

  /** Everything a shop's store has to show, but for groups that are too small. */
  View view() {
    return View.ALL.stages(stages).fewest(fewest);
  }

  private static long fewest(String text, List<String> complaints) {
    if (text.matches("[0-9]{1,4}") && Long.parseLong(text) >= 1) {
      return Long.parseLong(text);
    }
    complaints.add(
        "senda.k is a number of journeys from 1 to 9999, not \""
            + text
            + "\"; it is "
            + SmallGroups.USUAL);
    return SmallGroups.USUAL;
  }

  private static Stages stages(String named, List<String> complaints) {
    Optional<Stages> ready = StageModels.of(named);
    if (ready.isPresent()) {
      return ready.get();
    }
    String why;
    try {
      Path file = named.startsWith("file:") ? Path.of(URI.create(named)) : Path.of(named);
      if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
        return Stages.parse(read(file), file.toString());
      }
      why =
          "senda.stages is one of "
              + String.join(", ", StageModels.names())
              + " or a file of stages, not \""
              + named
              + "\"";
    } catch (CharacterCodingException e) {
      why = named + " is no text in UTF-8";
    } catch (IOException e) {
      why = "the stages " + named + " cannot be read";
    } catch (IllegalArgumentException e) {
      why = e.getMessage();
    }
    complaints.add(why + "; the stages of a shop are used");
    return Stages.shop();
  }

  private static String read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }
}
