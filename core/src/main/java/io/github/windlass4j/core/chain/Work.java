package io.github.windlass4j.core.chain;

/**
 * What one validation cost.
 *
 * @param signatureChecks signatures that were verified, those of revocation data among them; answers from a
 * {@link SignatureMemo} do not count
 * @param buildSteps certificates that were tried as the next issuer while building paths
 * @param nameComparisons comparisons of names with constraints, counted as in {@link Budget}
 */
public record Work(int signatureChecks, int buildSteps, long nameComparisons) {
    /** {@code 2 signature checks, 5 build steps, 0 name comparisons}. */
    @Override
    public String toString() {
        return signatureChecks + " signature checks, " + buildSteps + " build steps, " + nameComparisons
                + " name comparisons";
    }
}
