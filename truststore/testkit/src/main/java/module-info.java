/** JUnit 5 extension and AssertJ assertions for chains, stores and verdicts. */
module io.github.windlass4j.testkit {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.truststore;
}
