package io.github.windlass4j.mesh.observe.scrape;

/** Whose rules apply: the generations of Prometheus differ in names, regular expressions and default ports. */
public enum Prometheus {
    /**
     * Prometheus 2 (as of 2.42, model/relabel/relabel.go, scrape/target.go): names are ASCII, {@code .} does not match a
     * line break, an address without port gets the port of its scheme.
     */
    V2(NameRule.LEGACY, "^(?:"),

    /**
     * Prometheus 3, which Azure Monitor's agent builds on: names may be any UTF-8 text, {@code .} matches line breaks, an
     * address stays as it is.
     */
    V3(NameRule.UTF8, "^(?s:");

    private final NameRule names;
    private final String anchor;

    Prometheus(NameRule names, String anchor) {
        this.names = names;
        this.anchor = anchor;
    }

    /**
     * What a label may be called unless the configuration says otherwise.
     *
     * @return the default of {@code metric_name_validation_scheme}
     */
    public NameRule names() {
        return names;
    }

    /** An expression as relabelling anchors it. */
    String anchored(String expression) {
        return anchor + expression + ")$";
    }
}
