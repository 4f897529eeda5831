package io.github.windlass4j.core.hostname;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNameTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, c0000201",
        "::1, 00000000000000000000000000000001",
        "[::1], 00000000000000000000000000000001",
        "2001:DB8::5, 20010db8000000000000000000000005",
        "::ffff:192.0.2.1, 00000000000000000000ffffc0000201",
        "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
        "1::, 00010000000000000000000000000000",
        "::, 00000000000000000000000000000000"
    })
    void reads_addresses(String text, String hex) {
        ServerName name = ServerName.parse(text);

        assertThat(name).isInstanceOf(ServerName.Ip.class);
        assertThat(HexFormat.of().formatHex(((ServerName.Ip) name).address())).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.test",
                "db",
                "a_b.example",
                "10.1.2.3.4",
                "010.0.0.1",
                "1.2.3",
                "1.2.3.256",
                "db.test."
            })
    void reads_as_names(String text) {
        assertThat(ServerName.parse(text)).isEqualTo(new ServerName.Dns(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "*.example.test",
                "a b",
                "http://x",
                "1::2::3",
                "[192.0.2.1]",
                "[db]",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "fe80::1%eth0",
                ":1",
                "1:2:3:4:5:6:7:",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "g::1"
            })
    void refuses_what_is_no_host(String text) {
        assertThatThrownBy(() -> ServerName.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_long_names_and_labels() {
        String label = "a".repeat(63);

        assertThat(ServerName.parse(label + "." + label)).isInstanceOf(ServerName.Dns.class);
        assertThatThrownBy(() -> ServerName.parse("a".repeat(64))).hasMessageContaining("64");
        assertThatThrownBy(() -> ServerName.parse(String.join(".", label, label, label, label)))
                .hasMessageContaining("255");
        assertThatThrownBy(() -> ServerName.parse("a".repeat(2_000_000))).hasMessageContaining("2000000");
    }

    @Test
    void compares_names_in_ascii_lower_case_without_final_dot() {
        assertThat(new ServerName.Dns("DB.Example.Test.").ascii()).isEqualTo("db.example.test");
        assertThat(new ServerName.Dns("b\u00fccher.example").ascii()).isEqualTo("xn--bcher-kva.example");
    }

    @Test
    void an_address_is_the_same_however_written() {
        assertThat(ServerName.parse("::1")).isEqualTo(ServerName.parse("0:0:0:0:0:0:0:1"));
    }
}
