package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

/** The promise of {@link CertificateBundle#read}: never an exception, and never nothing without a finding. */
final class HostileBundle {
    private HostileBundle() {}

    static CertificateBundle readsOrFinds(byte[] content) {
        CertificateBundle bundle = CertificateBundle.read(content, "hostile.pem");
        assertThat(bundle.entries().isEmpty() && bundle.findings().isEmpty()).isFalse();
        bundle.certificates().forEach(Samples::askEverything);
        return bundle;
    }
}
