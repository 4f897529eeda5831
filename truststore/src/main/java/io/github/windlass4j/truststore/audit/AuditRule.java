package io.github.windlass4j.truststore.audit;

import io.github.windlass4j.core.finding.FindingRule;
import io.github.windlass4j.core.finding.Severity;

/**
 * What can be wrong with a certificate of a trust store, each with a stable rule id. What is wrong with the form of the file is
 * a {@link io.github.windlass4j.truststore.store.StoreRule}.
 */
public enum AuditRule implements FindingRule {
    /** Past its end. The JDK goes on trusting it, OpenSSL does not. */
    EXPIRED("WL-TS-101", Severity.WARNING, "replace it by its successor"),
    /** Ends within 7 days. */
    EXPIRES_WITHIN_7_DAYS("WL-TS-102", Severity.ERROR, "replace it by its successor now"),
    /** Ends within 14 days, not within 7. */
    EXPIRES_WITHIN_14_DAYS("WL-TS-103", Severity.WARNING, "replace it by its successor"),
    /** Ends within 30 days, not within 14. */
    EXPIRES_WITHIN_30_DAYS("WL-TS-104", Severity.WARNING, "replace it by its successor"),
    /** Ends within the months of {@link AuditOptions#months}, not within 30 days. */
    EXPIRES_SOON("WL-TS-105", Severity.NOTE, "plan for its successor"),
    /** Not valid yet. */
    NOT_YET_VALID("WL-TS-106", Severity.WARNING, ""),
    /** Leaves issued after a published day are not trusted under it; leaves from before still are. */
    DISTRUSTED_FOR_NEW_LEAVES("WL-TS-107", Severity.WARNING, "get server certificates from another CA"),
    /** Withdrawn, or to be withdrawn, by a root programme: updated stores lose it. */
    WITHDRAWN("WL-TS-108", Severity.WARNING, "do not rely on it alone"),
    /** Blocked by the JDK: no path that holds it is accepted. */
    BLOCKED("WL-TS-109", Severity.ERROR, "remove it"),
    /** An RSA key below the bound of {@link AuditOptions#minimumRsaBits}. */
    WEAK_RSA_KEY("WL-TS-110", Severity.WARNING, "replace it"),
    /** A key of another kind that is too short, or of a kind that is out of use. */
    WEAK_KEY("WL-TS-111", Severity.WARNING, "replace it"),
    /**
     * Signed with MD5 or SHA-1. Nobody verifies the signature of an anchor, but hardened configurations refuse such
     * certificates all the same.
     */
    WEAK_SIGNATURE("WL-TS-112", Severity.NOTE, ""),
    /** Does not say that it is a CA: nothing but itself can be trusted through it. */
    NOT_CA("WL-TS-113", Severity.WARNING, "hold the root of the chain instead"),
    /** A CA that another CA signed, without the root of its key: an anchor to the JDK, none to OpenSSL, and it rotates. */
    PINNED_INTERMEDIATE("WL-TS-114", Severity.WARNING, "hold the root of the chain instead"),
    /** A server's own certificate: an anchor to the JDK, none to OpenSSL, and it changes with every renewal. */
    PINNED_LEAF("WL-TS-115", Severity.WARNING, "hold the root of the chain instead"),
    /** Subject and issuer differ: not an end of a chain to OpenSSL. */
    NOT_SELF_ISSUED("WL-TS-116", Severity.NOTE, ""),
    /** The same certificate more than once. */
    DUPLICATE("WL-TS-117", Severity.NOTE, "keep one of them"),
    /** Several certificates of one key. */
    SAME_KEY_TWICE("WL-TS-118", Severity.NOTE, ""),
    /** Several keys under one name: after a change of key one of them is probably old. */
    SAME_SUBJECT_OTHER_KEY("WL-TS-119", Severity.NOTE, ""),
    /** X.509 version 1, which cannot say that it is a CA. */
    V1("WL-TS-120", Severity.WARNING, "replace it"),
    /** In none of the stores that were given as references. */
    UNKNOWN_ORIGIN("WL-TS-121", Severity.WARNING, "find out who added it, or remove it"),
    /** Encoded against DER: strict parsers refuse it. */
    ENCODING_DEFECT("WL-TS-122", Severity.NOTE, ""),
    /** As PEM it is larger than what shall carry it. */
    TOO_LARGE("WL-TS-123", Severity.ERROR, "leave out what no server needs, or use another carrier"),
    /** Signed with MD2 or MD4, which hardly any software can still compute. */
    FORGOTTEN_SIGNATURE("WL-TS-124", Severity.NOTE, "");

    private final Terms terms;

    AuditRule(String id, Severity severity, String remedy) {
        this.terms = new Terms(id, severity, remedy);
    }

    @Override
    public Terms terms() {
        return terms;
    }
}
