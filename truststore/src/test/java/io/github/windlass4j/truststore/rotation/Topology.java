package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PKI with the shape of the Azure rotation: root A and root M both sign the old issuing CA; the new root G2 exists
 * self-signed and as a cross-certificate by A, and signs the new issuing CA.
 */
public final class Topology {
    public static final String HOST = "db.windlass.example";
    public static final String OTHER_HOST = "other.windlass.example";
    public static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");

    static final Instant LEAF_END = Instant.parse("2027-05-21T00:00:00Z");
    static final Instant OLD_ICA_END = Instant.parse("2028-05-25T00:00:00Z");
    static final Instant CROSS_END = Instant.parse("2029-06-19T23:59:59Z");
    static final Instant NEW_ICA_END = Instant.parse("2030-06-03T00:00:00Z");
    static final Instant A_END = Instant.parse("2038-01-15T12:00:00Z");
    static final Instant G2_END = Instant.parse("2040-04-10T00:00:00Z");

    private static final Mint MINT = Mint.seeded(20261122).at(AT);

    public static final Authority ROOT_A = MINT.root("CN=Root A,O=Windlass", spec -> spec.notAfter(A_END));
    public static final Authority ROOT_M = MINT.root("CN=Root M,O=Windlass", spec -> spec.notAfter(G2_END));
    public static final Authority G2 = MINT.root("CN=Root G2,O=Windlass", spec -> spec.notAfter(G2_END));
    public static final Authority G2_CROSS = ROOT_A.crossSign(G2, spec -> spec.notAfter(CROSS_END));
    public static final Authority STRANGER = MINT.root("CN=Stranger,O=Windlass");
    public static final Authority OLD_ICA_A =
            ROOT_A.issueAuthority("CN=Old Issuing CA,O=Windlass", spec -> spec.notAfter(OLD_ICA_END));
    public static final Authority OLD_ICA_M = ROOT_M.crossSign(OLD_ICA_A, spec -> spec.notAfter(OLD_ICA_END));
    public static final Authority NEW_ICA =
            G2.issueAuthority("CN=New Issuing CA,O=Windlass", spec -> spec.notAfter(NEW_ICA_END));
    public static final Issued OLD_LEAF = OLD_ICA_A.issueLeaf(HOST, spec -> spec.notAfter(LEAF_END));
    public static final Issued NEW_LEAF = NEW_ICA.issueLeaf(HOST, spec -> spec.notAfter(LEAF_END));

    /** Issued like {@link #NEW_LEAF}, but outliving everything above it. */
    static final Issued LASTING_LEAF = NEW_ICA.issueLeaf(HOST, spec -> spec.notAfter(G2_END.plusSeconds(86_400)));

    public static final PresentedChain OLD = chain("old", OLD_LEAF, OLD_ICA_A);
    static final PresentedChain OLD_BY_M = chain("old by M", OLD_LEAF, OLD_ICA_M);
    static final PresentedChain OLD_BOTH = chain("old by both", OLD_LEAF, OLD_ICA_A, OLD_ICA_M);
    public static final PresentedChain NEW = chain("new", NEW_LEAF, NEW_ICA, G2_CROSS);
    static final PresentedChain NEW_WITHOUT_CROSS = chain("new without cross", NEW_LEAF, NEW_ICA);
    static final PresentedChain NEW_LEAF_ONLY = chain("new, leaf only", NEW_LEAF);
    static final PresentedChain NEW_MISORDERED = chain("new, misordered", NEW_LEAF, G2_CROSS, NEW_ICA);
    static final PresentedChain NEW_LASTING = chain("new, lasting leaf", LASTING_LEAF, NEW_ICA, G2_CROSS);
    static final PresentedChain EMPTY = PresentedChain.of("nothing", List.of());

    static final List<PresentedChain> CHAINS =
            List.of(OLD, OLD_BY_M, OLD_BOTH, NEW, NEW_WITHOUT_CROSS, NEW_LEAF_ONLY, NEW_MISORDERED);

    /** What a store may hold. */
    static final List<Authority> AUTHORITIES =
            List.of(ROOT_A, ROOT_M, G2, G2_CROSS, OLD_ICA_A, OLD_ICA_M, NEW_ICA, STRANGER);

    private Topology() {}

    public static TrustStore store(Issued... trusted) {
        return TrustStore.of("root.crt", certificates(trusted));
    }

    static PresentedChain chain(String name, Issued... certificates) {
        return PresentedChain.of(name, certificates(certificates));
    }

    static List<Certificate> certificates(Issued... issued) {
        return Stream.of(issued).map(Issued::certificate).toList();
    }
}
