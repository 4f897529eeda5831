package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.agc.AgcKnowledge;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.mesh.authz.Access;
import io.github.windlass4j.mesh.authz.Authorization;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.validate.IstioSchemas;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectionString;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a debugger shows of a result is one line that says what it is. */
class PrintedResultsTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: cart, namespace: shop, labels: {app: cart}}
            spec: {containers: [{name: cart, image: cart}]}
            """;

    private final Authority root = Mint.seeded(1).at(DAY).root("Root");
    private final Issued leaf = root.issueLeaf("db.example.com");

    private ConnectVerdict connect(TrustStore store, String host) {
        return Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .host(host)
                .rootFile(store)
                .connect(Server.presenting(PresentedChain.of("today", leaf.chain())), DAY);
    }

    @Test
    void a_verdict_on_a_connection() {
        TrustStore store = TrustStore.of("root.crt", List.of(root.certificate()));
        assertThat(connect(store, "db.example.com")).hasToString("connects over TLS, chain verified, host verified");
        assertThat(connect(store, "db.example.org"))
                .isInstanceOfSatisfying(
                        ConnectVerdict.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .hasToString(refused.refusal().message()));
        assertThat(ConnectionString.parse("postgres://me:secret@db:5433/shop?sslmode=require"))
                .hasToString("libpq to [db:5433] {sslmode=require}");
    }

    @Test
    void verdicts_on_objects_of_a_mesh() {
        Manifests manifests = Manifests.read(POD, "pod.yaml");
        Mesh mesh = Mesh.of(manifests);
        assertThat(manifests).hasToString("1 object, 0 findings");
        assertThat(IstioSchemas.shipped().create(manifests.resources().get(0)).toString())
                .contains("\"Pod\"")
                .doesNotContain("\n");
        assertThat(Authorization.decide(mesh, "shop", Map.of("app", "cart"), Access.tcp(80)))
                .hasToString("ALLOWED: no ALLOW policy applies");
        assertThat(Injector.of(mesh).decide(new Workload(manifests.resources().get(0))))
                .hasToString("unknown: no injection webhook is among the objects, and none was given");
        assertThat(Schemas.of(manifests)).hasToString("0 kinds");
    }

    @Test
    void facts_and_advice() {
        KnowledgePack pack = KnowledgePack.shipped("ca-rotation");
        assertThat(pack).hasToString("ca-rotation as of " + pack.asOf());
        assertThat(Advisor.advise(Knowledge.of(pack), Facts.none(), LocalDate.parse("2026-11-22")))
                .hasToString("26 decisions from 0 facts, as of 2026-11-22");
        assertThat(AgcKnowledge.shipped().toString())
                .endsWith("as of " + AgcKnowledge.shipped().asOf());
    }
}
