package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.engine.NameRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkers of {@code sun.security.provider.certpath} over one path, from the certificate below the anchor down to the leaf.
 * Nothing that the anchor's certificate says counts but its name and key.
 */
final class PathRules {
    /** What the checkers of the JDK take off the list of unresolved critical extensions. */
    private static final Set<String> RESOLVED = Set.of(
            Extension.BASIC_CONSTRAINTS,
            Extension.NAME_CONSTRAINTS,
            Extension.CERTIFICATE_POLICIES,
            Extension.POLICY_MAPPINGS,
            Extension.POLICY_CONSTRAINTS,
            Extension.INHIBIT_ANY_POLICY,
            Extension.SUBJECT_ALTERNATIVE_NAME,
            Extension.KEY_USAGE,
            Extension.EXTENDED_KEY_USAGE);

    private final JdkSettings settings;
    private final List<JdkCertificate> path;
    private final JdkCertificate anchor;
    private final AlgorithmLimits limits;
    private final long mostComparisons;

    private int maxPathLength;
    private @Nullable JdkNameConstraints constraints;
    private long nameComparisons;

    /** {@code path}: leaf first, without the anchor; {@code compared}: names that other paths have used up. */
    PathRules(JdkSettings settings, List<JdkCertificate> path, JdkCertificate anchor, long compared) {
        this.mostComparisons = settings.maxNameComparisons() - compared;
        this.settings = settings;
        this.path = path;
        this.anchor = anchor;
        this.limits = new AlgorithmLimits(
                settings.jdk(),
                settings.handshake(),
                settings.jdkRoots().contains(anchor.certificate().sha256()));
        this.maxPathLength = path.size();
    }

    long nameComparisons() {
        return nameComparisons;
    }

    /** {@code PKIXCertPathValidator}: everything, dates and names included; throws {@link EngineCrash}. */
    @Nullable
    Refusal validate() {
        Refusal blocked = settings.distrust().blocked(anchor);
        return blocked != null ? blocked : walk(true);
    }

    /**
     * The final verification of {@code SunCertPathBuilder}: what building the path has not looked at yet; throws {@link
     * EngineCrash}.
     */
    @Nullable
    Refusal complete() {
        return walk(false);
    }

    private @Nullable Refusal walk(boolean everything) {
        for (int i = path.size() - 1; i >= 0; i--) {
            Refusal refusal = check(i, everything);
            if (refusal != null) {
                return refusal;
            }
        }
        // A target that is an anchor itself has no path at all.
        return path.isEmpty() ? null : policies();
    }

    private @Nullable Refusal check(int index, boolean everything) {
        JdkCertificate certificate = path.get(index);
        Refusal refusal = everything ? settings.distrust().blocked(certificate) : null;
        if (refusal == null && index == path.size() - 1) {
            refusal = limits.anchor(anchor, certificate);
        }
        if (refusal == null) {
            refusal = limits.check(certificate);
        }
        if (refusal == null && everything && index > 0) {
            refusal = caKeyUsage(certificate);
        }
        if (refusal == null && index > 0) {
            refusal = basicConstraints(certificate, index);
        }
        if (refusal == null) {
            refusal = nameConstraints(certificate, index == 0);
        }
        if (refusal == null && everything) {
            refusal = dates(certificate);
        }
        if (refusal == null) {
            refusal = chaining(certificate, index + 1 < path.size() ? path.get(index + 1) : anchor);
        }
        return refusal == null && everything ? criticalExtensions(certificate) : refusal;
    }

    static @Nullable Refusal caKeyUsage(JdkCertificate certificate) {
        return certificate.allows(KeyUsage.Bit.KEY_CERT_SIGN)
                ? null
                : Refusal.of(
                        certificate,
                        Rule.KEY_CERT_SIGN_MISSING,
                        "CA key usage check failed: keyCertSign bit is not set",
                        "a keyUsage without keyCertSign",
                        "keyCertSign");
    }

    private @Nullable Refusal basicConstraints(JdkCertificate certificate, int index) {
        int limit = certificate.pathLength();
        if (certificate.certificate().version() < 3) {
            limit = index == path.size() - 1 && certificate.isSelfIssued() ? Integer.MAX_VALUE : -1;
        }
        if (limit == -1) {
            return notCa(certificate);
        }
        if (!certificate.isSelfIssued()) {
            if (maxPathLength <= 0) {
                return Refusal.of(
                        certificate,
                        Rule.PATH_LENGTH_EXCEEDED,
                        "basic constraints check failed: pathLenConstraint violated - this cert must be the last cert in the certification path",
                        "one more CA below a pathLenConstraint",
                        "no CA below it");
            }
            maxPathLength--;
        }
        maxPathLength = Math.min(maxPathLength, limit);
        return null;
    }

    static Refusal notCa(JdkCertificate certificate) {
        return Refusal.of(
                certificate,
                Rule.BASIC_CONSTRAINTS_NOT_CA,
                "basic constraints check failed: this is not a CA certificate",
                "no basicConstraints with cA TRUE",
                "a CA");
    }

    private @Nullable Refusal nameConstraints(JdkCertificate certificate, boolean isLeaf) {
        JdkNameConstraints inForce = constraints;
        if (inForce != null && (isLeaf || !certificate.isSelfIssued())) {
            Optional<String> unsupported = inForce.unsupported();
            if (unsupported.isPresent()) {
                return Refusal.of(
                        certificate,
                        Rule.SUBTREE_RANGE,
                        unsupported.get(),
                        "a minimum or maximum",
                        "minimum 0, no maximum");
            }
            List<GeneralName> names = certificate.constrainedNames();
            certificate.keepCommonNameAsAltName();
            for (GeneralName name : names) {
                Optional<JdkName> seen = JdkName.ofName(name);
                nameComparisons += inForce.size();
                if (nameComparisons > mostComparisons) {
                    return tooManyComparisons(certificate);
                }
                if (seen.isPresent() && inForce.excludes(seen.get())) {
                    return outside(certificate, NameRules.excluded(name), name, "no name in an excluded subtree");
                }
                if (seen.isPresent() && !inForce.permits(seen.get())) {
                    return outside(certificate, NameRules.notPermitted(name), name, "a name in a permitted subtree");
                }
            }
        }
        Optional<JdkNameConstraints> own = certificate.nameConstraints(settings.jdk());
        if (own.isEmpty()) {
            return null;
        }
        if (inForce == null) {
            constraints = own.get();
            return null;
        }
        // Merging holds each subtree against each other; the JDK takes whatever time that costs.
        long subtrees = (long) inForce.size() + own.get().size();
        nameComparisons += subtrees * subtrees;
        if (nameComparisons > mostComparisons) {
            return tooManyComparisons(certificate);
        }
        constraints = inForce.merge(own.get());
        return null;
    }

    private Refusal tooManyComparisons(JdkCertificate certificate) {
        return new Refusal(
                certificate,
                Rule.NAME_COMPARISONS_EXCEEDED,
                "nothing yet",
                nameComparisons + " comparisons of names, all of which the JDK would make",
                "at most " + mostComparisons,
                "issue certificates with fewer names or constraints, or raise the budget");
    }

    private static Refusal outside(JdkCertificate certificate, Rule rule, GeneralName name, String expected) {
        return Refusal.of(certificate, rule, "name constraints check failed", name.toString(), expected);
    }

    private @Nullable Refusal dates(JdkCertificate certificate) {
        Certificate dated = certificate.certificate();
        Instant at = certificate.equals(path.get(0)) ? settings.leafAt() : settings.at();
        if (dated.notAfter().isBefore(at)) {
            return new Refusal(
                    certificate,
                    Rule.EXPIRED,
                    "validity check failed",
                    "notAfter " + dated.notAfter(),
                    "not before " + at,
                    "replace the certificate");
        }
        if (dated.notBefore().isAfter(at)) {
            return new Refusal(
                    certificate,
                    Rule.NOT_YET_VALID,
                    "validity check failed",
                    "notBefore " + dated.notBefore(),
                    "not after " + at,
                    "wait, or set the clock");
        }
        return null;
    }

    /** Names need no check: every path that comes here was put together by them. */
    private @Nullable Refusal chaining(JdkCertificate certificate, JdkCertificate issuer) {
        if (JdkKeys.canVerify(settings.jdk(), issuer.key())
                && settings.signatures().verifies(certificate.certificate(), issuer.key())) {
            return null;
        }
        return new Refusal(
                certificate,
                Rule.SIGNATURE_INVALID,
                "signature check failed",
                "a signature that does not verify with the key of "
                        + issuer.certificate().subject(),
                "the signature of that key",
                "trust or send the certificate of the key that signed");
    }

    static @Nullable Refusal criticalExtensions(JdkCertificate certificate) {
        Set<String> unresolved = certificate.criticalExtensions();
        unresolved.removeAll(RESOLVED);
        return unresolved.isEmpty()
                ? null
                : Refusal.of(
                        certificate,
                        Rule.UNKNOWN_CRITICAL_EXTENSION,
                        "unrecognized critical extension(s)",
                        "critical " + unresolved,
                        "critical extensions that the JDK processes");
    }

    private @Nullable Refusal policies() {
        List<Certificate> whole = new ArrayList<>();
        path.forEach(certificate -> whole.add(certificate.certificate()));
        whole.add(anchor.certificate());
        List<Obstacle> obstacles = settings.policies().check(whole);
        if (obstacles.isEmpty()) {
            return null;
        }
        Obstacle first = obstacles.get(0);
        return new Refusal(
                path.get(Math.min(first.index(), path.size() - 1)),
                first.rule(),
                "non-null policy tree required and policy tree is null",
                first.found(),
                first.expected(),
                first.fix());
    }
}
