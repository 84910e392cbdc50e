package io.github.senda.benchmarks;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.KeptGraphs;
import io.github.senda.graph.Transition;
import io.github.senda.graph.TransitionMedians;
import io.github.senda.journey.FilterMistake;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyFilter;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Senda with its blocks in memory, as the panel has them. */
final class SendaAnswers implements Answers {

  private static final int BLOCK = 4096;

  private final JourneyLog log;
  private final Meaning meaning;
  private final KeptGraphs kept = KeptGraphs.standard();

  SendaAnswers(long touches) {
    List<JourneyBlock> blocks = new ArrayList<>();
    JourneyBlock.Builder[] block = {JourneyBlock.builder()};
    BigLog.write(
        touches,
        (visitor, channel, device, touchpoints, micros, length) -> {
          block[0].add(touchpoints, micros, 0, length, 1 + channel * BigLog.DEVICES + device);
          block[0].by(visitor * 0x9e3779b97f4a7c15L);
          if (block[0].journeys() == BLOCK) {
            blocks.add(block[0].build());
            block[0] = JourneyBlock.builder();
          }
        });
    blocks.add(block[0].build());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < BigLog.TOUCHPOINTS; i++) {
      names.add(i == BigLog.PURCHASE ? "purchase" : "t" + i);
    }
    List<String> attributes = new ArrayList<>(List.of(""));
    for (int channel : BigLog.CHANNELS) {
      for (int device = 0; device < BigLog.DEVICES; device++) {
        attributes.add("channel=c" + channel + ";device=d" + device);
      }
    }
    log = new JourneyLog(blocks, names, attributes, Optional.empty(), Optional.empty());
    meaning = Meaning.named(names);
  }

  /** How many bytes all blocks take. */
  long blockBytes() {
    return log.blocks().stream().mapToLong(block -> block.key().bytes()).sum();
  }

  long keptBytes() {
    return kept.bytes();
  }

  @Override
  public Answer answer(Question question, int turn) throws FilterMistake {
    return switch (question) {
      case GRAPH -> answer(JourneyGraph.of(log, meaning), arc -> 0);
      case AGAIN -> answer(kept.graph(log, meaning), arc -> 0);
      case MEDIANS -> {
        JourneyGraph graph = JourneyGraph.of(log, meaning);
        TransitionMedians medians = TransitionMedians.of(graph, log, meaning);
        yield answer(graph, arc -> medians.seconds(arc.from(), arc.to()).orElseThrow() * 1_000_000);
      }
      case WEEK ->
          graph(
              log.begunBetween(BigLog.WEEK, BigLog.WEEK.plus(Duration.ofDays(7)))
                  .where(
                      JourneyFilter.parse(
                          "channel = c" + BigLog.CHANNEL + " and device = d" + BigLog.DEVICE)));
      case PASSES ->
          graph(
              log.where(
                  JourneyFilter.parse(
                      "passes(t" + BigLog.PASSED + ") and never(t" + BigLog.AVOIDED + ")")));
      case ACROSS -> graph(log.counting(Unit.JOURNEY));
      case PERIOD -> {
        int[] days = Answers.period(turn);
        yield answer(
            kept.graph(
                log.begunBetween(
                    BigLog.START.plus(Duration.ofDays(days[0])),
                    BigLog.START.plus(Duration.ofDays(days[1]))),
                meaning),
            arc -> 0);
      }
    };
  }

  private Answer graph(JourneyLog some) {
    return answer(JourneyGraph.of(some, meaning), arc -> 0);
  }

  private static Answer answer(JourneyGraph graph, ToDoubleFunction<Transition> median) {
    long arcs = 0;
    long transitions = 0;
    long micros = 0;
    double medians = 0;
    for (Transition transition : graph.transitions()) {
      if (transition.isBetweenSteps()) {
        arcs++;
        transitions += transition.count();
        micros += transition.totalMicros();
        medians += median.applyAsDouble(transition);
      }
    }
    return new Answer(arcs, transitions, micros, medians);
  }

  @Override
  public void close() {}
}
