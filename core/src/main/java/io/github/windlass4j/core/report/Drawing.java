package io.github.windlass4j.core.report;

import io.github.windlass4j.core.cert.Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A picture with its text: what it shows is never told by the picture alone.
 *
 * @param title what it shows
 * @param svg an SVG element without scripts, styles, foreign content or references to anything outside itself
 * @param text the same in words, for readers who do not see the picture
 * @param mermaid the same for Mermaid, where it has a form for it
 */
public record Drawing(String title, String svg, String text, Optional<String> mermaid) implements Block {
    /** Refuses SVG that holds more than shapes and text, with the element or attribute that is not allowed. */
    public Drawing {
        SvgCheck.check(svg);
    }

    /** A drawing without a Mermaid form. */
    public static Drawing of(String title, String svg, String text) {
        return new Drawing(title, svg, text, Optional.empty());
    }

    /** This drawing with its form for Mermaid. */
    public Drawing withMermaid(String diagram) {
        return new Drawing(title, svg, text, Optional.of(diagram));
    }

    /**
     * A certificate path.
     *
     * @param path leaf first
     * @param anchors the certificates that are trusted
     */
    public static Drawing path(List<Certificate> path, Collection<Certificate> anchors) {
        return PathDrawing.path(path, anchors);
    }

    /**
     * Two chains side by side: what a rotation retires, what it brings, what stays and what is trusted.
     *
     * @param before today's chain, leaf first
     * @param after tomorrow's chain, leaf first
     * @param anchors the certificates that are trusted
     */
    public static Drawing rotation(List<Certificate> before, List<Certificate> after, Collection<Certificate> anchors) {
        return PathDrawing.rotation(before, after, anchors);
    }

    /** The title and the text. */
    @Override
    public String toString() {
        return title + "\n" + text;
    }
}
