package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 1,000 services with 10,000 pods: loading them once, then any call. */
class LargeMeshTest {
    private static final int SERVICES = 1_000;
    private static final int PODS_PER_SERVICE = 10;

    /** Processor time of this thread: a busy machine changes neither side. */
    private static final ThreadMXBean TIME = ManagementFactory.getThreadMXBean();

    @Test
    void a_call_costs_at_most_a_hundredth_of_loading() {
        String manifests = manifests();
        List<InjectionWebhook> webhooks = InjectionWebhook.ofRevision("blue");
        // One run, as a command would: what loading costs here, then calls, the first of them to warm up.
        long loading = TIME.getCurrentThreadCpuTime();
        CallSimulator simulator = CallSimulator.of(Mesh.of(Manifests.read(manifests, "large")), webhooks);
        long load = TIME.getCurrentThreadCpuTime() - loading;
        long total = 0;
        int calls = 500;
        for (int i = 0; i < 2 * calls; i++) {
            Call call = Call.from("ns-" + i % 20, "service-" + i % SERVICES + "-0")
                    .to("service-" + (i * 7) % SERVICES + ".ns-" + (i * 7) % 20 + ".svc.cluster.local", 80);
            long start = TIME.getCurrentThreadCpuTime();
            CallVerdict verdict = simulator.run(call);
            total += i < calls ? 0 : TIME.getCurrentThreadCpuTime() - start;
            assertThat(verdict.outcome()).isEqualTo(Outcome.MTLS);
        }
        System.out.printf("load %d ms, a call %d us%n", load / 1_000_000, total / calls / 1_000);
        assertThat(load).as("load").isLessThan(3_000_000_000L);
        assertThat(total / calls).as("a call").isLessThan(load / 100);
    }

    private static String manifests() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("---\n{apiVersion: v1, kind: Namespace, metadata: {name: ns-")
                    .append(i)
                    .append(", labels: {istio.io/rev: blue}}}\n");
        }
        for (int i = 0; i < SERVICES; i++) {
            text.append("---\n{apiVersion: v1, kind: Service, metadata: {name: service-%1$d, namespace: ns-%2$d}, "
                            .formatted(i, i % 20))
                    .append(
                            "spec: {selector: {app: service-%1$d}, ports: [{name: http, port: 80, targetPort: 8080}]}}\n"
                                    .formatted(i));
            for (int pod = 0; pod < PODS_PER_SERVICE; pod++) {
                text.append("---\n{apiVersion: v1, kind: Pod, metadata: {name: service-%1$d-%2$d, namespace: ns-%3$d, "
                                .formatted(i, pod, i % 20))
                        .append("labels: {app: service-%1$d}}, spec: {containers: [{name: app, image: app}]}}\n"
                                .formatted(i));
            }
        }
        return text.toString();
    }
}
