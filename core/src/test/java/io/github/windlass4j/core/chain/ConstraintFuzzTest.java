package io.github.windlass4j.core.chain;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.core.cert.Extension;

/**
 * Bytes as the nameConstraints of a CA and as the names below it: every profile gives a verdict, whatever they are. As
 * tests over the inputs kept in {@code ConstraintFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one method
 * chosen.
 */
class ConstraintFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void constraints(byte[] input) {
        judge(Pki.ca(spec -> spec.extension(new Extension(Extension.NAME_CONSTRAINTS, true, input))));
    }

    @FuzzTest(maxDuration = "15m")
    void names(byte[] input) {
        judge(Pki.leaf(spec -> spec.extension(new Extension(Extension.SUBJECT_ALTERNATIVE_NAME, false, input))));
    }

    private static void judge(Pki pki) {
        for (Profile profile : new Profile[] {
            Profile.RFC5280,
            Profile.WEBPKI,
            Profile.PRIVATE_PKI,
            Profile.jsse(17, JsseProfile.Entry.TRUST_MANAGER),
            Profile.openssl(OpensslProfile.Version.V3_0)
        }) {
            ChainVerdict verdict = ChainValidator.of(profile).validate(pki.request());
            if (verdict.toString().isBlank()) {
                throw new AssertionError("a verdict says something");
            }
        }
    }
}
