package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Root, one CA, one server: sound in every profile unless a test breaks something. */
final class Pki {
    static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    static final String HOST = "db.example.test";
    static final UnaryOperator<CertificateSpec> SOUND = UnaryOperator.identity();

    final Mint mint = Mint.seeded(2026).at(AT);
    final Authority root;
    final Authority ca;
    final Issued leaf;

    Pki(
            UnaryOperator<CertificateSpec> rootChanges,
            UnaryOperator<CertificateSpec> caChanges,
            UnaryOperator<CertificateSpec> leafChanges) {
        root = mint.root("Root", rootChanges);
        ca = root.issueAuthority("CA", caChanges);
        leaf = ca.issueLeaf(HOST, leafChanges);
    }

    static Pki sound() {
        return new Pki(SOUND, SOUND, SOUND);
    }

    static Pki root(UnaryOperator<CertificateSpec> changes) {
        return new Pki(changes, SOUND, SOUND);
    }

    static Pki ca(UnaryOperator<CertificateSpec> changes) {
        return new Pki(SOUND, changes, SOUND);
    }

    static Pki leaf(UnaryOperator<CertificateSpec> changes) {
        return new Pki(SOUND, SOUND, changes);
    }

    ChainRequest request() {
        return request(leaf);
    }

    ChainRequest request(Issued server) {
        return ChainRequest.of(server.chain())
                .anchors(List.of(root.certificate()))
                .at(AT)
                .host(ServerName.parse(HOST));
    }

    static ChainRequest request(List<Certificate> chain, Certificate... anchors) {
        return ChainRequest.of(chain).anchors(List.of(anchors)).at(AT).host(ServerName.parse(HOST));
    }

    /** Which rules speak against the path that came nearest; none if the chain is trusted. */
    static List<Rule> rules(RuleProfile profile, ChainRequest request) {
        return ChainValidator.of(profile)
                .validate(request)
                .fold(
                        trusted -> List.of(),
                        rejected -> rejected.obstacles().stream()
                                .map(Obstacle::rule)
                                .toList());
    }
}
