package io.github.senda.storefront.lucid;

import io.github.senda.diagram.lucid.api.LucidSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What a merchant gave in the panel, in a file of its own that nobody but the shop's user may read.
 * It is in no backup. For one thread at a time.
 */
final class KeptKey {

  /** What the secret is. */
  enum Kind {
    /** An API key. */
    KEY,
    /** What a sign-in gave to get new tokens by. */
    REFRESH
  }

  /** A secret and what it is. */
  record Kept(Kind kind, LucidSecret secret) {}

  private static final String NAME = "lucid.secret";
  private static final int LARGEST = 16_384;

  private final Path folder;

  KeptKey(Path folder) {
    this.folder = folder;
  }

  /** What is kept; empty if there is none, or it cannot be read. */
  Optional<Kept> read() {
    try {
      Path file = folder.resolve(NAME);
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      String[] words = Files.readString(file).strip().split(" ", 2);
      for (Kind kind : Kind.values()) {
        if (words.length == 2 && words[0].equals(kind.name())) {
          return Optional.of(new Kept(kind, LucidSecret.of(words[1])));
        }
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Keeps a secret in place of the one before. */
  void write(Kept kept) throws IOException {
    Files.createDirectories(folder, owner("rwx------"));
    Path part = folder.resolve("." + NAME + ".part");
    Files.deleteIfExists(part);
    try {
      Files.createFile(part, owner("rw-------"));
      Files.write(
          part,
          (kept.kind() + " " + kept.secret().reveal() + "\n").getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.WRITE);
      Files.move(part, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Keeps nothing any more. */
  void delete() throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  private static FileAttribute<?>[] owner(String rights) {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
