package io.github.windlass4j.truststore.diagnose;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.truststore.client.Channel;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.Refusal;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.StoreRule;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.List;
import java.util.Set;

/** The cause behind a refusal that was worked out from stated facts. */
final class RefusalCauses {
    /** Keystore types that every JDK knows. */
    private static final Set<String> JDK_TYPES = Set.of("PKCS12", "JKS", "JCEKS", "CASEEXACTJKS", "DKS");

    private RefusalCauses() {}

    static List<Cause> of(Refusal refusal, Client client, Server server) {
        if (refusal instanceof Refusal.InvalidMode
                || refusal instanceof Refusal.WeakMode
                || refusal instanceof Refusal.IncompleteMode) {
            return List.of(Cause.SSLMODE_INVALID);
        }
        if (refusal instanceof Refusal.StoreMissing missing) {
            return List.of(
                    missing.kind() == StoreKind.JVM_STORE ? Cause.TRUSTSTORE_FILE_MISSING : Cause.ROOT_FILE_MISSING);
        }
        if (refusal instanceof Refusal.StoreUnreadable unreadable) {
            return ofStore(unreadable.kind(), client.material(unreadable.kind()));
        }
        if (refusal instanceof Refusal.ChainRejected rejected) {
            return ofChain(rejected.verdict(), anchors(client), server.chain().certificates());
        }
        if (refusal instanceof Refusal.HostMismatch) {
            return List.of(Cause.HOSTNAME_MISMATCH);
        }
        if (refusal instanceof Refusal.ServerWithoutTls || refusal instanceof Refusal.NoCertificate) {
            return List.of(Cause.SERVER_WITHOUT_TLS);
        }
        return ((Refusal.NotAdmitted) refusal).channel() == Channel.PLAIN_TEXT
                ? List.of(Cause.PG_HBA_NO_ENCRYPTION)
                : List.of(Cause.PG_HBA_NO_ENTRY);
    }

    private static List<Certificate> anchors(Client client) {
        return client.storeInUse()
                .map(client::material)
                .filter(TrustMaterial.Present.class::isInstance)
                .map(material -> ((TrustMaterial.Present) material).store().certificates())
                .orElse(List.of());
    }

    private static List<Cause> ofStore(StoreKind kind, TrustMaterial material) {
        if (!(material instanceof TrustMaterial.Present present)) {
            return kind == StoreKind.FACTORY_ARGUMENT
                    ? List.of(Cause.FACTORY_ARGUMENT, Cause.STORE_UNREADABLE)
                    : List.of(Cause.STORE_UNREADABLE, Cause.STORE_PASSWORD, Cause.STORE_EMPTY);
        }
        return kind == StoreKind.JVM_STORE ? List.of(ofKeyStore(present)) : List.of(ofFile(present.store()));
    }

    private static Cause ofKeyStore(TrustMaterial.Present present) {
        Loader.KeyStoreFile asked = present.loaders().stream()
                .filter(Loader.KeyStoreFile.class::isInstance)
                .map(Loader.KeyStoreFile.class::cast)
                .findFirst()
                .orElse(new Loader.KeyStoreFile(Loader.Jdk.JDK_17, "PKCS12", Loader.Password.RIGHT));
        if (!JDK_TYPES.contains(asked.type())) {
            return Cause.STORE_TYPE_UNAVAILABLE;
        }
        TrustStore store = present.store();
        LoadOutcome atBest = store.loadedBy(new Loader.KeyStoreFile(asked.jdk(), asked.type(), Loader.Password.RIGHT));
        boolean kept = store.loadedBy(asked) instanceof LoadOutcome.Failed && atBest instanceof LoadOutcome.Loaded;
        if (kept
                || (asked.password() == Loader.Password.NONE
                        && !atBest.anchors().isEmpty())) {
            return Cause.STORE_PASSWORD;
        }
        if (atBest instanceof LoadOutcome.Failed) {
            return store.has(StoreRule.WRONG_PASSWORD) || store.has(StoreRule.STORE_TAMPERED)
                    ? Cause.STORE_PASSWORD
                    : Cause.STORE_UNREADABLE;
        }
        return store.has(StoreRule.PKCS12_WITHOUT_TRUST_ATTRIBUTE)
                ? Cause.PKCS12_WITHOUT_TRUST_ATTRIBUTE
                : Cause.STORE_EMPTY;
    }

    /** A file that is read as certificates: of a keystore it does not matter what is in it. */
    private static Cause ofFile(TrustStore store) {
        if (store.has(StoreRule.UTF8_BOM)) {
            return Cause.STORE_BOM;
        }
        return store.has(StoreRule.EMPTY) && !store.format().isKeyStore() ? Cause.STORE_EMPTY : Cause.STORE_UNREADABLE;
    }

    static List<Cause> ofChain(ChainVerdict.Rejected verdict, List<Certificate> anchors, List<Certificate> sent) {
        Obstacle first = verdict.obstacles().get(0);
        return switch (first.rule().rank()) {
            case TIME -> List.of(ofTime(first, isAnchorOnly(first, verdict, anchors, sent)));
            case KEYS -> List.of(Cause.ALGORITHM_DISABLED);
            case CONSTRAINT -> ofConstraint(first.rule());
            case NAME_CONSTRAINT -> List.of(Cause.NAME_CONSTRAINT);
            case REVOCATION -> List.of(first.rule() == Rule.REVOKED ? Cause.REVOKED : Cause.REVOCATION_UNKNOWN);
            case NAME -> List.of(Cause.HOSTNAME_MISMATCH);
            case PROFILE ->
                first.rule() == Rule.UNKNOWN_CRITICAL_EXTENSION ? List.of(Cause.UNKNOWN_CRITICAL_EXTENSION) : List.of();
            case SIGNATURE, ROUTE -> ofRoute(first.rule(), anchors, sent);
            case ENCODING, BUDGET, POLICY -> List.of();
        };
    }

    private static Cause ofTime(Obstacle obstacle, boolean anchorOnly) {
        return switch (obstacle.rule()) {
            case ANCHOR_EXPIRED -> Cause.ANCHOR_EXPIRED;
            case EXPIRED ->
                anchorOnly ? Cause.ANCHOR_EXPIRED : obstacle.index() == 0 ? Cause.LEAF_EXPIRED : Cause.SENT_CA_EXPIRED;
            default -> Cause.LEAF_NOT_YET_VALID;
        };
    }

    /** The certificate in question lies in the store and was not sent. */
    private static boolean isAnchorOnly(
            Obstacle obstacle, ChainVerdict.Rejected verdict, List<Certificate> anchors, List<Certificate> sent) {
        return verdict.candidates().stream()
                .filter(candidate -> candidate.obstacles().contains(obstacle))
                .filter(candidate -> obstacle.index() < candidate.path().size())
                .map(candidate -> candidate.path().get(obstacle.index()))
                .anyMatch(certificate -> anchors.contains(certificate) && !sent.contains(certificate));
    }

    private static List<Cause> ofConstraint(Rule rule) {
        return switch (rule) {
            case PATH_LENGTH_EXCEEDED, TOO_MANY_INTERMEDIATES -> List.of(Cause.PATH_LENGTH);
            case BASIC_CONSTRAINTS_MISSING,
                    BASIC_CONSTRAINTS_NOT_CA,
                    BASIC_CONSTRAINTS_NOT_CRITICAL,
                    KEY_CERT_SIGN_MISSING,
                    KEY_CERT_SIGN_WITHOUT_CA,
                    PATH_LENGTH_WITHOUT_CA -> List.of(Cause.NOT_CA);
            case LEAF_IS_CA -> List.of();
            default -> List.of(Cause.EKU);
        };
    }

    /** No way from what was sent to what is trusted: what is missing, and on which side. */
    private static List<Cause> ofRoute(Rule rule, List<Certificate> anchors, List<Certificate> sent) {
        if (rule == Rule.DISTRUSTED) {
            return List.of(Cause.ANCHOR_DISTRUSTED);
        }
        Certificate leaf = sent.get(0);
        if (leaf.isSelfIssued() && sent.size() == 1) {
            return List.of(Cause.SELF_SIGNED_SERVER);
        }
        if (!anchors.isEmpty() && anchors.stream().noneMatch(Certificate::isSelfIssued)) {
            return List.of(Cause.PINNED_CERTIFICATE_ROTATED);
        }
        if (sent.stream().anyMatch(lower -> hasRekeyedIssuer(lower, anchors, sent))) {
            return List.of(Cause.ANCHOR_REKEYED);
        }
        if (sent.stream().skip(1).noneMatch(Certificate::isCa)) {
            // Nobody can see whether what signed it was an intermediate or a root.
            return List.of(Cause.SERVER_OMITS_INTERMEDIATE, Cause.NO_ANCHOR);
        }
        // A root that is not there and a cross-certificate that was not sent look alike from here.
        return sent.stream().anyMatch(Certificate::isSelfIssued)
                ? List.of(Cause.NO_ANCHOR)
                : List.of(Cause.NO_ANCHOR, Cause.SERVER_OMITS_INTERMEDIATE);
    }

    /** An anchor carries the issuer's name, and nothing that was sent or is trusted under that name has another key. */
    private static boolean hasRekeyedIssuer(Certificate lower, List<Certificate> anchors, List<Certificate> sent) {
        return !lower.isSelfIssued()
                && anchors.stream().anyMatch(anchor -> anchor.subject().matches(lower.issuer()))
                && sent.stream().noneMatch(other -> other.subject().matches(lower.issuer()));
    }
}
