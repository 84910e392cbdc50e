package io.github.senda.diagram;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The formats that there are. Immutable; safe for any thread. */
public final class DiagramExporters {

  private final TreeMap<String, DiagramExporter> byName = new TreeMap<>();

  private DiagramExporters() {
    // A container's thread may carry the class loader of something else than this plugin.
    ClassLoader own = DiagramExporters.class.getClassLoader();
    ServiceLoader.load(DiagramExporter.class, own)
        .forEach(exporter -> byName.put(exporter.format(), exporter));
  }

  /** Finds all exporters that this class's loader sees. */
  public static DiagramExporters find() {
    return new DiagramExporters();
  }

  /** The names of the formats, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** The exporter of a format; empty if there is none of this name. */
  public Optional<DiagramExporter> of(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
