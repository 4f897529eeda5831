package io.github.windlass4j.gateway.validate;

/** The two sets of definitions that each Gateway API release has (gateway-api.sigs.k8s.io/concepts/versioning). */
public enum Channel {
    /** Fields and kinds that stay. */
    STANDARD,
    /** Everything in the standard channel, and fields and kinds that may still change or go. */
    EXPERIMENTAL
}
