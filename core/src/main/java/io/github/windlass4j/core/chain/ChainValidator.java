package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

/**
 * Answers whether a presented chain leads to an anchor, by every path there is, with the reason for each path that does
 * not. Immutable, free of side effects, safe to share; it fetches nothing and asks no clock.
 */
public final class ChainValidator {
    private final Profile profile;

    private ChainValidator(Profile profile) {
        this.profile = profile;
    }

    /** A validator that judges by this profile. */
    public static ChainValidator of(Profile profile) {
        return new ChainValidator(requireNonNull(profile));
    }

    /** The profile that it judges by. */
    public Profile profile() {
        return profile;
    }

    /** Validates; whatever is wrong with the chain is in the verdict, never in an exception. */
    public ChainVerdict validate(ChainRequest request) {
        if (!(profile instanceof RuleProfile rules)) {
            return ((EmulatedProfile) profile).validate(request);
        }
        SignatureMemo memo = request.memo().orElse(null);
        if (memo == null) {
            return new PathFinder(rules, request).validate();
        }
        ChainVerdict known = memo.verdicts().recall(rules, request);
        if (known != null) {
            return known;
        }
        ChainVerdict fresh = new PathFinder(rules, request).validate();
        memo.verdicts().keep(rules, request, fresh);
        return fresh;
    }

    @Override
    public String toString() {
        return "ChainValidator[" + profile.name() + "]";
    }
}
