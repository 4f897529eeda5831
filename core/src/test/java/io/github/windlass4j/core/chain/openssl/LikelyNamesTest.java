package io.github.windlass4j.core.chain.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.chain.engine.LikelyNames;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class LikelyNamesTest {
    /**
     * Tags of string types with their charsets; NumericString, which engines treat each in its own way, and no string at all.
     */
    private enum Kind {
        UTF8(0x0c, StandardCharsets.UTF_8),
        PRINTABLE(0x13, StandardCharsets.ISO_8859_1),
        TELETEX(0x14, StandardCharsets.ISO_8859_1),
        IA5(0x16, StandardCharsets.ISO_8859_1),
        NUMERIC(0x12, StandardCharsets.US_ASCII),
        BMP(0x1e, StandardCharsets.UTF_16BE),
        OCTETS(0x04, StandardCharsets.UTF_8);

        private final int tag;
        private final Charset charset;

        Kind(int tag, Charset charset) {
            this.tag = tag;
            this.charset = charset;
        }

        String value(String text) {
            byte[] bytes = text.getBytes(charset);
            return "#" + HexFormat.of().toHexDigits((byte) tag)
                    + HexFormat.of().toHexDigits((byte) bytes.length)
                    + HexFormat.of().formatHex(bytes);
        }
    }

    @Property(tries = 2000)
    void never_rules_out_what_an_engine_takes_for_the_same(@ForAll("likeNames") List<DistinguishedName> names) {
        DistinguishedName one = names.get(0);
        DistinguishedName other = names.get(1);
        boolean openssl = CanonicalName.of(one).equals(CanonicalName.of(other));
        boolean jdk = new X500Principal(one.encoded()).equals(new X500Principal(other.encoded()));

        assertThat(LikelyNames.mayBeEqual(one, other) || !(openssl || jdk))
                .as(one + " and " + other + ": OpenSSL " + openssl + ", JDK " + jdk)
                .isTrue();

        Statistics.collect(openssl || jdk);
        Statistics.coverage(coverage -> coverage.check(true).percentage(p -> p > 5));
    }

    @Test
    void rules_out_what_is_plainly_another_name() {
        DistinguishedName root = DistinguishedName.parse("CN=Root,O=Example");

        assertThat(LikelyNames.mayBeEqual(root, DistinguishedName.parse("CN=Roof,O=Example")))
                .isFalse();
        assertThat(LikelyNames.mayBeEqual(root, DistinguishedName.parse("CN= root ,O=EXAMPLE")))
                .isTrue();
        assertThat(LikelyNames.mayBeEqual(root, DistinguishedName.parse("CN=F\u0151tan\u00fas\u00edtv\u00e1ny")))
                .isTrue();
        assertThat(LikelyNames.mayBeEqual(root, DistinguishedName.parse("CN=" + Kind.OCTETS.value("Root"))))
                .isTrue();
    }

    /** Spellings that some engine may take for one another. */
    private static final List<List<String>> SPELLINGS = List.of(
            List.of("a", "A", " a", "\uff41"),
            List.of("a  b", "A b", "a\tb"),
            List.of("\u00e9", "\u00c9", "e\u0301"),
            List.of("\u017f", "s", "S"),
            List.of("1", " 1"));

    /** Two names with attributes of the same types, their values spelled alike, encoded in any way. */
    @Provide
    Arbitrary<List<DistinguishedName>> likeNames() {
        Arbitrary<String> type = Arbitraries.of("CN", "O", "1.2.3.4");
        Arbitrary<List<String>> attribute = Combinators.combine(type, Arbitraries.of(SPELLINGS))
                .flatAs((name, spellings) -> value(spellings)
                        .list()
                        .ofSize(2)
                        .map(values ->
                                values.stream().map(value -> name + "=" + value).toList()));
        return attribute.list().ofMinSize(1).ofMaxSize(2).map(all -> List.of(name(all, 0), name(all, 1)));
    }

    private static Arbitrary<String> value(List<String> spellings) {
        return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(spellings))
                .as(Kind::value);
    }

    private static DistinguishedName name(List<List<String>> attributes, int which) {
        return DistinguishedName.parse(String.join(
                ",", attributes.stream().map(pair -> pair.get(which)).toList()));
    }
}
