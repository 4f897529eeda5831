package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** Gateways and routes: one line per suite. */
public final class GatewaySuites {
    public static final List<Suite> ALL =
            List.of(new ApiConformanceSuite(), new EnvoyStatusSuite(), new IstioStatusSuite());

    private GatewaySuites() {}
}
