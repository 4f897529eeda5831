package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.examples.rehearsal.postgres.Access;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.rotation.Rotation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A PKI with the shape of the one that managed PostgreSQL on Azure rotates: two roots of today (A and M) that both sign the
 * old issuing CA, and a new root that A cross-signs, with a new issuing CA below.
 */
record Topology(
        Authority rootA,
        Authority rootM,
        Authority oldIssuing,
        Authority oldIssuingByM,
        Authority newRoot,
        Authority newRootByA,
        Authority newIssuing,
        Certificate expiredRootA,
        Issued oldLeaf,
        Issued newLeaf) {
    private static final int TODAY = 0;
    private static final int TOMORROW = 2;
    private static final int CROSS_LEFT_OUT = 4;

    static Topology mint(Instant now) {
        Mint mint = Mint.random(new SecureRandom()).at(now);
        Authority rootA = mint.root("Rehearsal Root A");
        Authority rootM = mint.root("Rehearsal Root M");
        Authority oldIssuing = rootA.issueAuthority("Rehearsal Issuing CA Old");
        Authority newRoot = mint.root("Rehearsal New Root");
        Authority newIssuing = newRoot.issueAuthority("Rehearsal Issuing CA New");
        return new Topology(
                rootA,
                rootM,
                oldIssuing,
                rootM.crossSign(oldIssuing),
                newRoot,
                rootA.crossSign(newRoot),
                newIssuing,
                mint.root(
                                "Rehearsal Root A",
                                spec -> spec.key(rootA.keyPair())
                                        .notBefore(now.minus(Duration.ofDays(4000)))
                                        .notAfter(now.minus(Duration.ofDays(1))))
                        .certificate(),
                leaf(oldIssuing),
                leaf(newIssuing));
    }

    private static Issued leaf(Authority issuing) {
        return issuing.issueLeaf("db.rehearsal.test", spec -> spec.dns("db.rehearsal.test", Cell.Host.RIGHT.address()));
    }

    /** The server's states in the order of the rehearsal: today first, then what may come, the mistakes included. */
    List<Stage> stages() {
        Stage today = stage("today: old issuing CA by root A", Access.TLS_ONLY, oldLeaf, oldIssuing);
        Stage tomorrow =
                stage("tomorrow: new root cross-signed by A", Access.TLS_ONLY, newLeaf, newIssuing, newRootByA);
        return List.of(
                today,
                stage("the twin: old issuing CA by root M", Access.TLS_ONLY, oldLeaf, oldIssuingByM),
                tomorrow,
                new Stage(tomorrow.chain(), tomorrow.keyPem(), Access.PLAIN_AND_TLS),
                stage("cross-certificate left out", Access.TLS_ONLY, newLeaf, newIssuing),
                stage("leaf alone", Access.PLAIN_AND_TLS, newLeaf));
    }

    private static Stage stage(String name, Access access, Issued leaf, Authority... above) {
        List<Certificate> chain = new ArrayList<>();
        chain.add(leaf.certificate());
        for (Authority authority : above) {
            chain.add(authority.certificate());
        }
        return new Stage(PresentedChain.of(name, chain), leaf.privateKeyPem(), access);
    }

    /** The rotation as it is meant to go, with the mistake that is made most: the cross-certificate left out. */
    Rotation plan(Instant at) {
        List<Stage> stages = stages();
        return Rotation.from(stages.get(TODAY).chain())
                .to(stages.get(TOMORROW).chain())
                .to(stages.get(CROSS_LEFT_OUT).chain())
                .at(at)
                .candidates(List.of(rootA.certificate(), rootM.certificate(), newRoot.certificate()));
    }

    /** The stores that clients are found with: none, the right roots, the wrong ones, pins, an expired root. */
    List<ClientStore> stores(Path folder) throws IOException {
        Certificate a = rootA.certificate();
        Certificate m = rootM.certificate();
        return List.of(
                ClientStore.write("no store", List.of(), folder),
                ClientStore.write("root A", List.of(a), folder),
                ClientStore.write("root M", List.of(m), folder),
                ClientStore.write("roots A and M", List.of(a, m), folder),
                ClientStore.write("new root", List.of(newRoot.certificate()), folder),
                ClientStore.write("roots A, M and new", List.of(a, m, newRoot.certificate()), folder),
                ClientStore.write("old issuing CA pinned", List.of(oldIssuing.certificate()), folder),
                ClientStore.write("new issuing CA pinned", List.of(newIssuing.certificate()), folder),
                ClientStore.write("root A, new issuing CA", List.of(a, newIssuing.certificate()), folder),
                ClientStore.write("root A expired", List.of(expiredRootA), folder));
    }
}
