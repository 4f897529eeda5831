package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds for every mesh; each try asks one mesh in the build and a hundred with {@code -Dwindlass.deep=true}. */
class CallProperties {
    private static final int MESHES_PER_TRY = Boolean.getBoolean("windlass.deep") ? 100 : 1;

    private static final List<Resource> STRANGERS =
            Manifests.read("""
            {apiVersion: v1, kind: Namespace, metadata: {name: elsewhere, labels: {istio.io/rev: blue}}}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: elsewhere}
            spec: {mtls: {mode: DISABLE}}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: all, namespace: elsewhere}
            spec: {host: "*", exportTo: ["."], trafficPolicy: {tls: {mode: SIMPLE}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: all, namespace: elsewhere}
            spec: {hosts: ["*"], exportTo: ["."], http: [{route: [{destination: {host: nowhere}}]}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: default, namespace: elsewhere}
            spec: {egress: [{hosts: ["./*"]}]}
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: nobody, namespace: elsewhere}
            spec: {}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: left, namespace: elsewhere}
            spec: {selector: {app: left}, ports: [{name: grpc, port: 7070}]}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: west}
            data: {mesh: "rootNamespace: west"}
            """, "strangers").resources();

    @Property(tries = 100)
    void an_unrelated_object_never_changes_a_verdict(@ForAll long seed) {
        meshes(seed, one -> {
            List<Resource> resources = SmallMesh.resources(one);
            List<Resource> more = new ArrayList<>(resources);
            more.addAll(STRANGERS);
            Call call = SmallMesh.call(one);
            assertThat(run(more, call)).isEqualTo(run(resources, call));
        });
    }

    @Property(tries = 100)
    void the_order_of_documents_never_matters(@ForAll long seed) {
        meshes(seed, one -> {
            List<Resource> resources = SmallMesh.resources(one);
            List<Resource> shuffled = new ArrayList<>(resources);
            Collections.shuffle(shuffled, new Random(one));
            Call call = SmallMesh.call(one);
            assertThat(run(shuffled, call)).isEqualTo(run(resources, call));
        });
    }

    @Property(tries = 100)
    void tightening_never_turns_rejected_into_plaintext(@ForAll long seed) {
        meshes(seed, one -> {
            List<Resource> resources = SmallMesh.resources(one);
            Call call = SmallMesh.call(one);
            if (run(resources, call).outcome() == Outcome.REJECTED) {
                List<Resource> tighter =
                        resources.stream().map(CallProperties::tightened).toList();
                assertThat(run(tighter, call).outcome()).isNotEqualTo(Outcome.PLAINTEXT);
            }
        });
    }

    /** A generator that never gets anywhere would make every property hold. */
    @Test
    void the_meshes_know_every_outcome() {
        Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
        for (long seed = 0; seed < 400; seed++) {
            seen.add(run(SmallMesh.resources(seed), SmallMesh.call(seed)).outcome());
        }
        assertThat(seen)
                .contains(Outcome.MTLS, Outcome.PLAINTEXT, Outcome.PASSTHROUGH_TLS, Outcome.REJECTED, Outcome.DENIED);
    }

    private static void meshes(long seed, LongConsumer question) {
        for (int i = 0; i < MESHES_PER_TRY; i++) {
            question.accept(seed + i);
        }
    }

    private static CallVerdict run(List<Resource> resources, Call call) {
        Mesh mesh = SmallMesh.of(resources);
        return CallSimulator.of(mesh, SmallMesh.WEBHOOKS).decide(call);
    }

    private static Resource tightened(Resource resource) {
        return resource.kind().equals("PeerAuthentication")
                        && resource.spec().child("mtls").text("mode", "").equals("PERMISSIVE")
                ? resource.with(Scalar.of("STRICT"), "spec", "mtls", "mode")
                : resource;
    }
}
