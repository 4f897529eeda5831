package io.github.windlass4j.core.chain.jsse;

/** The answers of {@code sun.security.x509.GeneralNameInterface.constrains}: how an argument stands to a base. */
enum Relation {
    /** Another kind of name: the two say nothing about each other. */
    DIFFERENT_KIND,
    /** The same name. */
    MATCH,
    /** The argument lies in the base's subtree. */
    NARROWS,
    /** The base lies in the argument's subtree. */
    WIDENS,
    /** The same kind, neither inside the other. */
    SAME_KIND;

    boolean isInside() {
        return this == MATCH || this == NARROWS;
    }

    boolean isRelated() {
        return this == MATCH || this == NARROWS || this == WIDENS;
    }
}
