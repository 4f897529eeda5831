package io.github.windlass4j.core.chain;

/**
 * Limits of the work that one validation may do on hostile input. Exceeding one ends the search: a path found before is
 * still accepted, otherwise the verdict is a rejection with {@link Rule#BUDGET_EXCEEDED}.
 *
 * @param signatures signature verifications: of certificates, and of the CRLs and OCSP responses about them
 * @param steps certificates tried as the next issuer while building paths
 * @param nameComparisons alternative names (attributes of the subject where there are none) times name constraints; URIs,
 *     which are looked up, do not count
 * @param depth certificates of a path, anchor not counted
 * @param certificates certificates besides leaf and anchors
 * @param bytes DER of all certificates besides the anchors
 * @param paths explored paths that are kept for the explanation
 */
public record Budget(
        int signatures, int steps, long nameComparisons, int depth, int certificates, long bytes, int paths) {
    /** Go crypto/x509 {@code maxChainSignatureChecks} and rustls-webpki 0.103 both stop at 100. */
    public static final int SIGNATURES = 100;

    /** rustls-webpki 0.103: 200,000 calls of its path builder. */
    public static final int STEPS = 200_000;

    /** OpenSSL 3 {@code NAME_CHECK_MAX} and BoringSSL's libpki stop at 2^20; Go and rustls-webpki at 250,000. */
    public static final long NAME_COMPARISONS = 1 << 20;

    /** JDK 25 {@code jdk.tls.client.maxInboundCertificateChainLength} and its server twin: 10. */
    public static final int DEPTH = 10;

    /** Own choice: sorting and indexing this many takes milliseconds, and no server in use sends a hundredth of it. */
    public static final int CERTIFICATES = 10_000;

    /** RFC 8446 4.4.2: the certificate list of a TLS message is at most 2^24-1 octets. */
    public static final long BYTES = (1 << 24) - 1;

    /** Own choice: more rejected paths than a person reads. Valid paths and the search itself are not limited by it. */
    public static final int PATHS = 1_000;

    private static final Budget STANDARD =
            new Budget(SIGNATURES, STEPS, NAME_COMPARISONS, DEPTH, CERTIFICATES, BYTES, PATHS);

    /** Checks that every limit leaves room for something. */
    public Budget {
        positive("signatures", signatures);
        positive("steps", steps);
        positive("nameComparisons", nameComparisons);
        positive("depth", depth);
        positive("certificates", certificates);
        positive("bytes", bytes);
        positive("paths", paths);
    }

    /** The constants of this class. */
    public static Budget standard() {
        return STANDARD;
    }

    /** This budget with another number of signature verifications. */
    public Budget withSignatures(int most) {
        return new Budget(most, steps, nameComparisons, depth, certificates, bytes, paths);
    }

    /** This budget with another number of build steps. */
    public Budget withSteps(int most) {
        return new Budget(signatures, most, nameComparisons, depth, certificates, bytes, paths);
    }

    /** This budget with another number of comparisons of names with constraints. */
    public Budget withNameComparisons(long most) {
        return new Budget(signatures, steps, most, depth, certificates, bytes, paths);
    }

    /** This budget with another length of a path, anchor not counted. */
    public Budget withDepth(int most) {
        return new Budget(signatures, steps, nameComparisons, most, certificates, bytes, paths);
    }

    /** This budget with another number of certificates besides leaf and anchors. */
    public Budget withCertificates(int most) {
        return new Budget(signatures, steps, nameComparisons, depth, most, bytes, paths);
    }

    /** This budget with another size of all certificates besides the anchors. */
    public Budget withBytes(long most) {
        return new Budget(signatures, steps, nameComparisons, depth, certificates, most, paths);
    }

    /** This budget with another number of paths kept for the explanation. */
    public Budget withPaths(int most) {
        return new Budget(signatures, steps, nameComparisons, depth, certificates, bytes, most);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (want >= 1)");
        }
    }
}
