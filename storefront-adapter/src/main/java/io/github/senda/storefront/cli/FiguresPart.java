package io.github.senda.storefront.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** A part of a graph's figures that is there because an option asks for it. */
interface FiguresPart {

  /** Writes its field of the object that is open. */
  void write(JsonWriter json) throws IOException;

  /** The same for people: lines that end, the first of them not empty. */
  String text();
}
