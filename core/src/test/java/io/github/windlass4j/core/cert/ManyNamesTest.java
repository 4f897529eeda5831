package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.hostname.HostnameRules;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.internal.RawNames;
import io.github.windlass4j.core.internal.der.DerWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A long list of names is the list of its names, and what it says without decoding them is true. */
class ManyNamesTest {
    private static final List<String> PIECES = List.of(
            "a",
            "B",
            "db",
            "Xc",
            "0",
            "7",
            ".",
            ".",
            "-",
            "_",
            "*",
            "*.",
            "\u00e9",
            "\u017f",
            "\u212a",
            "k",
            "example.com",
            "s".repeat(62),
            ":",
            " ");
    private static final List<HostnameRules> RULES =
            List.of(HostnameRules.RFC_9525, HostnameRules.JDK_25, HostnameRules.LIBPQ, HostnameRules.PGJDBC);
    private static final Pattern LABELS = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static byte[] name(Random random) {
        int kind = random.nextInt(12);
        return switch (kind) {
            case 0 -> DerWriter.value(0x81, text(random).getBytes(StandardCharsets.UTF_8));
            case 1 -> DerWriter.value(0x87, new byte[random.nextInt(6)]);
            case 2 -> DerWriter.value(0x88, new byte[] {0x2a, 3});
            case 3 -> DerWriter.value(0xa4, DistinguishedName.parse("CN=a").encoded());
            default -> DerWriter.value(0x82, text(random).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static List<byte[]> names(Random random, int count) {
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(name(random));
        }
        return names;
    }

    @Test
    void a_long_list_holds_what_short_ones_hold() {
        List<byte[]> names = names(new Random(1), 300);
        List<GeneralName> many = GeneralName.parseAll(DerWriter.sequence(names));
        assertThat(many).isInstanceOf(RawNames.class).hasSize(300);
        for (int i = 0; i < names.size(); i++) {
            assertThat(many.get(i))
                    .isEqualTo(GeneralName.parseAll(DerWriter.sequence(names.get(i)))
                            .get(0));
        }
        assertThat(GeneralName.parseAll(DerWriter.sequence(names.subList(0, 100))))
                .isNotInstanceOf(RawNames.class);
    }

    @Test
    void what_is_left_out_would_have_said_nothing() {
        Random random = new Random(2);
        List<GeneralName> many = GeneralName.parseAll(DerWriter.sequence(names(random, 5_000)));
        RawNames raw = (RawNames) many;
        int plain = 0;
        int different = 0;
        for (int i = 0; i < many.size(); i++) {
            String name = many.get(i) instanceof GeneralName.Dns dns ? dns.name() : "";
            if (raw.isPlainHost(i)) {
                plain++;
                assertThat(name).matches(LABELS).hasSizeLessThanOrEqualTo(253);
                assertThat(ServerName.parse(name)).isInstanceOf(ServerName.Dns.class);
                assertThat(name).containsPattern("[g-wyzG-WYZ-]");
            }
            String text = random.nextBoolean() ? text(random) : name.toUpperCase(java.util.Locale.ROOT);
            if (raw.differs(i, text)) {
                different++;
                assertThat(many.get(i)).isInstanceOf(GeneralName.Dns.class);
                assertThat(name).isNotEqualToIgnoringCase(text).doesNotContain("*");
            }
        }
        assertThat(plain).isGreaterThan(100);
        assertThat(different).isGreaterThan(500);
    }

    @Test
    void every_client_answers_as_to_the_names_themselves() {
        Random random = new Random(3);
        DistinguishedName subject = DistinguishedName.parse("CN=db.example.com");
        List<ServerName> hosts =
                List.of(ServerName.parse("db.example.com"), ServerName.parse("k"), ServerName.parse("0.0.0.0"));
        for (int round = 0; round < 100; round++) {
            List<GeneralName> many = GeneralName.parseAll(DerWriter.sequence(names(random, 101)));
            for (HostnameRules rules : RULES) {
                for (ServerName host : hosts) {
                    assertThat(rules.check(subject, many, host))
                            .isEqualTo(rules.check(subject, List.copyOf(many), host));
                }
            }
        }
    }

    @Test
    void a_name_that_is_none_is_found_behind_many() {
        List<byte[]> names = names(new Random(4), 150);
        for (byte[] bad :
                List.of(new byte[] {(byte) 0x89, 0}, new byte[] {(byte) 0x88, 0}, new byte[] {(byte) 0x82, 9})) {
            names.set(149, bad);
            assertThatThrownBy(() -> GeneralName.parseAll(DerWriter.sequence(names)))
                    .isInstanceOf(MalformedCertificateException.class);
        }
    }
}
