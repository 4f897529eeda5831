package io.github.windlass4j.mesh.observe.promql;

import java.util.Locale;

/** What an expression evaluates to (prometheus.io, querying basics, expression language data types). */
public enum ValueType {
    /** One number. */
    SCALAR,
    /** One text. */
    STRING,
    /** One sample per series: what rules and panels need. */
    VECTOR,
    /** A range of samples per series. */
    MATRIX;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
