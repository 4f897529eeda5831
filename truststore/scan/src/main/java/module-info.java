/** Finds who uses which trust store with which mode, in files, images, configuration and manifests. */
module io.github.windlass4j.scan {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.truststore;
    requires transitive io.github.windlass4j.manifest;
    requires java.xml;

    exports io.github.windlass4j.scan.cluster;
    exports io.github.windlass4j.scan.config;
    exports io.github.windlass4j.scan.discovery;
    exports io.github.windlass4j.scan.files;
    exports io.github.windlass4j.scan.fleet;
    exports io.github.windlass4j.scan.inventory;

    opens io.github.windlass4j.scan.discovery to
            io.github.windlass4j.core;
}
