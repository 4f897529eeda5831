package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * 1,000 services with 10,000 pods: loading them once, then any call.
 *
 * <p>Only ratios are asked for, of what ran one after the other, and of the best of many rounds: a machine that is busy, or
 * slow to compile, makes both sides slow.
 */
class LargeMeshTest {
    private static final int PODS_PER_SERVICE = 10;
    private static final int NAMESPACES = 20;
    private static final int CALLS = 100;

    /** As many as it takes; what holds in none of them does not hold. */
    private static final int ROUNDS = 60;

    private static final ThreadMXBean COST = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void a_call_costs_at_most_a_hundredth_of_loading() {
        String manifests = manifests(1_000);
        Ratio best = Ratio.NONE;
        for (int round = 0; round < ROUNDS / 10 && best.nanos > 0.01; round++) {
            Cost before = Cost.now();
            CallSimulator simulator = load(manifests);
            Cost load = Cost.now().since(before);
            calls(simulator, 1_000, 1_000);
            best = best.least(Ratio.of(aCall(simulator, 1_000), load));
        }
        System.out.println("a call to " + PODS_PER_SERVICE + " pods, of loading: " + best);
        assertThat(best.nanos).as("processor time").isLessThan(0.01);
    }

    @Test
    void a_call_costs_the_same_in_a_mesh_ten_times_as_large() {
        CallSimulator small = load(manifests(100));
        CallSimulator large = load(manifests(1_000));
        calls(small, 100, 100);
        calls(large, 1_000, 1_000);
        Ratio best = Ratio.NONE;
        for (int round = 0; round < ROUNDS && (best.nanos > 3 || best.bytes > 1.25); round++) {
            best = best.least(Ratio.of(aCall(large, 1_000), aCall(small, 100)));
        }
        System.out.println("a call among 1,000 services, of one among 100: " + best);
        // Anything linear in the mesh would make it ten times as much.
        assertThat(best.bytes).as("allocations").isLessThan(1.25);
        assertThat(best.nanos).as("processor time").isLessThan(3);
    }

    /** What a first call in a namespace works out, all later ones find: its table of routes for the port. */
    @Test
    void the_first_call_of_a_namespace_allocates_at_most_a_hundredth_of_loading() {
        String manifests = manifests(1_000);
        Ratio best = Ratio.NONE;
        for (int round = 0; round < ROUNDS / 3 && (best.nanos > 0.02 || best.bytes > 0.01); round++) {
            Cost before = Cost.now();
            CallSimulator simulator = load(manifests);
            Cost load = Cost.now().since(before);
            for (int namespace = 0; namespace < NAMESPACES; namespace++) {
                before = Cost.now();
                call(simulator, 1_000, namespace);
                best = best.least(Ratio.of(Cost.now().since(before), load));
            }
        }
        System.out.println("the first call of a namespace, of loading: " + best);
        assertThat(best.bytes).as("allocations").isLessThan(0.01);
        assertThat(best.nanos).as("processor time").isLessThan(0.02);
    }

    /** Processor time and allocations of this thread. */
    private record Cost(long nanos, long bytes) {
        static Cost now() {
            return new Cost(COST.getCurrentThreadCpuTime(), COST.getCurrentThreadAllocatedBytes());
        }

        Cost since(Cost before) {
            return new Cost(nanos - before.nanos, bytes - before.bytes);
        }
    }

    /** What one thing costs of another. */
    private record Ratio(double nanos, double bytes) {
        static final Ratio NONE = new Ratio(Double.MAX_VALUE, Double.MAX_VALUE);

        static Ratio of(Cost cost, Cost whole) {
            return new Ratio((double) cost.nanos / whole.nanos, (double) cost.bytes / whole.bytes);
        }

        Ratio least(Ratio other) {
            return new Ratio(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f of the time, %.4f of the octets", nanos, bytes);
        }
    }

    /** A call's cost when every namespace and service has been asked about before. */
    private static Cost aCall(CallSimulator simulator, int services) {
        Cost before = Cost.now();
        calls(simulator, services, CALLS);
        Cost all = Cost.now().since(before);
        return new Cost(all.nanos / CALLS, all.bytes / CALLS);
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
