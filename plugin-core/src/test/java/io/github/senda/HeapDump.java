package io.github.senda;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A heap dump in HotSpot's binary format (HPROF 1.0.2), as far as it takes to find which objects
 * hold a text: the arrays in which it stands, and who refers to whom.
 */
public final class HeapDump {

  private static final int BYTES = 8;
  private static final int CHARS = 5;
  private static final int OBJECT = 2;
  private static final int[] SIZES = {0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8};

  private record Layout(long parent, List<Integer> types) {}

  private final List<String> texts;
  private final Map<Long, String> strings = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, Layout> layouts = new HashMap<>();
  private final Map<Long, Long> classes = new HashMap<>();
  private final Map<Long, List<Long>> referrers = new HashMap<>();
  private final Map<Long, String> found = new HashMap<>();

  private HeapDump(List<String> texts) {
    this.texts = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  /** Reads a dump and looks for texts, in any case. */
  public static HeapDump read(Path file, List<String> texts) throws IOException {
    HeapDump dump = new HeapDump(texts);
    // Layouts stand where they like, so instances are read in a second pass.
    dump.pass(file, true);
    dump.pass(file, false);
    return dump;
  }

  /** How many arrays hold one of the texts, whoever holds them. */
  public int holders() {
    return found.size();
  }

  /**
   * The objects of Senda that hold one of the texts, directly or through objects of the JDK alone:
   * what a container holds is the container's, though Senda knows the container.
   */
  public Set<String> heldBySenda() {
    Set<String> held = new HashSet<>();
    found.forEach(
        (array, text) -> {
          Deque<Long> open = new ArrayDeque<>(List.of(array));
          Set<Long> seen = new HashSet<>(open);
          while (!open.isEmpty()) {
            for (long by : referrers.getOrDefault(open.poll(), List.of())) {
              String name = names.getOrDefault(classes.getOrDefault(by, by), "?");
              if (isSendas(name)) {
                held.add(name + " holds " + text);
              } else if (isPlain(name) && seen.add(by)) {
                open.add(by);
              }
            }
          }
        });
    return held;
  }

  /** The example's server and bank stand for somebody else's. */
  private static boolean isSendas(String name) {
    return name.startsWith("io/github/senda/") && !name.startsWith("io/github/senda/examples/");
  }

  private static boolean isPlain(String name) {
    boolean carrier =
        name.equals("java/lang/Class")
            || name.equals("java/lang/Module")
            || name.startsWith("java/lang/Thread")
            || name.contains("ClassLoader");
    return !carrier && (name.startsWith("java/") || name.startsWith("["));
  }

  private void pass(Path file, boolean first) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      byte letter;
      do {
        letter = in.readByte();
      } while (letter != 0);
      if (in.readInt() != 8) {
        throw new IOException("a dump of a machine of other words than 64 bits");
      }
      in.skipNBytes(8);
      while (true) {
        int tag;
        try {
          tag = in.readUnsignedByte();
        } catch (EOFException e) {
          return;
        }
        in.skipNBytes(4);
        long length = Integer.toUnsignedLong(in.readInt());
        if (tag == 1 && first) {
          long id = in.readLong();
          strings.put(id, new String(in.readNBytes((int) length - 8), StandardCharsets.UTF_8));
        } else if (tag == 2 && first) {
          in.skipNBytes(4);
          long id = in.readLong();
          in.skipNBytes(4);
          names.put(id, strings.getOrDefault(in.readLong(), "?"));
        } else if (tag == 0x0c || tag == 0x1c) {
          segment(in, length, first);
        } else {
          in.skipNBytes(length);
        }
      }
    }
  }

  private void segment(DataInputStream in, long length, boolean first) throws IOException {
    long left = length;
    while (left > 0) {
      int tag = in.readUnsignedByte();
      left -= 1;
      switch (tag) {
        case 0xff, 0x05, 0x07 -> left -= skip(in, 8);
        case 0x01 -> left -= skip(in, 16);
        case 0x02, 0x03, 0x08 -> left -= skip(in, 16);
        case 0x04, 0x06 -> left -= skip(in, 12);
        case 0x20 -> left -= type(in, first);
        case 0x21 -> left -= instance(in, first);
        case 0x22 -> left -= objects(in, first);
        case 0x23 -> left -= primitives(in, first);
        default -> throw new IOException("an entry that no dump has: " + tag);
      }
    }
  }

  private static long skip(DataInputStream in, long bytes) throws IOException {
    in.skipNBytes(bytes);
    return bytes;
  }

  private long type(DataInputStream in, boolean first) throws IOException {
    long id = in.readLong();
    in.skipNBytes(4);
    long parent = in.readLong();
    in.skipNBytes(8 * 5 + 4);
    long read = 8 + 4 + 8 + 8 * 5 + 4;
    int constants = in.readUnsignedShort();
    read += 2;
    for (int i = 0; i < constants; i++) {
      in.skipNBytes(2);
      int size = SIZES[in.readUnsignedByte()];
      in.skipNBytes(size);
      read += 3 + size;
    }
    int statics = in.readUnsignedShort();
    read += 2;
    for (int i = 0; i < statics; i++) {
      in.skipNBytes(8);
      int type = in.readUnsignedByte();
      if (type == OBJECT) {
        refers(id, in.readLong(), first);
      } else {
        in.skipNBytes(SIZES[type]);
      }
      read += 9 + SIZES[type];
    }
    int fields = in.readUnsignedShort();
    read += 2;
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      in.skipNBytes(8);
      types.add(in.readUnsignedByte());
      read += 9;
    }
    if (first) {
      layouts.put(id, new Layout(parent, types));
    }
    return read;
  }

  private long instance(DataInputStream in, boolean first) throws IOException {
    long id = in.readLong();
    in.skipNBytes(4);
    long type = in.readLong();
    int length = in.readInt();
    if (first) {
      in.skipNBytes(length);
      return 24L + length;
    }
    classes.put(id, type);
    int left = length;
    for (Layout at = layouts.get(type); at != null; at = layouts.get(at.parent())) {
      for (int field : at.types()) {
        if (field == OBJECT) {
          refers(id, in.readLong(), false);
        } else {
          in.skipNBytes(SIZES[field]);
        }
        left -= SIZES[field];
      }
    }
    in.skipNBytes(left);
    return 24L + length;
  }

  private long objects(DataInputStream in, boolean first) throws IOException {
    long id = in.readLong();
    in.skipNBytes(4);
    int length = in.readInt();
    long type = in.readLong();
    for (int i = 0; i < length; i++) {
      refers(id, in.readLong(), first);
    }
    if (!first) {
      classes.put(id, type);
    }
    return 24L + 8L * length;
  }

  private long primitives(DataInputStream in, boolean first) throws IOException {
    long id = in.readLong();
    in.skipNBytes(4);
    int length = in.readInt();
    int type = in.readUnsignedByte();
    long bytes = (long) length * SIZES[type];
    if (first || (type != BYTES && type != CHARS)) {
      in.skipNBytes(bytes);
    } else {
      byte[] content = in.readNBytes((int) bytes);
      String plain = new String(content, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      String wide = plain.indexOf('\0') < 0 ? "" : plain.replace("\0", "");
      for (String text : texts) {
        if (plain.contains(text) || wide.contains(text)) {
          found.put(id, text);
        }
      }
    }
    return 17L + bytes;
  }

  private void refers(long from, long to, boolean first) {
    if (!first && to != 0) {
      referrers.computeIfAbsent(to, any -> new ArrayList<>(2)).add(from);
    }
  }
}
