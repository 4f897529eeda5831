/** Istio as a model: is this call mTLS, plaintext or rejected, why, and the smallest patch. */
module io.github.windlass4j.mesh {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.gateway;

    exports io.github.windlass4j.mesh.aks;
    exports io.github.windlass4j.mesh.analyze;
    exports io.github.windlass4j.mesh.authz;
    exports io.github.windlass4j.mesh.build;
    exports io.github.windlass4j.mesh.call;
    exports io.github.windlass4j.mesh.inject;
    exports io.github.windlass4j.mesh.istio;
    exports io.github.windlass4j.mesh.mtls;
    exports io.github.windlass4j.mesh.nginx;
    exports io.github.windlass4j.mesh.observe.promql;
    exports io.github.windlass4j.mesh.observe.scrape;
    exports io.github.windlass4j.mesh.observe;
    exports io.github.windlass4j.mesh.proxy;
    exports io.github.windlass4j.mesh.validate;

    opens io.github.windlass4j.mesh.aks to
            io.github.windlass4j.core;
    opens io.github.windlass4j.mesh.analyze to
            io.github.windlass4j.core;
    opens io.github.windlass4j.mesh.nginx to
            io.github.windlass4j.core;
    opens io.github.windlass4j.mesh.observe to
            io.github.windlass4j.core;
    opens io.github.windlass4j.mesh.observe.promql to
            io.github.windlass4j.core;
    opens io.github.windlass4j.mesh.observe.scrape to
            io.github.windlass4j.core;
    opens io.github.windlass4j.mesh.validate to
            io.github.windlass4j.core;
}
