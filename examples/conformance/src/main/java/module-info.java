/** Runs case files that none of us wrote against the public API. */
module io.github.windlass4j.examples.conformance {
    requires static org.jspecify;
    requires io.github.windlass4j.core;
    requires io.github.windlass4j.truststore;
    requires io.github.windlass4j.manifest;
    requires io.github.windlass4j.scan;
    requires io.github.windlass4j.gateway;
    requires io.github.windlass4j.mesh;
    requires io.github.windlass4j.advisor;
    requires tools.jackson.databind;
}
