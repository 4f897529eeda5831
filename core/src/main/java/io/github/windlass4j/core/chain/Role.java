package io.github.windlass4j.core.chain;

/** What a certificate does in a path. */
enum Role {
    LEAF,
    /** The intermediate right above the leaf. */
    ISSUER,
    /** An intermediate further up. */
    CA,
    ANCHOR;

    /** The role of the certificate at {@code index} of a complete path with {@code length} certificates. */
    static Role at(int index, int length) {
        if (index == 0) {
            return LEAF;
        }
        if (index == length - 1) {
            return ANCHOR;
        }
        return index == 1 ? ISSUER : CA;
    }
}
