/** One small program for each job. */
module io.github.windlass4j.examples.tour {
    requires static org.jspecify;
    requires io.github.windlass4j.advisor;
    requires io.github.windlass4j.core;
    requires io.github.windlass4j.gateway;
    requires io.github.windlass4j.manifest;
    requires io.github.windlass4j.mesh;
    requires io.github.windlass4j.scan;
    requires io.github.windlass4j.testkit;
    requires io.github.windlass4j.truststore;
    requires com.zaxxer.hikari;
    requires java.sql;
}
