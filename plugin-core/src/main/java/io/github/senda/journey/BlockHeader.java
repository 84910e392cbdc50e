package io.github.senda.journey;

import java.util.Objects;

/**
 * What is known of a block without its bytes: all that is asked before one of its journeys is
 * wanted. A store may hold it alone, and give the bytes when they are asked for.
 *
 * @param key what the block is known by: its counts, its first and last start, its checksum
 * @param open whether its journeys are still open
 * @param hasVisitors whether the visitor of any journey is known
 * @param factBytes how many of its bytes are orders, carts and values
 */
public record BlockHeader(JourneyBlock.Key key, boolean open, boolean hasVisitors, int factBytes) {

  public BlockHeader {
    Objects.requireNonNull(key, "key == null");
  }
}
