package io.github.windlass4j.core.internal.signature;

/**
 * What came of verifying one signature.
 *
 * @param outcome whether it fits
 * @param detail what stood in the way; empty for the first two outcomes
 */
public record SignatureCheck(Outcome outcome, String detail) {
    /** The four things that can happen. */
    public enum Outcome {
        /** The key made the signature. */
        VALID,
        /** The key did not make the signature, or the signature is not one of this key type. */
        INVALID,
        /** The key cannot be decoded. */
        KEY_UNREADABLE,
        /** The algorithm is not one that is verified here. */
        ALGORITHM_UNKNOWN
    }

    /** Why nothing is known of a signature that no {@link Verifier} would look at. */
    public static final String NO_BUDGET = "the budget leaves no signature check for it";

    static final SignatureCheck VALID = new SignatureCheck(Outcome.VALID, "");
    static final SignatureCheck INVALID = new SignatureCheck(Outcome.INVALID, "");

    static SignatureCheck of(boolean fits) {
        return fits ? VALID : INVALID;
    }

    static SignatureCheck keyUnreadable(String why) {
        return new SignatureCheck(Outcome.KEY_UNREADABLE, why);
    }

    static SignatureCheck algorithmUnknown(String why) {
        return new SignatureCheck(Outcome.ALGORITHM_UNKNOWN, why);
    }

    /** True if the key made the signature. */
    public boolean isValid() {
        return outcome == Outcome.VALID;
    }
}
