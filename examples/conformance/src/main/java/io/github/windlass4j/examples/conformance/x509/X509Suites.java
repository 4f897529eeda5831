package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** Certificates, paths and revocation data: one line per suite. */
public final class X509Suites {
    public static final List<Suite> ALL = List.of();

    private X509Suites() {}
}
