package io.github.senda.diagram;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.helpers.DefaultHandler;

/** Files read by the platform's own XML parser, which takes nothing that is not XML. */
public final class Xml {

  private Xml() {}

  public static Document parse(byte[] file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(file));
    } catch (Exception e) {
      throw new AssertionError("not XML: " + e.getMessage(), e);
    }
  }

  /** All elements of a name, in order. */
  public static List<Element> elements(Document document, String name) {
    return elements(document.getDocumentElement(), name);
  }

  /** Those in an element. */
  public static List<Element> elements(Element parent, String name) {
    List<Element> elements = new ArrayList<>();
    collect(parent, name, elements);
    return elements;
  }

  private static void collect(Node parent, String name, List<Element> elements) {
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element) {
        if (element.getTagName().equals(name)) {
          elements.add(element);
        }
        collect(element, name, elements);
      }
    }
  }
}
