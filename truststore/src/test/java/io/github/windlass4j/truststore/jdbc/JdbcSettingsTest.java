package io.github.windlass4j.truststore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.truststore.client.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcSettingsTest {
    private static final Path HOME = Path.of("home");

    /** The mode as pgjdbc 42.2.5 and newer takes it, ssl alone included. */
    @ParameterizedTest
    @CsvSource({
        "sslmode=verify-ca, VERIFY_CA",
        "sslmode=VERIFY-FULL, VERIFY_FULL",
        "sslmode=Require, REQUIRE",
        "ssl=true, VERIFY_FULL",
        "ssl=TRUE, VERIFY_FULL",
        "ssl=, VERIFY_FULL",
        "ssl=false, PREFER",
        "user=joe, PREFER"
    })
    void takes_the_mode_as_the_driver_does(String property, SslMode mode) {
        assertThat(pgjdbc(property).mode()).isEqualTo(mode);
    }

    @Test
    void takes_the_root_file_as_one_path_whatever_its_name() {
        assertThat(pgjdbc("sslmode=verify-ca").stores())
                .containsExactly(HOME.resolve(".postgresql").resolve("root.crt").toString());
        assertThat(pgjdbc("sslrootcert=/etc/a,b.crt").stores()).containsExactly("/etc/a,b.crt");
        assertThat(pgjdbc("sslrootcert=jvm").stores())
                .containsExactly(Path.of(".", "jvm").toString());
        assertThat(pgjdbc("sslrootcert=/etc/a.crt", "windlass.stores=/etc/b.pem, jvm,")
                        .stores())
                .containsExactly("/etc/b.pem", "jvm");
    }

    @Test
    void equal_settings_share_and_another_password_does_not() {
        String[] some = {"sslmode=verify-ca", "windlass.stores=a.p12", "windlass.storePassword=one-of-them"};
        assertThat(pgjdbc(some).key()).isEqualTo(pgjdbc(some).key()).doesNotContain("one-of-them");
        assertThat(pgjdbc("sslmode=verify-ca", "windlass.stores=a.p12", "windlass.storePassword=another")
                        .key())
                .isNotEqualTo(pgjdbc(some).key());
        assertThat(pgjdbc("sslmode=verify-ca", "windlass.stores=a.p12").key())
                .isNotEqualTo(pgjdbc(some).key());
    }

    @Test
    void a_password_with_a_semicolon_is_not_repeated() {
        for (String text : List.of("storePassword=s3;cret", "stores=a;storePassword=s3;cret=x")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcSettings.ofText(text))
                    .withMessageContaining("what follows storePassword")
                    .withMessageNotContaining("cret");
        }
    }

    /** What GraalVM is told to keep for drivers that load by name. */
    @Test
    void every_constructor_of_the_native_image_metadata_is_there_and_public() throws Exception {
        List<String> found = new ArrayList<>();
        String type = "";
        Matcher token = Pattern.compile("\"type\": \"([^\"]+)\"|\"parameterTypes\": \\[\"([^\"]+)\"\\]")
                .matcher(metadata());
        while (token.find()) {
            if (token.group(1) != null) {
                type = token.group(1);
            } else if (type.contains(".jdbc.")) {
                int modifiers = Class.forName(type)
                        .getDeclaredConstructor(Class.forName(token.group(2)))
                        .getModifiers();
                assertThat(Modifier.isPublic(modifiers)).isTrue();
                found.add(type.substring(type.lastIndexOf('.') + 1) + "(" + token.group(2) + ")");
            }
        }
        assertThat(found)
                .containsExactly(
                        "WindlassSslSocketFactory(java.lang.String)",
                        "WindlassSslSocketFactory(java.util.Properties)",
                        "WindlassTrustManager(java.lang.String)");
    }

    /** The path without a name is the working directory, and whatever lies there would be trusted. */
    @Test
    void an_empty_root_file_is_none() {
        for (String mode : List.of("verify-ca", "verify-full")) {
            assertThatThrownBy(() -> pgjdbc("sslmode=" + mode, "sslrootcert="))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sslrootcert: empty (want a file; without it the one below the home directory)");
        }
        assertThat(pgjdbc("sslmode=require", "sslrootcert=").verifiesChain()).isFalse();
        assertThat(pgjdbc("sslmode=verify-full", "sslrootcert=", "windlass.stores=/r.pem"))
                .hasToString("sslmode=verify-full, stores [/r.pem], PRIVATE_PKI");
    }

    private static String metadata() throws IOException {
        String path = "/META-INF/native-image/io.github.windlass4j/windlass-truststore/reachability-metadata.json";
        try (InputStream in = Objects.requireNonNull(JdbcSettings.class.getResourceAsStream(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JdbcSettings pgjdbc(String... pairs) {
        Properties properties = new Properties();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            properties.setProperty(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return JdbcSettings.ofPgjdbc(properties, HOME);
    }
}
