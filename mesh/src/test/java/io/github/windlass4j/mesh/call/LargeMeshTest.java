package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** 1,000 services with 10,000 pods: loading them once, then any call. */
class LargeMeshTest {
    private static final int PODS_PER_SERVICE = 10;
    private static final int NAMESPACES = 20;
    private static final int CALLS = 200;

    /** Processor time and allocations of this thread: a busy machine changes neither. */
    private static final ThreadMXBean COST = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void a_call_costs_at_most_a_hundredth_of_loading() {
        String manifests = manifests(1_000);
        long load = Long.MAX_VALUE;
        long call = Long.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            long before = COST.getCurrentThreadCpuTime();
            CallSimulator simulator = load(manifests);
            load = Math.min(load, COST.getCurrentThreadCpuTime() - before);
            call = Math.min(call, best(simulator, 1_000).nanos());
        }
        System.out.printf("load %d ms, a call to %d pods %d us%n", load / 1_000_000, PODS_PER_SERVICE, call / 1_000);
        assertThat(load).as("load").isLessThan(3_000_000_000L);
        assertThat(call).as("a call").isLessThan(load / 100);
    }

    @Test
    void a_call_costs_the_same_in_a_mesh_ten_times_as_large() {
        Cost small = best(load(manifests(100)), 100);
        Cost large = best(load(manifests(1_000)), 1_000);
        System.out.println("a call among 100 services: " + small + ", among 1,000: " + large);
        // Anything linear in the mesh would make it ten times as much.
        assertThat(large.bytes()).as("allocations").isLessThan(small.bytes() * 5 / 4);
        assertThat(large.nanos()).as("processor time").isLessThan(small.nanos() * 3);
    }

    /** What a first call in a namespace works out, all later ones find: its table of routes for the port. */
    @Test
    void the_first_call_of_a_namespace_allocates_at_most_a_hundredth_of_loading() {
        String manifests = manifests(1_000);
        Cost load = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);
        Cost first = load;
        for (int run = 0; run < 8; run++) {
            Cost before = Cost.now();
            CallSimulator simulator = load(manifests);
            load = load.least(Cost.now().since(before));
            for (int namespace = 0; namespace < NAMESPACES; namespace++) {
                before = Cost.now();
                call(simulator, 1_000, namespace);
                first = first.least(Cost.now().since(before));
            }
        }
        System.out.println("load " + load + ", the first call of a namespace " + first);
        assertThat(first.bytes()).as("allocations").isLessThan(load.bytes() / 100);
        assertThat(first.nanos()).as("processor time").isLessThan(load.nanos() / 50);
    }

    private record Cost(long nanos, long bytes) {
        static Cost now() {
            return new Cost(COST.getCurrentThreadCpuTime(), COST.getCurrentThreadAllocatedBytes());
        }

        Cost since(Cost before) {
            return new Cost(nanos - before.nanos, bytes - before.bytes);
        }

        Cost least(Cost other) {
            return new Cost(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
        }

        @Override
        public String toString() {
            return nanos / 1_000 + " us, " + bytes / 1_000 + " kB";
        }
    }

    /** A call's cost when every namespace and service has been asked about before; the best of several rounds. */
    private static Cost best(CallSimulator simulator, int services) {
        calls(simulator, services, services);
        Cost best = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int round = 0; round < 10; round++) {
            Cost before = Cost.now();
            calls(simulator, services, CALLS);
            Cost all = Cost.now().since(before);
            best = best.least(new Cost(all.nanos / CALLS, all.bytes / CALLS));
        }
        return best;
    }

    private static void calls(CallSimulator simulator, int services, int count) {
        for (int i = 0; i < count; i++) {
            call(simulator, services, i);
        }
    }

    private static void call(CallSimulator simulator, int services, int number) {
        int server = (number * 7) % services;
        Call call = Call.from("ns-" + number % NAMESPACES, "service-" + number % services + "-0")
                .to("service-" + server + ".ns-" + server % NAMESPACES + ".svc.cluster.local", 80);
        CallVerdict verdict = simulator.decide(call);
        if (verdict.outcome() != Outcome.MTLS) {
            throw new AssertionError(verdict);
        }
    }

    private static CallSimulator load(String manifests) {
        return CallSimulator.of(Mesh.of(Manifests.read(manifests, "large")), InjectionWebhook.ofRevision("blue"));
    }

    private static String manifests(int services) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < NAMESPACES; i++) {
            text.append("---\n{apiVersion: v1, kind: Namespace, metadata: {name: ns-")
                    .append(i)
                    .append(", labels: {istio.io/rev: blue}}}\n");
        }
        for (int i = 0; i < services; i++) {
            text.append("---\n{apiVersion: v1, kind: Service, metadata: {name: service-%1$d, namespace: ns-%2$d}, "
                            .formatted(i, i % NAMESPACES))
                    .append(
                            "spec: {selector: {app: service-%1$d}, ports: [{name: http, port: 80, targetPort: 8080}]}}\n"
                                    .formatted(i));
            for (int pod = 0; pod < PODS_PER_SERVICE; pod++) {
                text.append("---\n{apiVersion: v1, kind: Pod, metadata: {name: service-%1$d-%2$d, namespace: ns-%3$d, "
                                .formatted(i, pod, i % NAMESPACES))
                        .append("labels: {app: service-%1$d}}, spec: {containers: [{name: app, image: app}]}}\n"
                                .formatted(i));
            }
        }
        return text.toString();
    }
}
