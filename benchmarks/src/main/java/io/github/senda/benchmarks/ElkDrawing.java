package io.github.senda.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * The cards, lines and words of a drawing laid out anew by Eclipse ELK Layered: stages are
 * partitions, ways back are given the other way round, lines are upright and level.
 */
final class ElkDrawing {

  private static final int SEEDS = 8;

  private ElkDrawing() {}

  /**
   * With another seed where ELK fails, as it does now and then while it counts crossings, and then
   * without words on the lines.
   */
  static LayoutPicture of(LayoutTask task) {
    for (int seed = 1; ; seed++) {
      try {
        return of(task, seed, seed <= SEEDS / 2);
      } catch (RuntimeException e) {
        if (seed == SEEDS) {
          throw e;
        }
      }
    }
  }

  private static LayoutPicture of(LayoutTask task, int seed, boolean worded) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
    root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.PARTITIONING_ACTIVATE, true);
    root.setProperty(CoreOptions.RANDOM_SEED, seed);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(24));
    root.setProperty(CoreOptions.SPACING_NODE_NODE, 16.0);
    root.setProperty(CoreOptions.SPACING_EDGE_EDGE, 5.0);
    root.setProperty(CoreOptions.SPACING_EDGE_NODE, 8.0);
    Map<String, ElkNode> nodes = new HashMap<>();
    for (LayoutTask.Card card : task.cards()) {
      ElkNode node = ElkGraphUtil.createNode(root);
      node.setDimensions(card.width(), card.height());
      node.setProperty(CoreOptions.PARTITIONING_PARTITION, card.column());
      nodes.put(card.id(), node);
    }
    List<ElkEdge> edges = new ArrayList<>();
    List<ElkLabel> labels = new ArrayList<>();
    for (LayoutTask.Line line : task.lines()) {
      ElkNode from = nodes.get(line.back() ? line.to() : line.from());
      ElkNode to = nodes.get(line.back() ? line.from() : line.to());
      ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
      if (worded && !line.words().isEmpty()) {
        ElkLabel label = ElkGraphUtil.createLabel(line.words(), edge);
        label.setDimensions(line.width(), line.height());
        label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        label.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
        labels.add(label);
      }
      edges.add(edge);
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    return picture(task, nodes, edges, labels);
  }

  private static LayoutPicture picture(
      LayoutTask task, Map<String, ElkNode> nodes, List<ElkEdge> edges, List<ElkLabel> labels) {
    List<LayoutPicture.Box> shapes = new ArrayList<>();
    for (LayoutTask.Card card : task.cards()) {
      ElkNode node = nodes.get(card.id());
      shapes.add(
          new LayoutPicture.Box(node.getX(), node.getY(), node.getWidth(), node.getHeight()));
    }
    List<double[][]> lines = new ArrayList<>();
    for (ElkEdge edge : edges) {
      List<double[]> points = new ArrayList<>();
      for (ElkEdgeSection section : edge.getSections()) {
        points.add(new double[] {section.getStartX(), section.getStartY()});
        section
            .getBendPoints()
            .forEach(bend -> points.add(new double[] {bend.getX(), bend.getY()}));
        points.add(new double[] {section.getEndX(), section.getEndY()});
      }
      lines.add(points.toArray(double[][]::new));
    }
    List<LayoutPicture.Box> words = new ArrayList<>();
    for (ElkLabel label : labels) {
      words.add(
          new LayoutPicture.Box(label.getX(), label.getY(), label.getWidth(), label.getHeight()));
    }
    return new LayoutPicture(shapes, lines, Collections.unmodifiableList(words));
  }
}
