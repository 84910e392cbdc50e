package io.github.senda.diagram.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.senda.diagram.Diagram.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {

  @Test
  void straightWay_endsWhereItsHeadBegins() {
    Track track = Track.of(List.of(new Point(0, 5), new Point(100, 5)), 2);

    assertEquals("M0 5L94 5", track.path());
    assertEquals("M100 5L94 9L94 1Z", track.head());
  }

  @Test
  void corner_isAQuarterCircle() {
    List<Point> route = List.of(new Point(0, 0), new Point(50, 0), new Point(50, 80));

    Track track = Track.of(route, 1);

    assertEquals("M0 0L40 0A10 10 0 0 1 50 10L50 75", track.path());
  }
}
