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
        "1:2:3:4:5:6:192.0.2.1, 000100020003000400050006c0000201",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::2:3:4:5:6:7:8, 00000002000300040005000600070008",
        "1::192.0.2.1, 000100000000000000000000c0000201",
        "1234:abcd:EF01::, 1234abcdef0100000000000000000000",
        "255.255.255.255, ffffffff",
        "0.9.10.99, 00090a63",
        "0000:0000:0000:0000:0000:ffff:255.255.255.255, 00000000000000000000ffffffffffff",
        "1::, 00010000000000000000000000000000",
        "::, 00000000000000000000000000000000"
    })
    void reads_addresses(String text, String hex) {
        ServerName name = ServerName.parse(text);

        assertThat(name).isInstanceOf(ServerName.Ip.class);
        assertThat(HexFormat.of().formatHex(((ServerName.Ip) name).address())).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example.test:5432", "https://db.example.test"})
    void asks_for_the_host_alone(String text) {
        assertThatThrownBy(() -> ServerName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(text, "without scheme and port");
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
                "1.2.3.1000",
                "1.2.3.4a",
                "0xa.0.0.1",
                "zz-top.AZ09",
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
                "g::1",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:192.0.2.1",
                "1:2:3:4:5:6::192.0.2.1",
                "1.2.3.4:5:6:7:8:9:a:b",
                "1::2::",
                "::::",
                ":::",
                "::00001",
                "::\u0661",
                "[::1",
                "1.2..4",
                "[::g]",
                "a/b",
                "a:b",
                "a@b",
                "a[b",
                "a`b",
                "a{b"
            })
    void refuses_what_is_no_host(String text) {
        assertThatThrownBy(() -> ServerName.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_long_names_and_labels() {
        String label = "a".repeat(63);

        assertThat(ServerName.parse(label + "." + label)).isInstanceOf(ServerName.Dns.class);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(longest).hasSize(ServerName.MAX_NAME_LENGTH);
        assertThat(ServerName.parse(longest)).isEqualTo(new ServerName.Dns(longest));
        assertThat(ServerName.parse(longest + ".")).isInstanceOf(ServerName.Dns.class);
        assertThatThrownBy(() -> ServerName.parse(longest + "a")).hasMessageContaining("254 characters (at most 253)");
        assertThatThrownBy(() -> ServerName.parse("a".repeat(4 * 253))).hasMessageContaining("1012 characters");
        assertThatThrownBy(() -> ServerName.parse("\u00e9".repeat(4 * 253 + 1)))
                .hasMessage("host of 1013 characters (at most 253)");
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
        ServerName brief = ServerName.parse("::1");
        ServerName full = ServerName.parse("0:0:0:0:0:0:0:1");

        assertThat(brief).isEqualTo(full).hasSameHashCodeAs(full).isNotEqualTo(ServerName.parse("::2"));
        assertThat(brief.hashCode()).isNotEqualTo(ServerName.parse("::2").hashCode());
        assertThat(brief).hasToString("::1").isNotEqualTo("::1");
    }

    @Test
    void refuses_a_character_with_its_place() {
        assertThatThrownBy(() -> ServerName.parse("ab!c")).hasMessage("host \"ab!c\": character U+0021 at 2");
        assertThatThrownBy(() -> new ServerName.Ip(new byte[5], "x")).hasMessageContaining("5 bytes");
    }
}
