package io.github.windlass4j.manifest.yaml;

/**
 * What a reader is willing to take on.
 *
 * @param characters length of a text in code points
 * @param depth nesting of mappings and sequences
 * @param documents documents in one stream
 */
public record YamlLimits(int characters, int depth, int documents) {
    private static final YamlLimits STANDARD = new YamlLimits(64 << 20, 500, 100_000);

    /** Nodes that aliases may add before their share is looked at (go-yaml v2, decode.go). */
    static final long ALIASED_NODES_WITHOUT_CHECK = 100;

    /** Nodes read before the share of aliases is looked at (go-yaml v2, decode.go). */
    static final long NODES_WITHOUT_CHECK = 1_000;

    /** Up to this many nodes, 99 % may come from aliases (go-yaml v2, alias_ratio_range_low). */
    static final long SMALL_DOCUMENT = 400_000;

    /** From this many nodes on, 10 % may come from aliases (go-yaml v2, alias_ratio_range_high). */
    static final long LARGE_DOCUMENT = 4_000_000;

    /**
     * 64 Mi characters, depth 500, 100,000 documents. The API server takes at most 3 MiB per request (k8s.io/apiserver,
     * MaxRequestBodyBytes); a dump of a large cluster is some tens of MiB. No Kubernetes kind nests deeper than about 40.
     */
    public static YamlLimits standard() {
        return STANDARD;
    }

    /** The share of nodes that may come from aliases, falling from 0.99 to 0.10 as documents grow. */
    static double allowedAliasShare(long nodes) {
        if (nodes <= SMALL_DOCUMENT) {
            return 0.99;
        }
        if (nodes >= LARGE_DOCUMENT) {
            return 0.10;
        }
        return 0.99 - 0.89 * ((double) (nodes - SMALL_DOCUMENT) / (LARGE_DOCUMENT - SMALL_DOCUMENT));
    }
}
