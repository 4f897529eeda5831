package io.github.windlass4j.mesh.observe;

/** Whether a scrape gets metrics. */
public enum Reach {
    /** It does. */
    REACHED,
    /** The sidecar wants mutual TLS, and the scraper speaks none. */
    KILLED_BY_MTLS,
    /** An AuthorizationPolicy refuses the scraper, who shows no identity. */
    DENIED,
    /** Something answers there, but no metrics. */
    NO_METRICS,
    /** It cannot be said; the reason says why. */
    UNKNOWN
}
