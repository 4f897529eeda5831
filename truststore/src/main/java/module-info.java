/** Trust stores and database clients: what a CA rotation breaks, when, why, and the smallest fix. */
module io.github.windlass4j.truststore {
    requires static transitive org.jspecify;
    requires transitive io.github.windlass4j.core;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports io.github.windlass4j.truststore.store;
    exports io.github.windlass4j.truststore.authority;
    exports io.github.windlass4j.truststore.diff;
    exports io.github.windlass4j.truststore.audit;
    exports io.github.windlass4j.truststore.client;
    exports io.github.windlass4j.truststore.jdbc;
    exports io.github.windlass4j.truststore.patch;
    exports io.github.windlass4j.truststore.rotation;
    exports io.github.windlass4j.truststore.diagnose;

    opens io.github.windlass4j.truststore.authority to
            io.github.windlass4j.core;
    opens io.github.windlass4j.truststore.client to
            io.github.windlass4j.core;
    opens io.github.windlass4j.truststore.diagnose to
            io.github.windlass4j.core;
    opens io.github.windlass4j.truststore.patch to
            io.github.windlass4j.core;
}
