package io.github.senda.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Damaged files that were moved out of the way under a name with their date. */
final class SetAside {

  private static final String PREFIX = "senda-damaged-";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SetAside() {}

  /**
   * Moves a folder's database out of the way, unless another process has it open.
   *
   * @return where it is now
   */
  static Path move(Path folder, Instant now) throws StoreException {
    Path file = new H2Dialect().file(folder);
    Path target = folder.resolve(PREFIX + DATE.format(now) + ".mv.db");
    // Under a lock: another process may just have done the same, and begun anew at this name.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new StoreHeldException("Another process holds the damaged file " + file + ".");
      }
      return Files.move(file, target);
    } catch (OverlappingFileLockException e) {
      throw new StoreHeldException("Another deployment holds the damaged file " + file + ".", e);
    } catch (IOException e) {
      throw new StoreException(
          "The file "
              + file
              + " is damaged and cannot be moved away ("
              + e.getClass().getSimpleName()
              + "): move it by hand to begin anew, or put a backup in its place.",
          e);
    }
  }

  /** Deletes files that were set aside before some time: what they hold is as old. */
  static void deleteBefore(Path folder, Instant time) {
    String first = PREFIX + DATE.format(time);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        if (file.getFileName().toString().compareTo(first) < 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Tried again the next day; nothing else depends on it.
      return;
    }
  }

  /** The file that was set aside last and still lies in the folder. */
  static Optional<Path> last(Path folder) {
    TreeSet<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      files.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      // Whoever cannot list the folder is told so by the store itself.
      return Optional.empty();
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.last());
  }
}
