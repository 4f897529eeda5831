package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** The mesh: one line per suite. */
public final class MeshSuites {
    public static final List<Suite> ALL = List.of(
            new AnalyzeSuite(),
            new IstioCrdSuite(),
            new KialiSuite(),
            new IstioWebhookSuite(true),
            new IstioWebhookSuite(false),
            new WebhookSelectorSuite(),
            new InjectRequiredSuite(),
            new PodAnnotationSuite(),
            new InjectionGoldenSuite(),
            new CaptureSuite(),
            new ProxySuite("inbound-simulation", "mesh/istio-mtls/inbound-simulation.json"),
            new ProxySuite("other-simulation", "mesh/istio-mtls/other-simulation.json"),
            new PassthroughSuite(),
            new SidecarRoutesSuite(),
            PolicySuites.COMPOSE,
            PolicySuites.CLIENT,
            PolicySuites.ENDPOINT,
            PolicySuites.INFER,
            new WorkloadPoliciesSuite(),
            new ReachabilitySuite(),
            new AmbientSuite(),
            new AuthorizationSuite(false),
            new AuthorizationSuite(true),
            new RelabelPromtoolSuite(),
            new DashboardQueriesSuite(),
            new AksFactsSuite(),
            new PrometheusMergeSuite());

    private MeshSuites() {}
}
