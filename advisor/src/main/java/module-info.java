/** Dated, sourced, explained advice that knows what it does not know. */
module io.github.windlass4j.advisor {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.core;
    requires transitive io.github.windlass4j.truststore;
    requires transitive io.github.windlass4j.gateway;
    requires transitive io.github.windlass4j.scan;
    requires io.github.windlass4j.manifest;
    requires transitive io.github.windlass4j.mesh;

    exports io.github.windlass4j.advisor.decide;
    exports io.github.windlass4j.advisor.explain;
    exports io.github.windlass4j.advisor.facts;
    exports io.github.windlass4j.advisor.knowledge;
    exports io.github.windlass4j.advisor.render;
}
