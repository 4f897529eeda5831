package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.JsseProfile.Entry;
import io.github.windlass4j.core.chain.OpensslProfile.Version;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request asks reaches the emulated engine as the setting that the engine has for it. */
class EngineSettingsTest {
    private static final OpensslProfile OPENSSL = Profile.openssl(Version.V3_5);

    private static boolean isTrusted(Profile profile, ChainRequest request) {
        return ChainValidator.of(profile).validate(request).isTrusted();
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.test,  true",
        "DB.example.test,  true",
        "db.example.test., false",
        "example.test,     false",
        "192.0.2.1,        true",
        "192.0.2.2,        false",
        "2001:db8::1,      false"
    })
    void openssl_is_asked_for_a_host_or_for_an_address(String host, boolean trusted) {
        ChainRequest request = Pki.leaf(s ->
                        s.names(new GeneralName.Dns(Pki.HOST), new GeneralName.Ip(new byte[] {(byte) 192, 0, 2, 1})))
                .request();

        assertThat(isTrusted(OPENSSL, request.host(ServerName.parse(host)))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true"})
    void the_longest_path_is_a_setting_that_the_trust_manager_has_not(int intermediates, boolean trusted) {
        ChainRequest request = Pki.sound().request().maxIntermediates(intermediates);

        assertThat(isTrusted(OPENSSL, request)).isEqualTo(trusted);
        assertThat(isTrusted(Profile.jsse(25, Entry.CERT_PATH_BUILDER), request))
                .isEqualTo(trusted);
        assertThat(isTrusted(Profile.jsse(25, Entry.TRUST_MANAGER), request)).isTrue();
    }

    /** SSL_CTX_set_security_level(3): level 3 asks for 128 bits, which P-256 has, level 4 for 192. */
    @ParameterizedTest
    @CsvSource({"0, true", "3, true", "4, false", "5, false"})
    void openssl_has_a_security_level(int level, boolean trusted) {
        ChainRequest request =
                new Pki(s -> s.key(KeyType.P_256), s -> s.key(KeyType.P_256), s -> s.key(KeyType.P_256)).request();

        assertThat(isTrusted(OPENSSL.withSecurityLevel(level), request)).isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6})
    void there_are_six_security_levels(int level) {
        assertThatThrownBy(() -> OPENSSL.withSecurityLevel(level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("securityLevel: " + level + " (want 0 to 5)");
    }

    /** {@code jdk.certpath.disabledAlgorithms}: {@code SHA1 jdkCA & usage TLSServer}. */
    @Test
    void the_jdk_refuses_sha1_below_its_own_roots_only() {
        Pki pki = new Pki(
                s -> s.key(KeyType.RSA_2048),
                s -> s.key(KeyType.RSA_2048),
                s -> s.signedWith(SigningAlgorithm.RSA_SHA1));
        JsseProfile jdk = Profile.jsse(17, Entry.TRUST_MANAGER);

        assertThat(isTrusted(jdk, pki.request())).isTrue();
        assertThat(isTrusted(jdk.withJdkRoots(List.of(pki.root.certificate().sha256())), pki.request()))
                .isFalse();
    }

    @Test
    void a_certificate_without_a_subject_is_called_by_its_digest() {
        Pki pki = Pki.leaf(s -> s.subject(""));

        assertThat(Obstacle.label(pki.leaf.certificate()))
                .isEqualTo("SHA-256 " + pki.leaf.certificate().sha256());
        assertThat(Obstacle.label(pki.ca.certificate())).isEqualTo("CN=CA");
    }
}
