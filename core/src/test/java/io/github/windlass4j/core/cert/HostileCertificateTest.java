package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a certificate, or {@link MalformedCertificateException} with a place in them, soon. */
class HostileCertificateTest {
    /** There to stop a failure, not to measure. */
    private static final Duration A_FAILURE = Duration.ofMinutes(5);

    private static void readsOrSaysWhere(byte[] der) {
        try {
            Samples.askEverything(Certificate.parse(der));
        } catch (MalformedCertificateException e) {
            assertThat(e.offset()).isBetween(0, der.length);
            assertThat(e).hasMessageEndingWith("at byte " + e.offset());
        }
    }

    @Property(tries = 2000)
    void any_bit_flips(@ForAll @Size(min = 1, max = 6) int[] places, @ForAll @IntRange(max = 255) int mask) {
        byte[] der = Samples.RICH.encoded();
        for (int place : places) {
            der[Math.floorMod(place, der.length)] ^= (byte) (mask | 1);
        }
        readsOrSaysWhere(der);
    }

    @Property(tries = 500)
    void any_bytes(@ForAll byte[] bytes) {
        readsOrSaysWhere(bytes);
    }

    @Property(tries = 500)
    void any_bytes_inside_an_extension(@ForAll @Size(max = 60) byte[] value, @ForAll @IntRange(max = 14) int kind) {
        Certificate certificate = Samples.leaf(spec -> spec.extension(new Extension(KINDS[kind], true, value)));
        Samples.askEverything(certificate);
        HostileBundle.readsOrFinds(value);
    }

    @Test
    void every_truncation() {
        byte[] der = Samples.RICH.encoded();
        for (int length = 0; length < der.length; length++) {
            byte[] cut = Arrays.copyOf(der, length);
            assertThat(catchThrowable(() -> Certificate.parse(cut)))
                    .isInstanceOf(MalformedCertificateException.class)
                    .hasMessageContaining("at byte");
        }
    }

    @Test
    void every_single_byte_changed() {
        byte[] der = Samples.RICH.encoded();
        for (int i = 0; i < der.length; i++) {
            for (int value : new int[] {0x00, 0x7f, 0x80, 0xff}) {
                byte[] changed = der.clone();
                changed[i] = (byte) value;
                readsOrSaysWhere(changed);
            }
        }
    }

    @Test
    void refuses_what_follows_the_certificate() {
        byte[] longer = Arrays.copyOf(Samples.RICH.encoded(), Samples.RICH.encoded().length + 3);

        assertThatThrownBy(() -> Certificate.parse(longer))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessage("after the certificate: 3 bytes too many, at byte " + Samples.RICH.encoded().length);
    }

    @Test
    void refuses_lengths_that_lie() {
        assertThatThrownBy(() -> Certificate.parse(bytes(0x30, 0x84, 0xff, 0xff, 0xff, 0xff)))
                .hasMessageContaining("length above 2^31-1");
        assertThatThrownBy(() -> Certificate.parse(bytes(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff)))
                .hasMessageContaining("only 0 are left");
        assertThatThrownBy(() -> Certificate.parse(bytes(0x30, 0x85, 1, 0, 0, 0, 0)))
                .hasMessageContaining("length of 5 octets");
        assertThatThrownBy(() -> Certificate.parse(bytes(0x30, 0x80, 0, 0))).hasMessageContaining("indefinite length");
        assertThatThrownBy(() -> Certificate.parse(bytes(0x3f, 0x81, 0, 0))).hasMessageContaining("tag");
        assertThatThrownBy(() -> Certificate.parse(bytes(0x30))).hasMessageContaining("cut off");
        assertThatThrownBy(() -> Certificate.parse(new byte[0])).hasMessageContaining("missing");
    }

    private static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        IntStream.range(0, values.length).forEach(i -> all[i] = (byte) values[i]);
        return all;
    }

    @Test
    void depth_bombs_end_at_once() {
        byte[] bomb = new byte[0];
        for (int i = 0; i < 20_000; i++) {
            bomb = i % 1000 == 0 ? DerWriter.sequence(bomb) : prefix(bomb);
        }
        byte[] deep = bomb;
        assertTimeoutPreemptively(A_FAILURE, () -> {
            readsOrSaysWhere(deep);
            Samples.askEverything(Samples.leaf(
                    spec -> spec.extension(new Extension(Extension.SUBJECT_ALTERNATIVE_NAME, false, deep))));
            Samples.askEverything(Samples.edited(
                    tree -> tree.at(0, 5, 0, 0).children.set(1, DerTree.parse(DerWriter.sequence(new byte[0])))));
        });
    }

    private static byte[] prefix(byte[] inner) {
        return DerWriter.value(Tag.contextConstructed(0), inner);
    }

    @Test
    void a_huge_certificate_is_refused_by_a_named_limit() {
        byte[] huge = new byte[Certificate.MAX_BYTES + 1];

        assertThatThrownBy(() -> Certificate.parse(huge)).hasMessageContaining(String.valueOf(Certificate.MAX_BYTES));
    }

    @Test
    void a_hundred_thousand_names_are_read_in_time() {
        GeneralName[] names = IntStream.range(0, 100_000)
                .mapToObj(i -> new GeneralName.Dns("h" + i + ".example.test"))
                .toArray(GeneralName[]::new);
        Certificate big = Samples.leaf(spec -> spec.names(names));

        assertTimeoutPreemptively(A_FAILURE, () -> {
            Certificate read = Certificate.parse(big.encoded());
            assertThat(read.extensions().subjectAlternativeNames().orElseThrow())
                    .hasSize(100_000);
            assertThat(read.defects()).isEmpty();
        });
    }

    @Test
    void more_extensions_than_the_limit_are_refused() {
        assertThatThrownBy(() -> Samples.leaf(spec -> {
                    var more = spec;
                    for (int i = 0; i <= Extensions.MAX_EXTENSIONS; i++) {
                        more = more.furtherExtension(new Extension("1.2.3." + i, false, new byte[0]));
                    }
                    return more;
                }))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("more than 256 extensions");
    }

    @Test
    void defects_are_listed_up_to_a_bound() {
        Certificate odd = Samples.leaf(spec -> spec.names(IntStream.range(0, 1000)
                .mapToObj(i -> new GeneralName.Ip(new byte[3]))
                .toArray(GeneralName[]::new)));

        assertThat(odd.defects()).hasSize(100);
    }

    private static final String[] KINDS = {
        Extension.SUBJECT_KEY_IDENTIFIER,
        Extension.KEY_USAGE,
        Extension.SUBJECT_ALTERNATIVE_NAME,
        Extension.ISSUER_ALTERNATIVE_NAME,
        Extension.BASIC_CONSTRAINTS,
        Extension.NAME_CONSTRAINTS,
        Extension.CRL_DISTRIBUTION_POINTS,
        Extension.CERTIFICATE_POLICIES,
        Extension.POLICY_MAPPINGS,
        Extension.AUTHORITY_KEY_IDENTIFIER,
        Extension.POLICY_CONSTRAINTS,
        Extension.EXTENDED_KEY_USAGE,
        Extension.FRESHEST_CRL,
        Extension.INHIBIT_ANY_POLICY,
        Extension.AUTHORITY_INFORMATION_ACCESS
    };
}
