package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Certificates for the tests of this package. */
final class Samples {
    static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");
    static final Mint MINT = Mint.seeded(11).at(AT);
    static final Authority ROOT = MINT.root("CN=Root A,O=Example,C=US");
    static final KeyPair KEY = MINT.keyPair(KeyType.P_256);
    static final Certificate LEAF = leaf(UnaryOperator.identity());

    /** One of everything that this package reads. */
    static final Certificate RICH = ExtensionsTest.everything();

    /** Version 1, RSA, its dates as GeneralizedTime. */
    static final Certificate OLD = old();

    private static final byte[] LEAF_DER = LEAF.encoded();

    private Samples() {}

    private static Certificate old() {
        DerTree tree = DerTree.parse(
                MINT.keys(KeyType.RSA_2048).root("CN=Old").certificate().encoded());
        tree.tbs().children.remove(7);
        tree.tbs().children.remove(0);
        tree.tbs()
                .children
                .set(
                        3,
                        DerTree.parse(DerWriter.sequence(
                                DerWriter.generalizedTime(AT), DerWriter.generalizedTime(AT.plusSeconds(1L << 30)))));
        return Certificate.parse(tree.encode());
    }

    /** The leaf with this extension in the place of its first; the signature is that of the original. */
    static Certificate leafWith(Extension extension) {
        DerTree tree = DerTree.parse(LEAF_DER);
        List<byte[]> fields = new ArrayList<>();
        fields.add(DerWriter.oid(extension.oid()));
        if (extension.critical()) {
            fields.add(DerWriter.bool(true));
        }
        fields.add(DerWriter.octets(extension.value().bytes()));
        tree.extensions().children.set(0, DerTree.parse(DerWriter.sequence(fields)));
        return Certificate.parse(tree.encode());
    }

    static Certificate leaf(UnaryOperator<CertificateSpec> changes) {
        return ROOT.issueLeaf("db.example.test", spec -> changes.apply(spec.key(KEY)))
                .certificate();
    }

    static Certificate authority(UnaryOperator<CertificateSpec> changes) {
        return ROOT.issueAuthority("ICA", spec -> changes.apply(spec.key(KEY))).certificate();
    }

    /** The leaf with one edit of its DER. */
    static Certificate edited(Consumer<DerTree> edit) {
        DerTree tree = DerTree.parse(LEAF.encoded());
        edit.accept(tree);
        return Certificate.parse(tree.encode());
    }

    /**
     * Asks everything that a certificate can answer; an extension that cannot be read says so with the one exception allowed.
     */
    static void askEverything(Certificate certificate) {
        certificate.toString();
        certificate.defects();
        certificate.isCa();
        certificate.isSelfIssued();
        certificate.sha1();
        certificate.spkiSha256();
        certificate.serialNumber();
        certificate.signature().isConsistent();
        certificate.publicKey().size();
        certificate.publicKey().curve();
        certificate.subject().commonName();
        certificate.subject().matchKey();
        certificate.issuer().toString();
        quietly(() -> certificate.extensions().all());
        quietly(() -> certificate.extensions().unknownCritical());
        quietly(() -> certificate.extensions().basicConstraints());
        quietly(() -> certificate.extensions().keyUsage());
        quietly(() -> certificate.extensions().extendedKeyUsage());
        quietly(() -> certificate.extensions().subjectAlternativeNames());
        quietly(() -> certificate.extensions().issuerAlternativeNames());
        quietly(() -> certificate.extensions().nameConstraints());
        quietly(() -> certificate.extensions().certificatePolicies());
        quietly(() -> certificate.extensions().policyMappings());
        quietly(() -> certificate.extensions().policyConstraints());
        quietly(() -> certificate.extensions().inhibitAnyPolicy());
        quietly(() -> certificate.extensions().authorityKeyIdentifier());
        quietly(() -> certificate.extensions().subjectKeyIdentifier());
        quietly(() -> certificate.extensions().authorityInformationAccess());
        quietly(() -> certificate.extensions().crlDistributionPoints());
        quietly(() -> certificate.extensions().freshestCrl());
    }

    private static void quietly(Runnable question) {
        try {
            question.run();
        } catch (MalformedCertificateException expected) {
            if (expected.offset() < 0) {
                throw new AssertionError("negative offset", expected);
            }
        }
    }
}
