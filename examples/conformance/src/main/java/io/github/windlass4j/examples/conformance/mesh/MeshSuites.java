package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** The mesh: one line per suite. */
public final class MeshSuites {
    public static final List<Suite> ALL = List.of(
            new IstioCrdSuite(),
            new WebhookSelectorSuite(),
            new InjectRequiredSuite(),
            new PodAnnotationSuite(),
            new InjectionGoldenSuite(),
            new CaptureSuite(),
            new RelabelPromtoolSuite(),
            new DashboardQueriesSuite());

    private MeshSuites() {}
}
