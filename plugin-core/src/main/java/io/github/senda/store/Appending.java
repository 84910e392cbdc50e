package io.github.senda.store;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Puts touches into the table, each batch once: knows the batch of which nobody heard whether it
 * was committed. Not safe for threads.
 */
final class Appending {

  /** One process, one store: the number is there for databases that several nodes share. */
  private static final int NODE = 1;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final int REMEMBERED = 4_096;

  private List<Touch> unsure = List.of();
  private List<Touch> foundDone = List.of();
  private long sequence;

  /** Looks where the numbers of touches stand; called for each new connection. */
  void connected(Connection connection) throws SQLException {
    if (unsure.isEmpty()) {
      sequence = reached(connection);
    }
  }

  /**
   * Puts a batch into the table and commits, unless it is the one that was not sure and turns out
   * to be there.
   *
   * @throws UnwritableException if the database would never take it
   */
  void append(Writing writing, List<Touch> batch, long nowMillis)
      throws SQLException, UnwritableException {
    settle(writing.connection());
    boolean done = foundDone.equals(batch);
    foundDone = List.of();
    if (done) {
      return;
    }
    unsure = batch;
    insert(writing, batch, nowMillis);
    commit(writing, batch.size());
    unsure = List.of();
  }

  /** The hash of what was told, and its place in the telling. */
  private record Key(long hash, int place) {}

  /** In the order of the table, so that each page of it is met once and not for each touch. */
  private static List<Key> keys(Writing writing, String source, List<Told> told) {
    List<Key> keys = new ArrayList<>(told.size());
    for (Told one : told) {
      keys.add(new Key(writing.hashes().of("told by " + source, one.key()), keys.size()));
    }
    keys.sort(Comparator.comparingLong(Key::hash).thenComparingInt(Key::place));
    return keys;
  }

  /** Puts what was not told before into the table and commits; gives how much it was. */
  int appendTold(Writing writing, String source, List<Told> told, long nowMillis)
      throws SQLException, UnwritableException {
    settle(writing.connection());
    List<Key> keys = keys(writing, source, told);
    boolean[] isNew = new boolean[told.size()];
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      isNew[key.place()] =
          (i == 0 || keys.get(i - 1).hash() != key.hash())
              && writing.told().touch(writing.connection(), key.hash()).isEmpty();
    }
    List<Touch> batch = new ArrayList<>();
    long[] numbers = new long[told.size()];
    for (int place = 0; place < isNew.length; place++) {
      if (isNew[place]) {
        batch.add(told.get(place).touch());
        numbers[place] = sequence + batch.size();
      }
    }
    for (Key key : keys) {
      if (isNew[key.place()]) {
        Touch touch = told.get(key.place()).touch();
        boolean linked = touch.attributes().consented();
        writing
            .told()
            .add(
                writing.connection(),
                key.hash(),
                numbers[key.place()],
                nowMillis,
                HashRows.LASTING,
                linked ? number(writing, touch) : 0);
      }
    }
    if (!batch.isEmpty()) {
      insert(writing, batch, nowMillis);
      writing.told().trim(writing.connection());
      commit(writing, batch.size());
    }
    return batch.size();
  }

  private static long number(Writing writing, Touch touch) {
    return writing.hashes().of(touch.visitor().high(), touch.visitor().low());
  }

  /** Finds out whether the batch of which nobody knew is there. */
  void settle(Connection connection) throws SQLException {
    if (!unsure.isEmpty()) {
      long reached = reached(connection);
      foundDone = reached > sequence ? unsure : List.of();
      unsure = List.of();
      sequence = reached;
    }
  }

  private void insert(Writing writing, List<Touch> batch, long nowMillis)
      throws SQLException, UnwritableException {
    try {
      insertRows(writing, batch, nowMillis);
    } catch (SQLException e) {
      if (!blamesValues(e)) {
        throw e;
      }
      unsure = List.of();
      throw unwritable(e);
    } catch (RuntimeException e) {
      unsure = List.of();
      throw unwritable(e);
    }
    writing.orders().trim(writing.connection());
  }

  private void commit(Writing writing, int touches) throws SQLException {
    long last = sequence + touches;
    try (PreparedStatement update =
        writing.connection().prepareStatement("UPDATE node SET sequence = ? WHERE number = ?")) {
      update.setLong(1, last);
      update.setInt(2, NODE);
      update.executeUpdate();
    }
    writing.connection().commit();
    sequence = last;
  }

  private void insertRows(Writing writing, List<Touch> batch, long nowMillis) throws SQLException {
    Connection connection = writing.connection();
    IdHashes ids = writing.hashes();
    AttributeSets sets = AttributeSets.of(writing);
    long next = sequence;
    List<OpenTouch> open = new ArrayList<>(batch.size());
    for (Touch touch : batch) {
      long number = ++next;
      Facts facts = touch.facts();
      open.add(
          new OpenTouch(
              number,
              touch.visitor().high(),
              touch.visitor().low(),
              millis(touch.time()),
              signNumber(writing, touch.sign()),
              setNumber(writing, sets, touch.attributes()),
              facts.equals(Facts.none())
                  ? OpenTouch.Known.NOTHING
                  : OpenTouch.Known.of(
                      ids.of("same", facts.same()),
                      order(writing, touch, number, nowMillis),
                      ids.of("cart", facts.cart()),
                      facts.value())));
      if (facts.customer().isPresent() && touch.attributes().consented()) {
        writing.customers().link(connection, touch.visitor(), facts.customer().get(), nowMillis);
      }
      if (facts.searched().isPresent() && touch.attributes().consented()) {
        writing
            .searches()
            .add(
                connection,
                number(writing, touch),
                number,
                millis(touch.time()),
                facts.searched().get());
      }
    }
    OpenTouches.add(connection, open);
  }

  /** A look-up by value spares most touches their text. */
  private static int signNumber(Writing writing, Sign sign) throws SQLException {
    Integer known = writing.knownSigns().get(sign);
    if (known == null) {
      known = writing.signs().number(writing.connection(), sign.text());
      remember(writing.knownSigns(), sign, known);
    }
    return known;
  }

  private static int setNumber(Writing writing, AttributeSets sets, Attributes attributes)
      throws SQLException {
    Integer known = writing.knownSets().get(attributes);
    if (known == null) {
      known = sets.number(attributes);
      remember(writing.knownSets(), attributes, known);
    }
    return known;
  }

  private static <K> void remember(Map<K, Integer> map, K key, int number) {
    if (map.size() >= REMEMBERED) {
      map.clear();
    }
    map.put(key, number);
  }

  private static long order(Writing writing, Touch touch, long number, long nowMillis)
      throws SQLException {
    if (touch.facts().order().isEmpty()) {
      return 0;
    }
    long visitor = touch.attributes().consented() ? number(writing, touch) : 0;
    return writing
        .orders()
        .first(writing.connection(), touch.facts().order().get(), visitor, number, nowMillis);
  }

  /** Whether the database complains of what it was given: no disk and no lock heals that. */
  private static boolean blamesValues(SQLException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLDataException
          || cause instanceof SQLIntegrityConstraintViolationException) {
        return true;
      }
    }
    SQLException next = error.getNextException();
    return next != null && blamesValues(next);
  }

  private static UnwritableException unwritable(Exception error) {
    return new UnwritableException(
        "The store cannot take a touch ("
            + error.getClass().getSimpleName()
            + "): please report it.",
        error);
  }

  /** Times that no shop's clock shows would overflow further on, and one such must not stop all. */
  private static long millis(Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return (time.isAfter(LATEST) ? LATEST : time).toEpochMilli();
  }

  /** The number of the last touch that this node has committed, sealed by now or not. */
  private static long reached(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT sequence FROM node WHERE number = " + NODE)) {
        if (rows.next()) {
          return rows.getLong(1);
        }
      }
      statement.executeUpdate("INSERT INTO node(number, sequence) VALUES (" + NODE + ", 0)");
      connection.commit();
      return 0;
    }
  }
}
