package io.github.senda.storefront.leaks;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Labels;
import io.github.senda.metric.Cart;
import io.github.senda.metric.Carts;
import io.github.senda.metric.CheckoutDropOff;
import io.github.senda.metric.CheckoutDropOff.Met;
import io.github.senda.metric.CheckoutDropOffs;
import io.github.senda.metric.CheckoutDropOffs.Tally;
import io.github.senda.metric.Confidence;
import io.github.senda.metric.Leaks;
import io.github.senda.metric.Purse;
import io.github.senda.metric.Share;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Writes what became of carts and checkouts as JSON, field by field. Rates are from 0 to 1 and name
 * their unit, durations are in seconds, amounts in units of their currency and never added up
 * across currencies. Nobody can be told from it: a single drop-off has the hour alone, and its
 * channel only where enough others share it; rows of a few are merged into {@code others}.
 */
public final class LeaksJson {

  /** Rows by channel or device of fewer drop-offs than so many are merged. */
  static final long FEWEST = 10;

  private static final String OTHERS = "others";

  private final JsonWriter json;
  private final Labels labels;

  private LeaksJson(JsonWriter json, Labels labels) {
    this.json = json;
    this.labels = labels;
  }

  /** Writes the fields {@code carts}, {@code checkouts} and {@code latest} of an open object. */
  public static void write(JsonWriter json, Leaks leaks, Duration abandonedAfter, Labels labels)
      throws IOException {
    LeaksJson writer = new LeaksJson(json, labels);
    writer.carts(leaks.carts(), abandonedAfter);
    writer.checkouts(leaks.checkouts());
    writer.latest(leaks.checkouts());
  }

  /** Writes the field {@code atRisk}: what is in abandoned carts, by currency. */
  public static void writeAtRisk(JsonWriter json, Carts carts) throws IOException {
    new LeaksJson(json, Labels.of(Locale.ENGLISH))
        .purse("atRisk", carts.worth().getOrDefault(Cart.State.ABANDONED, Purse.empty()));
  }

  private void carts(Carts carts, Duration abandonedAfter) throws IOException {
    json.name("carts").beginObject();
    json.name("all").value(carts.all());
    json.name("linked").value(carts.linked());
    json.name("abandonedAfter").value(abandonedAfter.toSeconds());
    json.name("states").beginObject();
    for (Map.Entry<Cart.State, Long> state : carts.states().entrySet()) {
      json.name(key(state.getKey())).value(state.getValue());
    }
    json.endObject();
    json.name("abandonment").beginArray();
    share("carts", carts.perCart());
    share("visits", carts.perVisit());
    share("visitors", carts.perVisitor());
    json.endArray();
    json.name("worth").beginArray();
    for (Map.Entry<Cart.State, Purse> worth : carts.worth().entrySet()) {
      json.beginObject();
      json.name("state").value(key(worth.getKey()));
      json.name("valued").value(carts.valued().get(worth.getKey()));
      purse("amounts", worth.getValue());
      json.endObject();
    }
    json.endArray();
    json.name("recoveredBy").beginArray();
    for (Map.Entry<String, Long> channel : carts.recoveredBy().entrySet()) {
      json.beginObject();
      json.name("channel").value(channel.getKey());
      json.name("count").value(channel.getValue());
      json.endObject();
    }
    json.endArray();
    if (carts.recoveredAfter().isPresent()) {
      json.name("recoveredAfter").value(carts.recoveredAfter().get().toSeconds());
    }
    json.endObject();
  }

  private void checkouts(CheckoutDropOffs checkouts) throws IOException {
    json.name("checkouts").beginObject();
    json.name("begun").value(checkouts.bought() + checkouts.dropped());
    json.name("bought").value(checkouts.bought());
    json.name("dropped").value(checkouts.dropped());
    json.name("active").value(checkouts.active());
    json.name("recovered").value(checkouts.recovered());
    json.name("linked").value(checkouts.linked());
    json.name("visits").value(checkouts.visits());
    json.name("abandonment");
    share("checkouts", checkouts.perCheckout());
    json.name("lost");
    tally(checkouts.all(), Optional.empty());
    json.name("steps").beginArray();
    for (Map.Entry<Touchpoint, Tally> step : checkouts.byStep().entrySet()) {
      tally(step.getValue(), Optional.of(step.getKey()));
    }
    json.endArray();
    rows(
        "causes",
        checkouts.byCause().entrySet().stream()
            .map(row -> Map.entry(row.getKey().key(), row.getValue()))
            .toList());
    small("channels", checkouts.byChannel());
    small("devices", checkouts.byDevice());
    json.name("obstacles").beginArray();
    for (var met : checkouts.met().entrySet()) {
      json.beginObject();
      json.name("name").value(key(met.getKey()));
      json.name("count").value(met.getValue());
      json.endObject();
    }
    json.endArray();
    json.name("fields").beginArray();
    for (var field : checkouts.fields().entrySet()) {
      json.beginObject();
      json.name("name").value(field.getKey().name());
      json.name("order").value(field.getKey().order());
      json.name("count").value(field.getValue());
      json.endObject();
    }
    json.endArray();
    json.name("days").beginArray();
    for (var day : checkouts.byDay().entrySet()) {
      json.beginObject();
      json.name("day").value(day.getKey().toString());
      json.name("begun").value(day.getValue().begun());
      json.name("dropped").value(day.getValue().dropped());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void small(String name, SortedMap<String, Tally> rows) throws IOException {
    rows(name, CheckoutDropOffs.merging(rows, FEWEST, OTHERS).entrySet().stream().toList());
  }

  private void rows(String name, List<Map.Entry<String, Tally>> rows) throws IOException {
    json.name(name).beginArray();
    List<Map.Entry<String, Tally>> mostFirst =
        rows.stream()
            .sorted(
                Comparator.<Map.Entry<String, Tally>>comparingLong(row -> -row.getValue().count())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    for (Map.Entry<String, Tally> row : mostFirst) {
      json.beginObject();
      json.name("name").value(row.getKey());
      fields(row.getValue());
      json.endObject();
    }
    json.endArray();
  }

  private void tally(Tally tally, Optional<Touchpoint> step) throws IOException {
    json.beginObject();
    if (step.isPresent()) {
      json.name("name").value(step.get().name());
      json.name("label").value(labels.of(step.get()));
    }
    fields(tally);
    json.endObject();
  }

  private void fields(Tally tally) throws IOException {
    json.name("count").value(tally.count());
    json.name("recovered").value(tally.recovered());
    json.name("valued").value(tally.valued());
    purse("amounts", tally.worth());
  }

  private void latest(CheckoutDropOffs checkouts) throws IOException {
    json.name("latest").beginArray();
    for (CheckoutDropOff left : checkouts.latest()) {
      json.beginObject();
      json.name("hour").value(left.start().truncatedTo(ChronoUnit.HOURS).toString());
      json.name("reached").value(left.reached().name());
      json.name("reachedLabel").value(labels.of(left.reached()));
      if (left.completed().isPresent()) {
        json.name("completed").value(left.completed().get().name());
        json.name("completedLabel").value(labels.of(left.completed().get()));
      }
      json.name("cause").value(left.cause().key());
      json.name("seconds").value(left.whole().toSeconds());
      json.name("secondsInStep").value(left.inStep().toSeconds());
      if (left.field().isPresent()) {
        CheckoutDropOff.Field field = left.field().get();
        json.name("field").beginObject();
        json.name("name").value(field.name());
        json.name("order").value(field.order());
        json.name("fields").value(field.fields());
        json.name("sent").value(field.sent());
        json.endObject();
      }
      met(left.met());
      json.name("after").beginArray();
      for (CheckoutDropOff.After after : left.after()) {
        json.value(key(after));
      }
      json.endArray();
      if (left.value().isPresent()) {
        json.name("value");
        money(left.value().get());
      }
      if (left.pageSays().isPresent()) {
        json.name("pageSays");
        money(left.pageSays().get());
      }
      Optional<String> channel =
          left.channel().filter(name -> checkouts.byChannel().get(name).count() >= FEWEST);
      if (channel.isPresent()) {
        json.name("channel").value(channel.get());
      }
      json.name("recovered").value(left.recovered());
      json.endObject();
    }
    json.endArray();
  }

  private void met(List<Met> obstacles) throws IOException {
    json.name("met").beginArray();
    for (Met met : obstacles) {
      json.beginObject();
      json.name("name").value(key(met.obstacle()));
      if (met.step().isPresent()) {
        json.name("step").value(met.step().get().name());
      }
      json.name("times").value(met.times());
      json.endObject();
    }
    json.endArray();
  }

  private void purse(String name, Purse purse) throws IOException {
    json.name(name).beginArray();
    for (Map.Entry<String, Long> sum : purse.tenThousandths().entrySet()) {
      money(new Money(sum.getValue(), sum.getKey()));
    }
    json.endArray();
  }

  private void money(Money money) throws IOException {
    json.beginObject();
    json.name("currency").value(money.currency());
    json.name("amount").value(BigDecimal.valueOf(money.tenThousandths(), 4));
    json.endObject();
  }

  private void share(String unit, Share share) throws IOException {
    json.beginObject();
    json.name("unit").value(unit);
    json.name("part").value(share.part());
    json.name("whole").value(share.whole());
    if (share.value().isPresent()) {
      Confidence confidence = share.confidence();
      json.name("value").value(share.value().getAsDouble());
      json.name("low").value(confidence.low());
      json.name("high").value(confidence.high());
    }
    json.name("small").value(share.isSmall());
    json.endObject();
  }

  private static String key(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
