package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that a command writes: whole or not at all. It is written under another name beside its
 * place and moved there when it is whole, so a file that was there survives a failure.
 *
 * @param path where it is to be
 */
record OutFile(Path path) {

  /** What fills a file. */
  @FunctionalInterface
  interface Filling {
    void write(OutputStream out) throws IOException;
  }

  /**
   * The file of a name, if one may stand there.
   *
   * @throws BadInput if its folder is not there, or it is one itself
   */
  static OutFile of(String name) {
    Path path = Input.path(name).toAbsolutePath();
    if (name.isEmpty() || Files.isDirectory(path)) {
      throw new BadInput("--out " + name + " is a folder; give the name of a file in it");
    }
    if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
      throw new BadInput(
          "--out " + name + ": there is no folder " + path.getParent() + "; make it first");
    }
    return new OutFile(path);
  }

  /** What looks at a file before it takes its place. */
  @FunctionalInterface
  interface Check {
    void look(Path file) throws IOException;
  }

  /** Fills the file. */
  void write(Filling filling) {
    write(filling, file -> {});
  }

  /** Fills the file, and lets it take its place when the check has passed. */
  void write(Filling filling, Check check) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        // A device or a pipe is written as it stands: a file moved over it would replace it.
        try (OutputStream out = Files.newOutputStream(path)) {
          filling.write(out);
        }
        return;
      }
      // A link keeps pointing to the file, which is what is replaced.
      Path target = Files.exists(path) ? path.toRealPath() : path;
      Path part =
          target.resolveSibling(
              "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      part.toFile().deleteOnExit();
      try {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
          filling.write(out);
        }
        check.look(part);
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new BadInput(
          path
              + " cannot be written ("
              + reason
              + "): choose a file in a folder that can be written and has room",
          e);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
