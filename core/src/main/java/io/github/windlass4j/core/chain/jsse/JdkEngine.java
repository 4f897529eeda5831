package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.Work;
import io.github.windlass4j.core.chain.engine.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The two entries of the JDK: {@code CertPathBuilder} for a target and a bag of certificates, and JSSE's trust manager
 * ({@code sun.security.validator.PKIXValidator} and what {@code X509TrustManagerImpl} adds) for a chain as it was sent.
 */
public final class JdkEngine {
    private static final String BUILDING = "PKIX path building failed: ";
    private static final String VALIDATION = "PKIX path validation failed: ";
    private static final String NOT_FOUND = "unable to find valid certification path to requested target";

    private final JdkSettings settings;
    private final Answer answer;
    private int steps;
    private long nameComparisons;
    private int signatures;

    public JdkEngine(JdkSettings settings) {
        this.settings = settings;
        this.answer = new Answer(settings.at());
    }

    /** {@code CertPathBuilder.getInstance("PKIX")} with the leaf as target, the others in one Collection store. */
    public ChainVerdict build(Certificate leaf, List<Certificate> others, List<Certificate> anchors) {
        JdkCertificate target = new JdkCertificate(leaf);
        return target.whyUnreadable()
                .map(why -> unreadable(leaf, why))
                .orElseGet(() -> guarded(target, () -> build(target, seen(others), seen(anchors), "")));
    }

    /** {@code checkServerTrusted} or {@code checkClientTrusted} with the chain as it was sent. */
    public ChainVerdict check(List<Certificate> sent, List<Certificate> anchors) {
        // What the JDK cannot read never gets into the store.
        List<JdkCertificate> trusted =
                seen(anchors).stream().filter(JdkCertificate::isReadable).toList();
        List<JdkCertificate> chain = sent.stream().map(JdkCertificate::new).toList();
        for (JdkCertificate certificate : chain) {
            // The handshake message is read as a whole: one certificate that cannot be read ends it.
            Optional<String> why = certificate.whyUnreadable();
            if (why.isPresent()) {
                return unreadable(certificate.certificate(), why.get());
            }
        }
        if (trusted.isEmpty()) {
            return reject(
                    new Refusal(
                            chain.get(0),
                            Rule.NO_ANCHORS,
                            "the trustAnchors parameter must be non-empty",
                            "an empty trust store",
                            "at least one anchor",
                            "put a root into the trust store"),
                    List.of(chain.get(0)),
                    false);
        }
        return guarded(chain.get(0), () -> decide(chain, trusted));
    }

    /** An unchecked exception in one path ends the whole search: the next path is not tried any more. */
    private ChainVerdict guarded(JdkCertificate leaf, Supplier<ChainVerdict> steps) {
        try {
            return steps.get();
        } catch (EngineCrash crash) {
            return reject(
                    new Refusal(
                            leaf,
                            Rule.CONSTRAINED_NAME_UNSUPPORTED,
                            crash.exception(),
                            "name constraints that the JDK fails to compare, on a path that it tried",
                            "constraints and names of kinds that it compares",
                            "reissue the CA with simpler name constraints, or do not send it"),
                    List.of(leaf),
                    false);
        }
    }

    private ChainVerdict decide(List<JdkCertificate> chain, List<JdkCertificate> trusted) {
        JdkCertificate leaf = chain.get(0);
        if (trusted.contains(leaf)) {
            return finish(List.of(leaf), VALIDATION);
        }
        for (int i = 1; i < chain.size(); i++) {
            JdkCertificate certificate = chain.get(i);
            if (!certificate.isNamedIssuerOf(chain.get(i - 1))) {
                return build(leaf, chain, trusted, BUILDING);
            }
            if (trusted.stream().anyMatch(anchor -> anchor.isSameCa(certificate))) {
                return validate(chain.subList(0, i), trusted);
            }
        }
        JdkCertificate last = chain.get(chain.size() - 1);
        return trusted.stream().anyMatch(anchor -> anchor.isNamedIssuerOf(last))
                ? validate(chain, trusted)
                : build(leaf, chain, trusted, BUILDING);
    }

    /** {@code PKIXCertPathValidator}: the path is what it is, only the anchor is looked for. */
    private ChainVerdict validate(List<JdkCertificate> path, List<JdkCertificate> trusted) {
        JdkCertificate top = path.get(path.size() - 1);
        Refusal last = null;
        List<JdkCertificate> refused = path;
        for (JdkCertificate anchor : trusted) {
            if (!isWorthTrying(anchor, top)) {
                continue;
            }
            PathRules rules = new PathRules(settings, path, anchor, nameComparisons);
            Refusal refusal = rules.validate();
            nameComparisons += rules.nameComparisons();
            signatures += path.size();
            List<JdkCertificate> whole =
                    Stream.concat(path.stream(), Stream.of(anchor)).toList();
            if (refusal == null) {
                return finish(whole, VALIDATION);
            }
            answer.refused(certificates(whole), true, List.of(obstacle(refusal, whole, VALIDATION)));
            last = refusal;
            refused = whole;
        }
        if (last == null) {
            last = new Refusal(
                    top,
                    Rule.ISSUER_KEY_DIFFERS,
                    "Path does not chain with any of the trust anchors",
                    "no anchor by the name " + top.certificate().issuer()
                            + " with the key identifier or serial number that is asked for",
                    "an anchor that fits authorityKeyIdentifier",
                    "put the anchor that signed into the trust store");
            return reject(withPrefix(last, VALIDATION), refused, false);
        }
        return reject(withPrefix(last, VALIDATION), refused, true);
    }

    /** Name, key identifier and serial number; for v3 anchors only the last counts. */
    private static boolean isWorthTrying(JdkCertificate anchor, JdkCertificate top) {
        if (!anchor.isNamedIssuerOf(top)) {
            return false;
        }
        Optional<String> key = top.authorityKeyId();
        if (key.isPresent()
                && anchor.subjectKeyId().filter(id -> !id.equals(key.get())).isPresent()) {
            return false;
        }
        return anchor.certificate().version() < 3
                || top.authoritySerial()
                        .filter(serial -> !serial.equals(anchor.certificate().serialNumber()))
                        .isEmpty();
    }

    private ChainVerdict build(
            JdkCertificate target, List<JdkCertificate> others, List<JdkCertificate> trusted, String prefix) {
        PathSearch search = new PathSearch(settings, target, trusted, others);
        PathSearch.@Nullable Attempt success = search.find();
        steps += search.steps();
        nameComparisons += search.nameComparisons();
        for (PathSearch.Attempt attempt : search.attempts()) {
            signatures += attempt.complete() ? attempt.path().size() - 1 : 0;
            if (!attempt.equals(success)) {
                answer.refused(certificates(attempt.path()), attempt.complete(), List.of(reason(attempt)));
            }
        }
        if (success != null) {
            return settings.handshake() ? finish(success.path(), prefix) : accept(success.path(), Set.of());
        }
        if (search.isExhausted()) {
            return reject(
                    new Refusal(
                            target,
                            Rule.BUDGET_EXCEEDED,
                            prefix + NOT_FOUND,
                            settings.maxSteps() + " build steps",
                            "an end of the search before that",
                            "send only the certificates of the path"),
                    List.of(target),
                    false);
        }
        return notFound(search.attempts(), target, prefix);
    }

    /** The JDK itself only says that it found none; the attempt that came nearest says why. */
    private ChainVerdict notFound(List<PathSearch.Attempt> attempts, JdkCertificate target, String prefix) {
        PathSearch.Attempt nearest = null;
        for (PathSearch.Attempt attempt : attempts) {
            boolean nearer = nearest == null
                    || (attempt.complete() && !nearest.complete())
                    || (attempt.complete() == nearest.complete()
                            && attempt.path().size() > nearest.path().size());
            nearest = nearer ? attempt : nearest;
        }
        if (nearest == null) {
            nearest = new PathSearch.Attempt(List.of(target), false, expired(target));
        }
        Obstacle reason = reason(nearest);
        List<Certificate> path = certificates(nearest.path());
        if (answer.candidates().isEmpty()) {
            answer.refused(path, false, List.of(reason));
        }
        Obstacle told = new Obstacle(
                reason.rule(),
                reason.index(),
                reason.subject(),
                "the JDK says \"" + prefix + NOT_FOUND + "\": " + reason.found(),
                reason.expected(),
                reason.fix());
        return answer.rejected(List.of(told), work());
    }

    private Refusal expired(JdkCertificate target) {
        boolean early = target.certificate().notBefore().isAfter(settings.leafAt());
        return Refusal.of(
                target,
                early ? Rule.NOT_YET_VALID : Rule.EXPIRED,
                NOT_FOUND,
                early
                        ? "notBefore " + target.certificate().notBefore()
                        : "notAfter " + target.certificate().notAfter(),
                "valid at " + settings.leafAt());
    }

    private static Obstacle reason(PathSearch.Attempt attempt) {
        List<JdkCertificate> path = attempt.path();
        JdkCertificate top = path.get(path.size() - 1);
        Refusal refusal = attempt.refusal() != null
                ? attempt.refusal()
                : top.isSelfIssued()
                        ? new Refusal(
                                top,
                                Rule.ROOT_NOT_TRUSTED,
                                NOT_FOUND,
                                "the path ends in a self-issued certificate",
                                "that certificate in the trust store",
                                "put this root into the trust store")
                        : new Refusal(
                                top,
                                Rule.ISSUER_UNKNOWN,
                                NOT_FOUND,
                                "no valid issuer by the name "
                                        + top.certificate().issuer(),
                                "one among the certificates sent or in the trust store",
                                "put the root above this certificate into the trust store, and let the server send what lies between");
        return obstacle(refusal, path, "");
    }

    /** What the trust manager does with an accepted path, leaf first, anchor last. */
    private ChainVerdict finish(List<JdkCertificate> path, String prefix) {
        JdkCertificate leaf = path.get(0);
        Refusal refusal = path.size() > 1 ? anchorIsCa(path.get(path.size() - 1), prefix) : null;
        // A leaf that is its own anchor is asked nothing at all but its name.
        if (refusal == null && path.size() > 1) {
            refusal = EndEntityRules.check(settings.jdk(), leaf, settings.purpose());
            if (refusal == null && settings.purpose() == Purpose.SERVER_AUTH) {
                refusal = settings.distrust().check(path);
            }
        }
        if (refusal == null && settings.host().isPresent()) {
            refusal = JdkHost.check(settings.jdk(), leaf, settings.host().get());
        }
        return refusal == null ? accept(path, Set.of()) : reject(refusal, path, true);
    }

    /** {@code PKIXValidator.verifyTrustAnchor}; v1 and v2 anchors are let through. */
    private static @Nullable Refusal anchorIsCa(JdkCertificate anchor, String prefix) {
        if (anchor.certificate().version() < 3) {
            return null;
        }
        String who = prefix + "TrustAnchor with subject \"" + anchor.subject() + "\"";
        if (anchor.pathLength() == -1) {
            return Refusal.of(
                    anchor,
                    Rule.BASIC_CONSTRAINTS_NOT_CA,
                    who + " is not a CA certificate",
                    "an anchor without basicConstraints with cA TRUE",
                    "a CA");
        }
        return anchor.allows(KeyUsage.Bit.KEY_CERT_SIGN)
                ? null
                : Refusal.of(
                        anchor,
                        Rule.KEY_CERT_SIGN_MISSING,
                        who + " does not have keyCertSign bit set in KeyUsage extension",
                        "an anchor whose keyUsage lacks keyCertSign",
                        "keyCertSign");
    }

    private ChainVerdict accept(List<JdkCertificate> path, Set<String> policies) {
        return answer.accepted(certificates(path), overlooked(path), policies, work());
    }

    /** What the JDK lets pass although a stricter engine would not. */
    private List<Obstacle> overlooked(List<JdkCertificate> path) {
        List<Obstacle> notes = new ArrayList<>();
        int top = path.size() - 1;
        Certificate anchor = path.get(top).certificate();
        if (anchor.notAfter().isBefore(settings.at())) {
            notes.add(Answer.obstacle(
                    Rule.ANCHOR_EXPIRED,
                    top,
                    anchor,
                    "the JDK accepts an anchor with notAfter " + anchor.notAfter(),
                    "valid at " + settings.at(),
                    "replace the anchor: OpenSSL and browsers refuse it"));
        }
        if (!path.get(top).isSelfIssued()) {
            notes.add(
                    Answer.obstacle(
                            Rule.ROOT_NOT_TRUSTED,
                            top,
                            anchor,
                            "the JDK accepts a pinned certificate that is no root",
                            "a self-signed root as anchor",
                            "trust the root: OpenSSL does not stop at a pinned certificate, and the next one issued has another pin"));
        }
        return notes;
    }

    private ChainVerdict reject(Refusal refusal, List<JdkCertificate> path, boolean complete) {
        Obstacle obstacle = obstacle(refusal, path, "");
        Obstacle told = new Obstacle(
                obstacle.rule(),
                obstacle.index(),
                obstacle.subject(),
                "the JDK says \"" + refusal.text() + "\": " + refusal.found(),
                obstacle.expected(),
                obstacle.fix());
        if (answer.candidates().isEmpty()) {
            answer.refused(certificates(path), complete, List.of(told));
        }
        return answer.rejected(List.of(told), work());
    }

    private ChainVerdict unreadable(Certificate certificate, String why) {
        Obstacle obstacle = Answer.obstacle(
                Rule.MALFORMED_EXTENSION,
                0,
                certificate,
                why,
                "a certificate that the JDK reads",
                "reissue the certificate");
        answer.refused(List.of(certificate), false, List.of(obstacle));
        return answer.rejected(List.of(obstacle), work());
    }

    private static Refusal withPrefix(Refusal refusal, String prefix) {
        return new Refusal(
                refusal.certificate(),
                refusal.rule(),
                prefix + refusal.text(),
                refusal.found(),
                refusal.expected(),
                refusal.fix());
    }

    private static Obstacle obstacle(Refusal refusal, List<JdkCertificate> path, String prefix) {
        int index = Math.max(0, path.indexOf(refusal.certificate()));
        return Answer.obstacle(
                refusal.rule(),
                index,
                refusal.certificate().certificate(),
                prefix.isEmpty() ? refusal.found() : prefix + refusal.text() + ": " + refusal.found(),
                refusal.expected(),
                refusal.fix());
    }

    private Work work() {
        return new Work(signatures, steps, nameComparisons);
    }

    private static List<Certificate> certificates(List<JdkCertificate> path) {
        return path.stream().map(JdkCertificate::certificate).toList();
    }

    private static List<JdkCertificate> seen(List<Certificate> certificates) {
        return certificates.stream().distinct().map(JdkCertificate::new).toList();
    }
}
