package io.github.windlass4j.core.report;

/** A verdict that can tell itself as one section of a {@link Report}. */
public interface Reportable {
    /** The verdict with its evidence, as of now; the same verdict gives an equal section. */
    Section section();
}
