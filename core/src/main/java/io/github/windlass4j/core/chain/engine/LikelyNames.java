package io.github.windlass4j.core.chain.engine;

import io.github.windlass4j.core.cert.DistinguishedName;

/**
 * A look at names before an engine's own comparison: that one has to decode both, and of the names of a trust store hardly any
 * is the one looked for.
 */
public final class LikelyNames {
    private LikelyNames() {}

    /**
     * False if no engine takes the two for one name. Of plain text every engine folds no more than RFC 5280 7.1 does; about
     * anything else nothing is said.
     */
    public static boolean mayBeEqual(DistinguishedName one, DistinguishedName other) {
        return !one.isPlainText() || !other.isPlainText() || one.matches(other);
    }
}
