package io.github.senda.storefront.intake;

import io.github.senda.store.JourneyStore;
import io.github.senda.store.StoreException;
import io.github.senda.store.Told;
import io.github.senda.store.TouchWriter;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Puts touches from elsewhere into a store. Where the shop links visits, a customer's are under one
 * visitor, and beside their visits if they agreed to be known again; everywhere else each is a
 * journey of nobody, and the customer is forgotten here. Safe for any thread.
 */
public final class KeptTouches implements ToldStore {

  /** So many touches are in the table of open ones before it is emptied. */
  private static final int SEALED_AT_ONCE = 50_000;

  /** The keys of what was told lie anywhere in their table: each taking writes much of it anew. */
  private static final int AT_ONCE_AT_REST = 10_000;

  /** What is asked of a store, be it a shop's or one that nobody runs. */
  private interface Place {
    int append(String source, List<Told> told) throws StoreException;

    VisitorId visitorOf(String customer) throws StoreException;

    boolean isKnown(String customer) throws StoreException;
  }

  private final Place place;
  private final boolean linking;
  private final int atOnce;
  private final SecureRandom random = new SecureRandom();
  private final LongAdder taken = new LongAdder();

  private KeptTouches(Place place, boolean linking, int atOnce) {
    this.place = place;
    this.linking = linking;
    this.atOnce = atOnce;
  }

  /**
   * In the store of a shop that runs.
   *
   * @param linking whether the shop asks its visitors whether they may be known again
   */
  public static KeptTouches of(TouchWriter writer, boolean linking) {
    return new KeptTouches(
        new Place() {
          @Override
          public int append(String source, List<Told> told) throws StoreException {
            return writer.appendTold(source, told);
          }

          @Override
          public VisitorId visitorOf(String customer) throws StoreException {
            return writer.visitorOf(customer);
          }

          @Override
          public boolean isKnown(String customer) throws StoreException {
            return writer.isKnown(customer);
          }
        },
        linking,
        ToldStore.USUALLY_AT_ONCE);
  }

  /** In a store that nobody runs; it is sealed now and then, as a shop would. For one thread. */
  public static KeptTouches of(JourneyStore store, boolean linking) {
    return new KeptTouches(
        new Place() {
          private int open;

          @Override
          public int append(String source, List<Told> told) throws StoreException {
            int taken = store.appendTold(source, told);
            open += taken;
            if (open >= SEALED_AT_ONCE) {
              int unused = store.seal();
              open = 0;
            }
            return taken;
          }

          @Override
          public VisitorId visitorOf(String customer) throws StoreException {
            return store.visitorOf(customer);
          }

          @Override
          public boolean isKnown(String customer) throws StoreException {
            return store.isKnown(customer);
          }
        },
        linking,
        AT_ONCE_AT_REST);
  }

  @Override
  public int atOnce() {
    return atOnce;
  }

  /** How many were new since this was made. */
  public long taken() {
    return taken.sum();
  }

  @Override
  public Taking take(List<ToldTouch> touches) throws IOException {
    try {
      Map<String, Boolean> known = new HashMap<>();
      Map<String, List<Told>> bySource = new LinkedHashMap<>();
      int unlinked = 0;
      for (ToldTouch touch : touches) {
        unlinked += touch.customer().isPresent() && !linking ? 1 : 0;
        bySource
            .computeIfAbsent(touch.source(), source -> new ArrayList<>())
            .add(new Told(touch.key(), touch.touch(visitor(touch), isKnown(touch, known))));
      }
      int count = 0;
      for (Map.Entry<String, List<Told>> source : bySource.entrySet()) {
        int appended = place.append(source.getKey(), source.getValue());
        taken.add(appended);
        count += appended;
      }
      return new Taking(count, unlinked, List.of());
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private VisitorId visitor(ToldTouch touch) throws StoreException {
    return linking && touch.customer().isPresent()
        ? place.visitorOf(touch.customer().get())
        : VisitorId.random(random);
  }

  private boolean isKnown(ToldTouch touch, Map<String, Boolean> known) throws StoreException {
    if (!linking || touch.customer().isEmpty()) {
      return false;
    }
    String customer = touch.customer().get();
    Boolean asked = known.get(customer);
    if (asked == null) {
      asked = place.isKnown(customer);
      known.put(customer, asked);
    }
    return asked;
  }
}
