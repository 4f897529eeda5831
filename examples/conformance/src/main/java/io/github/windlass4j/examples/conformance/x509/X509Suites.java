package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** Certificates, paths and revocation data: one line per suite. */
public final class X509Suites {
    public static final List<Suite> ALL = List.of(
            new LimboSuite("limbo", "x509/limbo.json.gz"),
            new LimboRulesSuite(),
            new LimboSuite("bettertls", "x509/bettertls.json.gz"),
            new LimboSuite("dos-mesh", "x509/dos-mesh.json.gz"),
            new PkitsSuite(),
            new BoringChainSuite(),
            new BoringCrlSuite(),
            new BoringOcspSuite());

    private X509Suites() {}
}
