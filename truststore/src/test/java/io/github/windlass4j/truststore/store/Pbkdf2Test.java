package io.github.windlass4j.truststore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pbkdf2Test {
    private static final String[] DIGESTS = {"1", "224", "256", "384", "512"};

    /** RFC 6070, the fourth case left out for its 16,777,216 rounds. */
    @ParameterizedTest
    @CsvSource({
        "password, salt, 1, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
        "password, salt, 2, ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957",
        "password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1",
        "passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt, 4096, 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
    })
    void answers_the_vectors_of_the_rfc(String password, String salt, int rounds, String key) throws Exception {
        byte[] wanted = HexFormat.of().parseHex(key);
        assertThat(new Pbkdf2("SHA-1", password.getBytes(StandardCharsets.US_ASCII))
                        .derive(salt.getBytes(StandardCharsets.US_ASCII), rounds, wanted.length))
                .isEqualTo(wanted);
    }

    @Property(tries = 300)
    void answers_as_the_jdk(
            @ForAll @IntRange(max = 4) int digest,
            @ForAll @StringLength(min = 1, max = 200) String password,
            @ForAll @Size(min = 1, max = 80) byte[] salt,
            @ForAll @IntRange(min = 1, max = 40) int rounds,
            @ForAll @IntRange(min = 1, max = 150) int octets)
            throws Exception {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, octets * 8);
        assertThat(new Pbkdf2("SHA-" + DIGESTS[digest], password.getBytes(StandardCharsets.UTF_8))
                        .derive(salt, rounds, octets))
                .isEqualTo(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + DIGESTS[digest])
                        .generateSecret(spec)
                        .getEncoded());
    }

    @Test
    void an_unknown_digest_is_refused() {
        assertThatThrownBy(() -> new Pbkdf2("SHA-0", new byte[1])).isInstanceOf(NoSuchAlgorithmException.class);
    }
}
