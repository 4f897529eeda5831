/** Kubernetes manifests read and written losslessly, with positions, schemas and CEL rules. */
module io.github.windlass4j.manifest {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.core;
    requires org.snakeyaml.engine;

    exports io.github.windlass4j.manifest.build;
    exports io.github.windlass4j.manifest.k8s;
    exports io.github.windlass4j.manifest.object;
    exports io.github.windlass4j.manifest.regex;
    exports io.github.windlass4j.manifest.schema;
    exports io.github.windlass4j.manifest.yaml;
}
