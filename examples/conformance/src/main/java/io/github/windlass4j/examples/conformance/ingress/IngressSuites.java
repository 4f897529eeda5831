package io.github.windlass4j.examples.conformance.ingress;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** Ingress and Application Gateway for Containers: one line per suite. */
public final class IngressSuites {
    public static final List<Suite> ALL =
            List.of(new AgcSchemaSuite(), new IngressNginxSuite(), new FeatureSuite(), new ReportSuite());

    private IngressSuites() {}
}
