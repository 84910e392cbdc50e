package io.github.senda.storefront.intake;

import io.github.senda.touch.StageModels;
import io.github.senda.touch.Stages;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model of stages that a merchant names: one that comes with Senda, or a file. */
public final class StagesFile {

  private static final long MOST_BYTES = 1 << 16;

  private StagesFile() {}

  /**
   * Finds the model.
   *
   * @param named the name of a ready model, a path or a file URL
   * @throws BadInput if there is no such model, or with the place of what is wrong in the file
   */
  public static Stages of(String named) {
    return StageModels.of(named).orElseGet(() -> read(named));
  }

  private static Stages read(String named) {
    try {
      Path file = named.startsWith("file:") ? Path.of(URI.create(named)) : Path.of(named);
      if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        return Stages.parse(text, file.toString());
      }
    } catch (CharacterCodingException e) {
      throw new BadInput("the stages " + named + " are no text in UTF-8", e);
    } catch (IOException e) {
      throw new BadInput("the stages " + named + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
    throw new BadInput(
        "stages are "
            + String.join(", ", StageModels.names())
            + " or a file of at most 64 KB, not \""
            + named
            + "\"");
  }
}
