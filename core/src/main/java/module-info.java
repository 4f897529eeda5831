/** Certificates, path validation with reasons, host names, findings, reports and a mint for test PKIs. */
// The compiler of this module cannot see the modules that alone may read the JDK's distrust lists and hash.
@SuppressWarnings("module")
module io.github.windlass4j.core {
    requires static transitive org.jspecify;

    exports io.github.windlass4j.core.cert;
    exports io.github.windlass4j.core.chain;
    exports io.github.windlass4j.core.chain.jsse to
            io.github.windlass4j.truststore;
    exports io.github.windlass4j.core.chain.tls;
    exports io.github.windlass4j.core.finding;
    exports io.github.windlass4j.core.internal to
            io.github.windlass4j.advisor,
            io.github.windlass4j.gateway,
            io.github.windlass4j.manifest,
            io.github.windlass4j.mesh,
            io.github.windlass4j.scan,
            io.github.windlass4j.truststore;
    exports io.github.windlass4j.core.internal.der to
            io.github.windlass4j.truststore;
    exports io.github.windlass4j.core.hostname;
    exports io.github.windlass4j.core.mint;

    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
    requires java.xml;
    requires tools.jackson.databind;

    exports io.github.windlass4j.core.knowledge;
    exports io.github.windlass4j.core.report;
    exports io.github.windlass4j.core.revocation;
}
