package io.github.windlass4j.core.revocation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;

/**
 * Bytes into the readers of revocation data: as tests over the inputs kept in {@code RevocationFuzzTestInputs}, as a
 * fuzzer with {@code JAZZER_FUZZ=1} and one method chosen.
 */
class RevocationFuzzTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Authority CA = Mint.seeded(5).at(AT).root("Root");
    private static final Certificate LEAF = CA.issueLeaf("db.example.test").certificate();

    @FuzzTest(maxDuration = "15m")
    void crl(byte[] input) {
        Crl list;
        try {
            list = Crl.parse(input);
        } catch (MalformedRevocationException e) {
            check(e, input);
            return;
        }
        list.toString();
        list.check(LEAF, CA.certificate(), AT, RevocationPolicy.REQUIRE);
    }

    @FuzzTest(maxDuration = "15m")
    void ocsp(byte[] input) {
        OcspResponse response;
        try {
            response = OcspResponse.parse(input);
        } catch (MalformedRevocationException e) {
            check(e, input);
            return;
        }
        response.toString();
        response.check(LEAF, CA.certificate(), AT, RevocationPolicy.REQUIRE);
    }

    private static void check(MalformedRevocationException e, byte[] input) {
        if (e.offset() < 0 || e.offset() > input.length) {
            throw new AssertionError("offset " + e.offset() + " of " + input.length, e);
        }
    }
}
