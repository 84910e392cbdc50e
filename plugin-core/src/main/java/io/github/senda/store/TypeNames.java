package io.github.senda.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.MetaType;
import org.h2.mvstore.type.StringDataType;

/**
 * The names of H2's own classes that H2 writes into its file, to say how a table's rows are packed.
 * They are others in the jar that a shop installs, where H2 is kept apart from the shop's own, so a
 * file that one of the two wrote could not be opened by the other. Here they are made those of the
 * H2 that runs.
 */
final class TypeNames {

  /** The map in which H2 keeps how rows are packed, as its TransactionStore names it. */
  private static final String REGISTRY = "_";

  /** From here on a name is the same everywhere. */
  private static final String COMMON = "mvstore.";

  /** What the names of the H2 that runs begin with. */
  static final String HERE =
      MetaType.class.getName().substring(0, MetaType.class.getName().indexOf(COMMON));

  private TypeNames() {}

  /** Whether a file has names of another H2 than the one that runs. */
  static boolean areOthers(MVStore store) {
    return store.hasMap(REGISTRY)
        && registry(store).values().stream()
            .anyMatch(type -> !Arrays.equals(type, renamed(type, HERE)));
  }

  /** Makes all names begin so. */
  static void write(MVStore store, String beginning) {
    MVMap<String, byte[]> registry = registry(store);
    Map<String, byte[]> renamed = new HashMap<>();
    registry.forEach((key, type) -> renamed.put(key, renamed(type, beginning)));
    registry.putAll(renamed);
    store.commit();
  }

  private static MVMap<String, byte[]> registry(MVStore store) {
    return store.openMap(
        REGISTRY,
        new MVMap.Builder<String, byte[]>()
            .keyType(StringDataType.INSTANCE)
            .valueType(new PackedType()));
  }

  private static byte[] renamed(byte[] type, String beginning) {
    ByteBuffer from = ByteBuffer.wrap(type);
    WriteBuffer to = new WriteBuffer();
    while (from.hasRemaining()) {
      String name = name(from);
      String other = beginning + name.substring(Math.max(0, name.indexOf(COMMON)));
      to.putVarInt(other.length()).putStringData(other, other.length());
      int state = from.position();
      PackedType.passState(name, from);
      to.put(ByteBuffer.wrap(type, state, from.position() - state));
    }
    ByteBuffer done = to.getBuffer().flip();
    byte[] bytes = new byte[done.remaining()];
    done.get(bytes);
    return bytes;
  }

  private static String name(ByteBuffer from) {
    int length = varInt(from);
    byte[] name = new byte[length];
    from.get(name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private static int varInt(ByteBuffer from) {
    return DataUtils.readVarInt(from);
  }

  /** Reads how rows are packed as the bytes that say so, and writes it as it was. */
  private static final class PackedType extends BasicDataType<byte[]> {

    @Override
    public int getMemory(byte[] type) {
      return type.length;
    }

    @Override
    public void write(WriteBuffer to, byte[] type) {
      to.put(type);
    }

    @Override
    public byte[] read(ByteBuffer from) {
      int start = from.position();
      pass(from);
      byte[] type = new byte[from.position() - start];
      from.position(start);
      from.get(type);
      return type;
    }

    private static void pass(ByteBuffer from) {
      String name = name(from);
      passState(name, from);
      if (name.endsWith("mvstore.tx.VersionedValueType$Factory")) {
        pass(from);
      }
    }

    /** What follows a name, up to the next name or the end. */
    private static void passState(String name, ByteBuffer from) {
      if (name.endsWith("mvstore.db.RowDataType$Factory")) {
        int unused = varInt(from);
        passNumbers(from);
        passNumbers(from);
        from.get();
      } else if (name.endsWith("mvstore.db.ValueDataType$Factory")) {
        passNumbers(from);
        int unused = varInt(from);
        passNumbers(from);
        from.get();
      }
    }

    private static void passNumbers(ByteBuffer from) {
      for (int left = varInt(from) - 1; left > 0; left--) {
        int unused = varInt(from);
      }
    }

    @Override
    public byte[][] createStorage(int size) {
      return new byte[size][];
    }
  }
}
