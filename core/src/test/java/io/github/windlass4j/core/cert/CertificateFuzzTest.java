package io.github.windlass4j.core.cert;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Bytes into the readers: as tests over the inputs kept in {@code CertificateFuzzTestInputs}, as a fuzzer with
 * {@code JAZZER_FUZZ=1} and one method chosen.
 */
class CertificateFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void certificate(byte[] input) {
        try {
            Samples.askEverything(Certificate.parse(input));
        } catch (MalformedCertificateException e) {
            if (e.offset() < 0 || e.offset() > input.length) {
                throw new AssertionError("offset " + e.offset() + " of " + input.length, e);
            }
        }
    }

    @FuzzTest(maxDuration = "15m")
    void bundle(byte[] input) {
        HostileBundle.readsOrFinds(input);
    }

    @FuzzTest(maxDuration = "15m")
    void pkcs7(byte[] input) {
        HostileBundle.readsOrFinds(Pem.encode("PKCS7", input).getBytes(StandardCharsets.US_ASCII));
    }

    @FuzzTest(maxDuration = "15m")
    void extensions(byte[] input) {
        for (Extension kind : Samples.RICH.extensions().all()) {
            Samples.askEverything(Samples.leafWith(new Extension(kind.oid(), kind.critical(), input)));
        }
    }

    @FuzzTest(maxDuration = "15m")
    void name(byte[] input) {
        try {
            DistinguishedName name = DistinguishedName.parse(input);
            if (!name.matches(DistinguishedName.parse(name.encoded()))) {
                throw new AssertionError("a name does not match itself");
            }
            name.toString();
        } catch (MalformedCertificateException expected) {
            return;
        }
    }
}
