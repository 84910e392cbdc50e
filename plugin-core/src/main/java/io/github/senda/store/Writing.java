package io.github.senda.store;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The connection that writes, with what is kept in memory of its tables; after a roll-back it is
 * given up. Not safe for threads.
 *
 * @param hashes makes hashes over the salt that lasts
 * @param orders which touch named an order first
 * @param named the table of these
 * @param told the keys of what was told from elsewhere
 * @param searches what was searched for
 * @param knownSigns the numbers of signs that came of late
 * @param knownSets the numbers of sets of attributes that came of late
 */
record Writing(
    Connection connection,
    Dictionary signs,
    Dictionary attributes,
    IdHashes hashes,
    NamedOrders orders,
    HashRows named,
    HashRows told,
    Customers customers,
    SearchWords searches,
    Map<Sign, Integer> knownSigns,
    Map<Attributes, Integer> knownSets) {

  /** How many signs a store keeps; all others become {@link JourneyStore#OTHER_SIGN}. */
  static final int SIGNS = 2_000;

  /** What pages tell has a thousand signs of its own: anybody could tell as many as they like. */
  static final Dictionary.Apart TOLD_BY_PAGES =
      new Dictionary.Apart("BEACON ", 1_000, "BEACON /{other} 0");

  /** How many there are at most of hashes of orders, of customers, and of what was told. */
  private static final int ORDERS = 200_000;

  private static final int CUSTOMERS = 200_000;
  private static final int TOLD = 1_000_000;
  private static final int SEARCHES = 200_000;

  /** Loads all, within a transaction of the caller's. */
  static Writing load(Connection connection, long most) throws SQLException {
    IdHashes hashes = IdHashes.load(connection);
    HashRows named = HashRows.load(connection, "named_order", limit(ORDERS, most));
    return new Writing(
        connection,
        Dictionary.load(
            connection, "sign", SIGNS, JourneyStore.OTHER_SIGN.text(), Optional.of(TOLD_BY_PAGES)),
        attributes(connection),
        hashes,
        NamedOrders.of(named, hashes),
        named,
        HashRows.load(connection, "told", limit(TOLD, most)),
        Customers.load(connection, hashes, limit(CUSTOMERS, most)),
        SearchWords.load(connection, hashes, limit(SEARCHES, most)),
        new HashMap<>(),
        new HashMap<>());
  }

  private static int limit(int usual, long most) {
    return (int) Math.min(usual, most / JourneyStore.BYTES_FOR_ONE);
  }

  static Dictionary attributes(Connection connection) throws SQLException {
    return Dictionary.load(connection, "attributes", AttributeSets.MOST, Attributes.none().text());
  }
}
