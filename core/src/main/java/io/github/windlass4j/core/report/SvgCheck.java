package io.github.windlass4j.core.report;

import java.io.StringReader;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Lets SVG through that consists of shapes and text, so that a drawing can stand in a page without bringing behaviour. */
final class SvgCheck {
    private static final Set<String> ELEMENTS = Set.of(
            "svg",
            "title",
            "desc",
            "g",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "path",
            "text",
            "tspan",
            "defs",
            "marker");
    private static final Set<String> ATTRIBUTES = Set.of(
            "role",
            "width",
            "height",
            "viewBox",
            "id",
            "class",
            "transform",
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "dx",
            "dy",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "d",
            "points",
            "fill",
            "fill-opacity",
            "stroke",
            "stroke-width",
            "stroke-dasharray",
            "stroke-linecap",
            "stroke-linejoin",
            "opacity",
            "font-family",
            "font-size",
            "font-weight",
            "font-style",
            "text-anchor",
            "text-decoration",
            "dominant-baseline",
            "marker-end",
            "marker-start",
            "markerWidth",
            "markerHeight",
            "refX",
            "refY",
            "orient",
            "aria-label",
            "aria-hidden",
            "aria-labelledby",
            "aria-describedby",
            "preserveAspectRatio");

    /** Below what JDK 25 allows by itself (jdk.xml.maxElementDepth, 100), so that every JDK says the same. */
    private static final int MAX_DEPTH = 64;

    private SvgCheck() {}

    static void check(String svg) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(svg));
            boolean first = true;
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (++depth > MAX_DEPTH) {
                        throw refused("an element " + depth + " deep (want at most " + MAX_DEPTH + ")", reader);
                    }
                    element(reader, first);
                    first = false;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION || event == XMLStreamConstants.DTD) {
                    throw refused("a processing instruction or document type", reader);
                }
            }
            reader.close();
        } catch (XMLStreamException
                | MissingResourceException e) { // the JDK has no words for some faults of a document type
            throw new IllegalArgumentException("svg: not well-formed XML: " + e.getMessage(), e);
        }
    }

    private static void element(XMLStreamReader reader, boolean first) {
        String name = reader.getLocalName();
        if (first && !name.equals("svg")) {
            throw refused("element " + name + " (want svg) at the top", reader);
        }
        if (!ELEMENTS.contains(name)) {
            throw refused("element " + name, reader);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i);
            boolean local = !value.contains("url(") || value.matches("url\\(#[A-Za-z0-9_-]+\\)");
            if (!ATTRIBUTES.contains(attribute) || !local) {
                throw refused("attribute " + attribute + " of " + name, reader);
            }
        }
    }

    private static IllegalArgumentException refused(String what, XMLStreamReader reader) {
        return new IllegalArgumentException("svg:" + reader.getLocation().getLineNumber() + ":"
                + reader.getLocation().getColumnNumber() + ": " + what + " is not allowed in a drawing");
    }
}
