package io.github.senda.journey;

import io.github.senda.touch.Money;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** Writes plain journeys as blocks of the versions before columns, the plainest way. */
final class OldBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private OldBytes() {}

  /** A block of version 1 to 3, with whatever that version could hold. */
  static byte[] of(int version, long tick, boolean open, List<PlainJourney> journeys) {
    boolean facts = version > 1 && journeys.stream().anyMatch(j -> !j.facts().isEmpty());
    boolean visitors = version > 2 && journeys.stream().anyMatch(j -> j.visitor() != 0);
    OldBytes bytes = new OldBytes();
    bytes.out.write('S');
    bytes.out.write('J');
    bytes.out.write(version);
    bytes.out.write((open ? 1 : 0) | (facts ? 2 : 0) | (visitors ? 4 : 0));
    bytes.unsigned(tick);
    bytes.unsigned(journeys.size());
    bytes.unsigned(journeys.stream().mapToLong(j -> j.signs().size()).sum());
    bytes.signed(journeys.stream().mapToLong(j -> j.micros().get(0)).min().orElse(0));
    bytes.signed(journeys.stream().mapToLong(j -> j.micros().get(0)).max().orElse(0));
    if (facts) {
      bytes.section(facts(journeys));
    }
    if (visitors) {
      bytes.section(visitors(journeys));
    }
    long start = 0;
    for (PlainJourney journey : journeys) {
      List<Long> micros = journey.micros();
      bytes.signed(micros.get(0) - start);
      start = micros.get(0);
      bytes.unsigned(micros.size());
      bytes.unsigned(journey.attributes());
      journey.signs().forEach(bytes::unsigned);
      for (int i = 1; i < micros.size(); i++) {
        bytes.unsigned((micros.get(i) - micros.get(i - 1)) / tick);
      }
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.out.toByteArray());
    bytes.out.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return bytes.out.toByteArray();
  }

  private static OldBytes visitors(List<PlainJourney> journeys) {
    OldBytes bytes = new OldBytes();
    int before = -1;
    for (int j = 0; j < journeys.size(); j++) {
      if (journeys.get(j).visitor() != 0) {
        bytes.unsigned(j - before);
        bytes.eight(journeys.get(j).visitor());
        before = j;
      }
    }
    bytes.unsigned(0);
    return bytes;
  }

  private static OldBytes facts(List<PlainJourney> journeys) {
    TreeSet<String> names = new TreeSet<>();
    for (PlainJourney journey : journeys) {
      journey.facts().values().forEach(f -> f.value().map(Money::currency).ifPresent(names::add));
    }
    List<String> currencies = new ArrayList<>(names);
    OldBytes bytes = new OldBytes();
    bytes.unsigned(currencies.size());
    currencies.forEach(name -> name.chars().forEach(bytes.out::write));
    int before = -1;
    for (int j = 0; j < journeys.size(); j++) {
      PlainJourney journey = journeys.get(j);
      if (!journey.facts().isEmpty()) {
        bytes.unsigned(j - before);
        bytes.unsigned(journey.facts().size());
        before = j;
        int[] touchBefore = {-1};
        journey
            .facts()
            .forEach(
                (touch, fact) -> {
                  bytes.fact(touch - touchBefore[0], fact, currencies);
                  touchBefore[0] = touch;
                });
      }
    }
    bytes.unsigned(0);
    return bytes;
  }

  private void fact(int distance, PlainJourney.Fact fact, List<String> currencies) {
    int there =
        (fact.order() != 0 ? 1 : 0)
            + (fact.cart() != 0 ? 2 : 0)
            + (fact.value().isPresent() ? 4 : 0);
    unsigned(distance * 8L + there);
    if (fact.order() != 0) {
      signed(fact.order());
    }
    if (fact.cart() != 0) {
      eight(fact.cart());
    }
    if (fact.value().isPresent()) {
      signed(fact.value().get().tenThousandths());
      unsigned(currencies.indexOf(fact.value().get().currency()));
    }
  }

  private void section(OldBytes other) {
    unsigned(other.out.size());
    out.writeBytes(other.out.toByteArray());
  }

  private void eight(long value) {
    out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
  }

  private void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  private void unsigned(long value) {
    long rest = value;
    while (rest < 0 || rest > 127) {
      out.write((int) ((rest & 127) | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
