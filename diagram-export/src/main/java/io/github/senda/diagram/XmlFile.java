package io.github.senda.diagram;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An XML file being written element by element, in UTF-8: what the formats that are XML have in
 * common. Names go out as they are given, prefix and all; a namespace is declared like an
 * attribute. For one thread.
 */
public final class XmlFile {

  /** What stands in a file. */
  @FunctionalInterface
  public interface Content {

    /** Writes it; every element that it starts, it ends. */
    void write(XmlFile xml) throws XMLStreamException;
  }

  private final XMLStreamWriter xml;

  private XmlFile(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes a whole file.
   *
   * @param out left open; flushed
   */
  public static void write(OutputStream out, Content content) throws IOException {
    // Buffered, because over a bare OutputStreamWriter the JDK's XML writer splits surrogate pairs.
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
      xml.writeStartDocument("UTF-8", "1.0");
      content.write(new XmlFile(xml));
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("the XML file cannot be written: " + e.getMessage(), e);
    }
    writer.flush();
  }

  /**
   * Starts an element on a line of its own.
   *
   * @param attributes names and values in turn
   */
  public XmlFile start(String name, Object... attributes) throws XMLStreamException {
    xml.writeCharacters("\n");
    return startInline(name, attributes);
  }

  /** Starts an element on the same line, where white space would be text. */
  public XmlFile startInline(String name, Object... attributes) throws XMLStreamException {
    xml.writeStartElement(name);
    return attributes(attributes);
  }

  private XmlFile attributes(Object... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i].toString(), attributes[i + 1].toString());
    }
    return this;
  }

  /** Writes an element without content on a line of its own. */
  public XmlFile empty(String name, Object... attributes) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeEmptyElement(name);
    return attributes(attributes);
  }

  /** Writes words. */
  public XmlFile text(String text) throws XMLStreamException {
    xml.writeCharacters(text);
    return this;
  }

  /** Ends the element that was started last. */
  public XmlFile end() throws XMLStreamException {
    xml.writeEndElement();
    return this;
  }
}
