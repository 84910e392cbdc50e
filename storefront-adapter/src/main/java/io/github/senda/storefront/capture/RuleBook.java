package io.github.senda.storefront.capture;

import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The merchant's own rules: one file of rules beside the store, which the panel writes and a person
 * may. They come before all others. The file is replaced as a whole or not at all, and what is
 * wrong with it changes nothing. Safe for any thread.
 */
public final class RuleBook {

  /** The longest file that is taken, in characters. */
  public static final int LONGEST = 500_000;

  /** How an error calls the file. */
  static final String NAME = "rules.json";

  private static final String EMPTY =
      """
      {
        "about": "What this shop calls things, as its own people said in the panel.",
        "rules": [
        ]
      }
      """;
  private static final int MOST_UNDONE = 50;
  private static final int MOST_SIGNS = 200;

  private final Path file;
  private final Rules others;
  private final Deque<String> before = new ArrayDeque<>();
  private volatile Content content;
  private volatile Optional<String> complaint = Optional.empty();
  private volatile Optional<RulesMistake> mistake = Optional.empty();
  private final AtomicLong changes = new AtomicLong();

  /** The file's text with what was read there. */
  private record Content(String text, Rules.Said said, Rules rules) {
    List<Rule> own() {
      return said.rules();
    }
  }

  private RuleBook(Path file, Rules others) {
    this.file = file;
    this.others = others;
    this.content = new Content(EMPTY, Rules.Said.NOTHING, others);
  }

  /**
   * The book in a store's folder. One that cannot be read is left as it is, and told by {@link
   * #complaint}; until it is repaired or replaced the other rules stand alone.
   *
   * @param folder the folder, which need not be there yet
   * @param others the rules that come after the merchant's
   */
  public static RuleBook open(Path folder, Rules others) {
    RuleBook book = new RuleBook(folder.resolve(NAME), others);
    try {
      book.content = book.read(book.fileText());
    } catch (RulesMistake e) {
      book.mistake = Optional.of(e);
      book.complaint = Optional.of(e.getMessage() + "; it is not used until that is repaired");
    } catch (IOException e) {
      book.complaint =
          Optional.of("the rules " + book.file + " cannot be read; only the other ones are used");
    }
    return book;
  }

  /** All rules: the merchant's, then the others. */
  public Rules rules() {
    return content.rules();
  }

  /** The rules without the merchant's. */
  Rules others() {
    return others;
  }

  /** A number that is another after each change. */
  public long changes() {
    return changes.get();
  }

  /** Why the file as it was found is not used, as one sentence without its full stop. */
  public Optional<String> complaint() {
    return complaint;
  }

  /** What is wrong with the file as it was found, where it could be read at all. */
  public Optional<RulesMistake> mistake() {
    return mistake;
  }

  /** The file of rules, as it is written and as {@link #replace} takes it. */
  public String text() {
    return content.text();
  }

  /** Whether there is something that {@link #undo} can take back. */
  public synchronized boolean canUndo() {
    return !before.isEmpty();
  }

  /** What the merchant has said of a place, if anything. */
  Optional<Rule> answer(Place place) {
    String name = Place.RULE + place.key();
    return content.own().stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** Keeps what the merchant says of a place, in the stead of what was said of it before. */
  synchronized void answer(Place place, Optional<Touchpoint> touchpoint, List<Sign> seen)
      throws IOException {
    Content now = now();
    List<Sign> some = seen.subList(0, Math.min(seen.size(), MOST_SIGNS));
    change(without(now, place).with(place.rule(touchpoint, some)).text());
  }

  /** Forgets what the merchant said of a place. */
  synchronized void takeBack(Place place) throws IOException {
    change(without(now(), place).text());
  }

  private static RulesText without(Content content, Place place) {
    RulesText text = RulesText.of(content.text(), content.own().size());
    String name = Place.RULE + place.key();
    for (int i = content.own().size() - 1; i >= 0; i--) {
      if (content.own().get(i).name().equals(name)) {
        text = text.without(i);
      }
    }
    return text;
  }

  /** Takes the last change back; nothing if there is none since the shop was started. */
  public synchronized void undo() throws IOException {
    if (!before.isEmpty()) {
      write(read(before.peek()));
      before.pop();
    }
  }

  /**
   * What the rules would be with another file in this one's place. Changes nothing.
   *
   * @throws IllegalArgumentException with one sentence that names line and place, if it is no file
   *     of rules
   */
  Draft draft(String text) {
    Content read = read(text);
    return new Draft(read.rules(), read.said().size());
  }

  /** All rules with another file in the place of the merchant's, and how many of them it has. */
  record Draft(Rules rules, int count) {}

  /**
   * Puts another file in this one's place.
   *
   * @throws IllegalArgumentException with one sentence that names line and place, if it is no file
   *     of rules; then nothing has changed
   * @throws IOException with one sentence for a person if it could not be written; likewise
   */
  public synchronized void replace(String text) throws IOException {
    Content next = read(text);
    String old = content.text();
    keepBroken();
    write(next);
    remember(old);
    complaint = Optional.empty();
    mistake = Optional.empty();
  }

  /** The file as a person may have left it in the meantime. */
  private Content now() throws IOException {
    String text;
    try {
      text = fileText();
    } catch (IOException e) {
      throw new IOException("The rules " + file + " cannot be read: see who may read it.", e);
    }
    return text.equals(content.text()) ? content : read(text);
  }

  private void change(String text) throws IOException {
    Content next = read(text);
    String old = fileText();
    write(next);
    remember(old);
    complaint = Optional.empty();
    mistake = Optional.empty();
  }

  private void remember(String text) {
    before.push(text);
    if (before.size() > MOST_UNDONE) {
      before.removeLast();
    }
  }

  private Content read(String text) {
    if (text.length() > LONGEST) {
      throw new RulesMistake(RulesMistake.Kind.FILE_LENGTH, NAME, Integer.toString(LONGEST));
    }
    Rules.Said said = Rules.read(new StringReader(text), NAME);
    // What cannot be added to one day is refused today, while whoever wrote it is still there.
    RulesText.of(text, said.rules().size());
    return new Content(text, said, others.after(said));
  }

  private String fileText() throws IOException {
    try {
      if (Files.size(file) > 4L * LONGEST) {
        throw new RulesMistake(RulesMistake.Kind.FILE_LENGTH, NAME, Integer.toString(LONGEST));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return EMPTY;
    } catch (CharacterCodingException e) {
      RulesMistake mistake = new RulesMistake(RulesMistake.Kind.NOT_UTF_8, NAME);
      mistake.initCause(e);
      throw mistake;
    }
  }

  /** A file that nobody could read may still be somebody's work. */
  private void keepBroken() throws IOException {
    if (complaint.isPresent() && Files.exists(file)) {
      Files.move(file, file.resolveSibling(NAME + ".broken"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Beside the file first, so that whoever reads it meets the old one or the new one, whole. */
  private void write(Content next) throws IOException {
    Path part = file.resolveSibling(NAME + ".part");
    try {
      Files.createDirectories(file.getParent(), owner("rwx------"));
      Files.deleteIfExists(part);
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              owner("rw-------"))) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(next.text());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new IOException(
          "The rules "
              + file
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "): see who may write there and whether the disk has room. Nothing has changed.",
          e);
    }
    content = next;
    changes.incrementAndGet();
  }

  private static FileAttribute<?>[] owner(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
