/** JUnit 5 extension and AssertJ assertions for chains, stores and verdicts. */
module io.github.windlass4j.testkit {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.core;
    requires transitive io.github.windlass4j.truststore;
    requires static transitive org.assertj.core;
    requires static transitive org.junit.jupiter.api;

    exports io.github.windlass4j.testkit;
}
