package io.github.senda.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of a store, held in this whole process, whatever the class loader. A value.
 *
 * @param path the folder, with no links in its path
 */
record StoreFolder(Path path) {

  /**
   * Makes a folder if it is not there.
   *
   * @throws StoreException if it cannot be made or written
   */
  static StoreFolder prepare(Path folder, Dialect dialect) throws StoreException {
    if (folder.toString().indexOf(';') >= 0) {
      throw new StoreException(
          "The folder " + folder + " cannot be used, as its name holds a \";\": choose another.");
    }
    try {
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] ownerOnly =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0];
      Files.createDirectories(folder, ownerOnly);
      Path real = folder.toRealPath();
      Path file = dialect.file(real);
      if (!Files.isWritable(real) || (Files.exists(file) && !Files.isWritable(file))) {
        throw new StoreException(
            "The folder "
                + real
                + " cannot be written: give the user that runs the shop the right to, or choose"
                + " another folder.");
      }
      return new StoreFolder(real);
    } catch (IOException e) {
      throw new StoreException(
          "The folder "
              + folder
              + " cannot be made or written ("
              + e.getClass().getSimpleName()
              + "): choose one that the user that runs the shop may write.",
          e);
    }
  }

  /**
   * Marks the folder as held. A lock on the file alone would not do: POSIX gives up a process's
   * lock as soon as the process closes the file anywhere, which is what a second deployment does
   * that finds it locked.
   */
  void claim() throws StoreHeldException {
    if (System.getProperties().putIfAbsent(claimName(), "held") != null) {
      throw new StoreHeldException(
          "Another deployment in this server holds the folder "
              + path
              + ": it is taken over as soon as the other ends, or give this shop a folder of its"
              + " own.");
    }
  }

  void unclaim() {
    System.getProperties().remove(claimName());
  }

  private String claimName() {
    return "io.github.senda.store.held:" + path;
  }
}
