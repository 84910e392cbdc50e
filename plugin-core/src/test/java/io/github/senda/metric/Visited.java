package io.github.senda.metric;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Hint;
import io.github.senda.touch.Money;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Visits with carts and money, told in one line each: {@code "add_to_cart #7 =59.90EUR"} is a touch
 * of cart 7 that the server says is worth so much, {@code "beacon :field=phone"} is what a page
 * said, {@code "? forced_login"} is a sign that means nothing but tells a hint, and {@code
 * "checkout_error @add_payment_info"} a failure of a form that means something else by itself. A
 * minute lies between two touches.
 */
final class Visited {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Optional<Touchpoint>> candidates = new ArrayList<>();
  private final List<Optional<Touchpoint>> told = new ArrayList<>();
  private final List<Optional<Hint>> hints = new ArrayList<>();
  private final List<String> signs = new ArrayList<>();
  private final List<String> attributes = new ArrayList<>(List.of(""));
  private final JourneyBlock.Builder ended = JourneyBlock.builder();
  private final JourneyBlock.Builder open = JourneyBlock.openBuilder();

  static Visited shop() {
    return new Visited();
  }

  Visited visit(Instant start, String... touches) {
    return add(ended, start, "", touches);
  }

  Visited visitBy(String attributes, Instant start, String... touches) {
    return add(ended, start, attributes, touches);
  }

  Visited stillOpen(Instant start, String... touches) {
    return add(open, start, "", touches);
  }

  private Visited add(JourneyBlock.Builder block, Instant start, String about, String... touches) {
    if (!attributes.contains(about)) {
      attributes.add(about);
    }
    int[] number = new int[touches.length];
    long[] micros = new long[touches.length];
    for (int i = 0; i < touches.length; i++) {
      number[i] = number(touches[i]);
      micros[i] = JourneyLog.micros(start.plus(Duration.ofMinutes(i)));
    }
    block.add(number, micros, 0, number.length, attributes.indexOf(about));
    for (int i = 0; i < touches.length; i++) {
      long cart = 0;
      Optional<Money> value = Optional.empty();
      for (String word : touches[i].split(" ", -1)) {
        if (word.startsWith("#")) {
          cart = Long.parseLong(word.substring(1));
        } else if (word.startsWith("=")) {
          int letters = word.length() - 3;
          value = Money.parse(word.substring(1, letters), word.substring(letters));
        }
      }
      block.know(i, 0, cart, value);
    }
    return this;
  }

  private int number(String touch) {
    String kind = touch.replaceAll(" [#=]\\S+", "");
    return numbers.computeIfAbsent(
        kind,
        added -> {
          String[] words = added.split(" ", -1);
          Optional<Touchpoint> meant = Optional.of(Touchpoint.of(words[0]));
          Optional<Touchpoint> alone = meant;
          Optional<Hint> hint = Optional.empty();
          String sign = added;
          if (words[0].equals("beacon")) {
            meant = Optional.empty();
            alone = meant;
            List<String> parameters = List.of(words).subList(1, words.length);
            sign =
                new Sign(
                        "BEACON",
                        "/checkout",
                        parameters,
                        Optional.empty(),
                        0,
                        false,
                        Optional.empty())
                    .text();
          } else {
            for (String word : words) {
              if (word.startsWith("@")) {
                alone = Optional.of(Touchpoint.of(word.substring(1)));
              } else if (word.startsWith("!")) {
                hint = Optional.of(Hint.valueOf(word.substring(1)));
              }
            }
            if (words[0].equals("?")) {
              meant = Optional.empty();
              alone = meant;
            }
          }
          told.add(meant);
          candidates.add(alone);
          hints.add(hint);
          signs.add(sign);
          return signs.size() - 1;
        });
  }

  JourneyLog log() {
    return new JourneyLog(
        List.of(ended.build(), open.build()),
        signs,
        attributes,
        Optional.empty(),
        Optional.empty());
  }

  Meaning meaning() {
    List<Touchpoint> also = told.stream().flatMap(Optional::stream).distinct().toList();
    List<Touchpoint> numbered =
        Meaning.of(candidates, also, (t, s, o, m, length) -> {}).touchpoints();
    int[] after =
        told.stream()
            .mapToInt(touchpoint -> touchpoint.map(numbered::indexOf).orElse(-1))
            .toArray();
    return Meaning.of(
            candidates,
            also,
            (touchpoints, seen, orders, micros, length) -> {
              for (int i = 0; i < length; i++) {
                touchpoints[i] = after[seen[i]];
              }
            })
        .hinting(hints);
  }

  Leaks leaks() {
    return leaks(NOON.plus(Duration.ofDays(400)));
  }

  Leaks leaks(Instant now) {
    return Leaks.of(log(), meaning(), new Leaks.Terms(now, Leaks.Terms.USUAL, MADRID));
  }
}
