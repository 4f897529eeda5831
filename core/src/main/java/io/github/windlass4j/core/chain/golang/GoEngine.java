package io.github.windlass4j.core.chain.golang;

import io.github.windlass4j.core.cert.AlgorithmIdentifier;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.Work;
import io.github.windlass4j.core.chain.engine.Answer;
import io.github.windlass4j.core.chain.engine.SignedBy;
import io.github.windlass4j.core.hostname.ServerName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code Certificate.Verify} with a pool of roots: every path is tried, any certificate of the pool ends one. Written after
 * src/crypto/x509/verify.go of Go 1.19.8; one object answers one question.
 */
public final class GoEngine {
    /** {@code maxChainSignatureChecks}. */
    private static final int MAX_SIGNATURE_CHECKS = 100;

    /**
     * What a caller of Go sets, or its release decides.
     *
     * @param release what differs between releases
     * @param purpose {@link Purpose#SERVER_AUTH} or {@link Purpose#CLIENT_AUTH}; anything else = any usage
     * @param host for {@code VerifyHostname}; empty = not checked
     * @param at the instant for which dates are judged
     * @param leafAt the instant for which the leaf's own dates are judged; Go has one for all
     * @param signatures who signed what
     * @param policies policy processing of RFC 5280 over a path, leaf first, anchor last; empty = fine
     */
    public record Settings(
            GoRelease release,
            Purpose purpose,
            Optional<ServerName> host,
            Instant at,
            Instant leafAt,
            SignedBy signatures,
            Function<List<Certificate>, List<Obstacle>> policies) {}

    private final Settings settings;
    private final Answer answer;
    private List<SeenCertificate> roots = List.of();
    private List<SeenCertificate> intermediates = List.of();
    private final List<List<SeenCertificate>> chains = new ArrayList<>();
    private int signatureChecks;
    private int steps;
    private long nameComparisons;

    public GoEngine(Settings settings) {
        this.settings = settings;
        this.answer = new Answer(settings.at());
    }

    /** {@code sent} and {@code pool} in their order, which decides only which of several paths is told. */
    public ChainVerdict verify(Certificate leaf, List<Certificate> sent, List<Certificate> pool) {
        SeenCertificate seen = seen(leaf);
        intermediates = distinct(sent);
        Complaint complaint = unreadable(seen);
        for (int i = 0; complaint == null && i < intermediates.size(); i++) {
            complaint = unreadable(intermediates.get(i));
        }
        if (complaint == null) {
            roots = distinct(pool).stream()
                    .filter(root -> root.problem().isEmpty())
                    .toList();
            complaint = search(seen);
        }
        if (complaint != null) {
            return refused(List.of(seen), complaint);
        }
        for (List<SeenCertificate> chain : chains) {
            List<Certificate> path = certificates(chain);
            List<Obstacle> obstacles = usages(chain);
            if (obstacles.isEmpty() && settings.release().policies()) {
                obstacles = settings.policies().apply(path);
            }
            if (obstacles.isEmpty()) {
                return answer.accepted(path, List.of(), Set.of(), work());
            }
            answer.refused(path, true, obstacles);
        }
        return answer.rejected(
                answer.candidates().get(answer.candidates().size() - 1).obstacles(), work());
    }

    private List<SeenCertificate> distinct(List<Certificate> certificates) {
        return new LinkedHashSet<>(certificates).stream().map(this::seen).toList();
    }

    private SeenCertificate seen(Certificate certificate) {
        return new SeenCertificate(certificate, settings.release());
    }

    private static List<Certificate> certificates(List<SeenCertificate> chain) {
        return chain.stream().map(SeenCertificate::certificate).toList();
    }

    private Work work() {
        return new Work(signatureChecks, steps, nameComparisons);
    }

    private ChainVerdict refused(List<SeenCertificate> path, Complaint complaint) {
        List<Obstacle> reason = List.of(complaint.obstacle());
        if (answer.candidates().isEmpty()) {
            answer.refused(certificates(path), false, reason);
        }
        return answer.rejected(reason, work());
    }

    private static @Nullable Complaint unreadable(SeenCertificate sent) {
        return sent.problem()
                .map(problem -> new Complaint(
                        Rule.MALFORMED_EXTENSION,
                        0,
                        sent.certificate(),
                        "tls: failed to parse certificate from server",
                        problem,
                        "only certificates that Go can read"))
                .orElse(null);
    }

    private @Nullable Complaint search(SeenCertificate leaf) {
        Complaint complaint = invalid(leaf, List.of(), false, settings.leafAt());
        if (complaint == null) {
            complaint = settings.host().map(host -> wrongHost(leaf, host)).orElse(null);
        }
        if (complaint != null) {
            return complaint;
        }
        if (roots.stream().anyMatch(root -> root.certificate().equals(leaf.certificate()))) {
            chains.add(List.of(leaf));
            return null;
        }
        return extend(List.of(leaf));
    }

    /** Null if a path was found; otherwise what Go reports of this branch: the last error, or that nobody fits. */
    private @Nullable Complaint extend(List<SeenCertificate> chain) {
        SeenCertificate top = chain.get(chain.size() - 1);
        int before = chains.size();
        Complaint last = null;
        Complaint hint = null;
        for (boolean root : new boolean[] {true, false}) {
            for (SeenCertificate candidate : issuersOf(top, root ? roots : intermediates)) {
                if (candidate.isIn(chain)) {
                    continue;
                }
                if (++signatureChecks > MAX_SIGNATURE_CHECKS) {
                    last = complaint(
                            Rule.BUDGET_EXCEEDED,
                            chain,
                            "x509: signature check attempts limit reached while verifying certificate chain",
                            "more than " + MAX_SIGNATURE_CHECKS + " signatures to check",
                            "fewer certificates of one name");
                    continue;
                }
                Complaint unsigned = unsigned(top, candidate, chain);
                if (unsigned != null) {
                    hint = hint == null ? unsigned : hint;
                    continue;
                }
                List<SeenCertificate> longer = new ArrayList<>(chain);
                longer.add(candidate);
                last = invalid(candidate, chain, !root, settings.at());
                if (last != null) {
                    answer.refused(certificates(longer), root, List.of(last.obstacle()));
                } else if (root) {
                    chains.add(longer);
                } else {
                    last = extend(longer);
                }
            }
        }
        if (chains.size() > before) {
            return null;
        }
        return last == null ? unknownAuthority(chain, hint) : last;
    }

    private List<SeenCertificate> issuersOf(SeenCertificate top, List<SeenCertificate> pool) {
        return pool.stream()
                .filter(candidate -> {
                    steps++;
                    return candidate.isNamedIssuerOf(top);
                })
                .sorted(Comparator.comparingInt(candidate -> candidate.distanceTo(top)))
                .toList();
    }

    private Complaint unknownAuthority(List<SeenCertificate> chain, @Nullable Complaint hint) {
        Certificate top = chain.get(chain.size() - 1).certificate();
        Complaint unknown = complaint(
                hint == null ? Rule.ISSUER_UNKNOWN : hint.rule(),
                chain,
                "x509: certificate signed by unknown authority",
                hint == null ? "nobody by the name " + top.issuer() + " fits" : hint.found(),
                "an issuer in the pool of roots, or among the certificates sent up to one");
        answer.refused(certificates(chain), false, List.of(unknown.obstacle()));
        return unknown;
    }

    /** {@code CheckSignatureFrom}: may the candidate sign, and did it? */
    private @Nullable Complaint unsigned(SeenCertificate issued, SeenCertificate issuer, List<SeenCertificate> chain) {
        String text = "x509: certificate signed by unknown authority";
        String name = issuer.certificate().subject().toString();
        if (!issuer.maySign()) {
            return complaint(Rule.BASIC_CONSTRAINTS_NOT_CA, chain, text, name + " is no CA", "an issuer that is a CA");
        }
        if (issuer.forbidsSigning()) {
            return complaint(
                    Rule.KEY_CERT_SIGN_MISSING,
                    chain,
                    text,
                    "the key usage of " + name + " does not allow signing certificates",
                    "an issuer with keyCertSign");
        }
        AlgorithmIdentifier algorithm = issued.certificate().signature().algorithm();
        if (Keys.isInsecure(algorithm)) {
            return complaint(
                    Rule.DIGEST_NOT_ALLOWED,
                    chain,
                    text,
                    "insecure algorithm " + algorithm.name(),
                    "a signature with SHA-256 or better");
        }
        if (!Keys.isSupported(algorithm) || !Keys.isUsable(issuer.certificate().publicKey(), settings.release())) {
            return complaint(
                    Rule.SIGNATURE_ALGORITHM_UNKNOWN,
                    chain,
                    text,
                    "cannot verify " + algorithm.name() + " with a key of "
                            + issuer.certificate().publicKey(),
                    "an algorithm and a key size that Go verifies");
        }
        return settings.signatures()
                        .verifies(issued.certificate(), issuer.certificate().publicKey())
                ? null
                : complaint(
                        Rule.SIGNATURE_INVALID,
                        chain,
                        text,
                        "the key of " + name + " did not make the signature",
                        "the key that made the signature");
    }

    /** {@code isValid}; {@code below} leaf first, empty for the leaf itself. */
    private @Nullable Complaint invalid(
            SeenCertificate certificate, List<SeenCertificate> below, boolean intermediate, Instant at) {
        List<SeenCertificate> chain = new ArrayList<>(below);
        chain.add(certificate);
        Optional<String> unhandled = certificate.unhandledCritical();
        if (unhandled.isPresent()) {
            return complaint(
                    Rule.UNKNOWN_CRITICAL_EXTENSION,
                    chain,
                    "x509: unhandled critical extension",
                    unhandled.get(),
                    "no critical extension but those that Go handles");
        }
        Certificate dates = certificate.certificate();
        if (at.isBefore(dates.notBefore()) || at.isAfter(dates.notAfter())) {
            boolean expired = at.isAfter(dates.notAfter());
            return complaint(
                    expired ? Rule.EXPIRED : Rule.NOT_YET_VALID,
                    chain,
                    "x509: certificate has expired or is not yet valid",
                    at + (expired ? " is after " + dates.notAfter() : " is before " + dates.notBefore()),
                    "valid at " + at + ", in the pool too");
        }
        if (!below.isEmpty()) {
            Complaint outside = outsideConstraints(certificate, below.get(0), chain);
            if (outside != null) {
                return outside;
            }
        }
        if (intermediate && !certificate.isCa()) {
            return complaint(
                    Rule.BASIC_CONSTRAINTS_NOT_CA,
                    chain,
                    "x509: certificate is not authorized to sign other certificates",
                    "no CA by its basic constraints",
                    "a CA");
        }
        return certificate.pathLength() >= 0 && below.size() - 1 > certificate.pathLength()
                ? complaint(
                        Rule.PATH_LENGTH_EXCEEDED,
                        chain,
                        "x509: too many intermediates for path length constraint",
                        below.size() - 1 + " CAs below, a limit of " + certificate.pathLength(),
                        "at most that many")
                : null;
    }

    /** The constraints of a CA bind the leaf and the CA itself, nothing between. */
    private @Nullable Complaint outsideConstraints(
            SeenCertificate authority, SeenCertificate leaf, List<SeenCertificate> chain) {
        Optional<NameLimits> limits = authority.limits();
        if (limits.isEmpty()) {
            return null;
        }
        long comparisons =
                limits.get().comparisons(leaf.altNames()) + limits.get().comparisons(authority.altNames());
        if (comparisons > NameLimits.MAX_COMPARISONS) {
            return complaint(
                    Rule.NAME_COMPARISONS_EXCEEDED,
                    chain,
                    "x509: unknown error",
                    comparisons + " comparisons of names with constraints",
                    "at most " + NameLimits.MAX_COMPARISONS);
        }
        nameComparisons += comparisons;
        NameLimits.Violation violation = limits.get().check(leaf.altNames());
        if (violation == null) {
            violation = limits.get().check(authority.altNames());
        }
        return violation == null
                ? null
                : complaint(
                        violation.rule(), chain, violation.text(), violation.found(), "names within the constraints");
    }

    /** {@code VerifyHostname}: alternative names only. */
    private static @Nullable Complaint wrongHost(SeenCertificate leaf, ServerName host) {
        boolean named;
        if (host instanceof ServerName.Ip wanted) {
            named = leaf.altNames().stream()
                    .anyMatch(name -> name instanceof GeneralName.Ip ip
                            && Arrays.equals(ipv4(ip.octets().bytes()), ipv4(wanted.address())));
        } else {
            String wanted = asAsked((ServerName.Dns) host);
            named = leaf.altNames().stream()
                    .anyMatch(name -> name instanceof GeneralName.Dns dns && DomainNames.isFor(dns.name(), wanted));
        }
        return named
                ? null
                : complaint(
                        host instanceof ServerName.Ip ? Rule.ADDRESS_NOT_NAMED : Rule.HOST_NOT_NAMED,
                        List.of(leaf),
                        isNamedByCommonName(leaf, host)
                                ? "x509: certificate relies on legacy Common Name field, use SANs instead"
                                : "x509: certificate is not valid for the host",
                        "the certificate names " + leaf.altNames(),
                        "the name " + host);
    }

    /** A name that is no host name is compared as it is, a final dot included. */
    private static String asAsked(ServerName.Dns host) {
        return host.name().endsWith(".") ? host.ascii() + "." : host.ascii();
    }

    /** It does not help, but Go says so. */
    private static boolean isNamedByCommonName(SeenCertificate leaf, ServerName host) {
        return !leaf.hasAltNames()
                && leaf.certificate()
                        .subject()
                        .commonName()
                        .filter(name -> DomainNames.isFor(name, host.toString()))
                        .isPresent();
    }

    /** An IPv4 address in sixteen bytes is that IPv4 address. */
    private static byte[] ipv4(byte[] address) {
        boolean mapped = address.length == 16 && address[10] == -1 && address[11] == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = address[i] == 0;
        }
        return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    /**
     * {@code checkChainForKeyUsage}: every certificate with extended key usages, the root too, must allow the one asked for.
     */
    private List<Obstacle> usages(List<SeenCertificate> chain) {
        boolean any = settings.purpose() != Purpose.SERVER_AUTH && settings.purpose() != Purpose.CLIENT_AUTH;
        for (int i = chain.size() - 1; i >= 0 && !any; i--) {
            if (!chain.get(i).allows(settings.purpose())) {
                return List.of(new Complaint(
                                i == 0 ? Rule.LEAF_PURPOSE_MISSING : Rule.CA_PURPOSE_MISSING,
                                i,
                                chain.get(i).certificate(),
                                "x509: certificate specifies an incompatible key usage",
                                "its extended key usages do not hold the one that is asked for",
                                "that usage, any, or no such extension")
                        .obstacle());
            }
        }
        return List.of();
    }

    private static Complaint complaint(
            Rule rule, List<SeenCertificate> chain, String text, String found, String expected) {
        int top = chain.size() - 1;
        return new Complaint(rule, top, chain.get(top).certificate(), text, found, expected);
    }
}
