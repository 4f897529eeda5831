/** Kubernetes Gateway API and Application Gateway for Containers as a model: valid, attached, routed. */
module io.github.windlass4j.gateway {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.core;
    requires transitive io.github.windlass4j.manifest;

    exports io.github.windlass4j.gateway.agc;
    exports io.github.windlass4j.gateway.api;
    exports io.github.windlass4j.gateway.attach;
    exports io.github.windlass4j.gateway.diagram;
    exports io.github.windlass4j.gateway.migrate;
    exports io.github.windlass4j.gateway.portability;
    exports io.github.windlass4j.gateway.route;
    exports io.github.windlass4j.gateway.build;
    exports io.github.windlass4j.gateway.validate;
}
