package io.github.windlass4j.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.EncodingDefect.Kind;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each deviation is read, and told apart from every other. */
class EncodingDefectTest {
    private static Arguments edit(Kind kind, Consumer<DerTree> edit) {
        return Arguments.of(kind, Samples.edited(edit));
    }

    private static Arguments extension(Kind kind, String oid, byte[] value) {
        return Arguments.of(kind, Samples.leaf(spec -> spec.extension(new Extension(oid, false, value))));
    }

    static Stream<Arguments> oneDefectEach() {
        return Stream.of(
                edit(Kind.NON_MINIMAL_LENGTH, tree -> tree.tbs().longLength = true),
                edit(Kind.NON_MINIMAL_LENGTH, tree -> tree.at(0, 5, 0).longLength = true),
                extension(Kind.NON_MINIMAL_LENGTH, Extension.KEY_USAGE, new byte[] {3, (byte) 0x81, 2, 7, (byte) 0x80}),
                edit(Kind.NON_MINIMAL_INTEGER, tree -> tree.tbs().at(1).content = new byte[] {0, 1}),
                edit(Kind.NON_MINIMAL_INTEGER, tree -> tree.tbs().at(1).content = new byte[] {-1, -1}),
                extension(
                        Kind.NON_CANONICAL_BOOLEAN, Extension.BASIC_CONSTRAINTS, DerWriter.sequence(new byte[] {1, 1, 1
                        })),
                edit(Kind.NON_CANONICAL_BOOLEAN, tree -> tree.extensions().at(0, 1).content = new byte[] {1}),
                edit(Kind.EXPLICIT_DEFAULT, tree -> tree.extensions().at(0, 1).content = new byte[] {0}),
                extension(
                        Kind.EXPLICIT_DEFAULT, Extension.BASIC_CONSTRAINTS, DerWriter.sequence(DerWriter.bool(false))),
                edit(Kind.EXPLICIT_DEFAULT, tree -> {
                    tree.tbs().at(0, 0).content = new byte[] {0};
                    tree.tbs().children.remove(7);
                }),
                edit(Kind.UNKNOWN_VERSION, tree -> tree.tbs().at(0, 0).content = new byte[] {3}),
                edit(Kind.FIELD_NOT_IN_VERSION, tree -> tree.tbs().at(0, 0).content = new byte[] {1}),
                edit(Kind.FIELD_NOT_IN_VERSION, tree -> {
                    tree.tbs().children.set(7, DerTree.leaf(0x81, (byte) 0, (byte) 1));
                    tree.tbs().children.remove(0);
                }),
                edit(
                        Kind.SIGNATURE_ALGORITHM_MISMATCH,
                        tree -> tree.at(1).children.add(DerTree.leaf(Tag.NULL))),
                edit(
                        Kind.DUPLICATE_EXTENSION,
                        tree -> tree.extensions()
                                .children
                                .add(tree.extensions().children.get(0))),
                edit(Kind.EMPTY_EXTENSIONS, tree -> tree.extensions().children.clear()),
                extension(Kind.MALFORMED_EXTENSION, Extension.SUBJECT_ALTERNATIVE_NAME, new byte[] {1, 2}),
                extension(Kind.MALFORMED_EXTENSION, Extension.AUTHORITY_INFORMATION_ACCESS, new byte[0]),
                extension(Kind.MALFORMED_EXTENSION, Extension.KEY_USAGE, new byte[] {3, 2, 8, 0}),
                extension(Kind.EMPTY_SEQUENCE, Extension.SUBJECT_ALTERNATIVE_NAME, DerWriter.sequence()),
                extension(Kind.EMPTY_SEQUENCE, Extension.EXTENDED_KEY_USAGE, DerWriter.sequence()),
                extension(Kind.EMPTY_SEQUENCE, Extension.KEY_USAGE, new byte[] {3, 1, 0}),
                extension(Kind.EMPTY_SEQUENCE, Extension.KEY_USAGE, new byte[] {3, 2, 7, 0}),
                extension(Kind.EMPTY_SEQUENCE, Extension.NAME_CONSTRAINTS, DerWriter.sequence()),
                extension(Kind.EMPTY_SEQUENCE, Extension.CERTIFICATE_POLICIES, DerWriter.sequence()),
                extension(Kind.EMPTY_SEQUENCE, Extension.POLICY_CONSTRAINTS, DerWriter.sequence()),
                extension(Kind.EMPTY_SEQUENCE, Extension.CRL_DISTRIBUTION_POINTS, DerWriter.sequence()),
                edit(Kind.EMPTY_SEQUENCE, tree -> tree.tbs().at(5, 0).children.clear()),
                extension(
                        Kind.NON_IA5_NAME,
                        Extension.SUBJECT_ALTERNATIVE_NAME,
                        DerWriter.sequence(
                                DerWriter.value(Tag.context(2), "\u00fc.test".getBytes(StandardCharsets.UTF_8)))),
                extension(
                        Kind.ADDRESS_LENGTH,
                        Extension.SUBJECT_ALTERNATIVE_NAME,
                        DerWriter.sequence(DerWriter.value(Tag.context(7), new byte[5]))),
                edit(Kind.TIME_FORMAT, tree -> tree.tbs().at(4, 0).content = ascii("2601010000Z")),
                edit(Kind.TIME_FORMAT, tree -> tree.tbs().at(4, 1).content = ascii("360101000000+0000")),
                edit(Kind.GENERALIZED_TIME_BEFORE_2050, tree -> {
                    tree.tbs().at(4, 0).tag = Tag.GENERALIZED_TIME;
                    tree.tbs().at(4, 0).content = ascii("20260101000000Z");
                }),
                edit(Kind.NAME_STRING, tree -> tree.tbs().at(5, 0, 0, 1).content = new byte[] {-1}),
                edit(Kind.PRINTABLE_STRING, tree -> {
                    tree.tbs().at(5, 0, 0, 1).tag = Tag.PRINTABLE_STRING;
                    tree.tbs().at(5, 0, 0, 1).content = ascii("a@b");
                }),
                edit(Kind.BIT_STRING, tree -> tree.at(2).content = new byte[] {3, 7}),
                edit(Kind.BIT_STRING, tree -> tree.at(2).content = new byte[] {9, 0}),
                extension(Kind.BIT_STRING, Extension.KEY_USAGE, new byte[] {3, 2, 7, (byte) 0x81}),
                Arguments.of(
                        Kind.MALFORMED_KEY,
                        Samples.edited(tree -> tree.tbs().children.set(6, rsaKeyWithoutContent()))));
    }

    private static DerTree rsaKeyWithoutContent() {
        return DerTree.parse(DerWriter.sequence(
                DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.1.1"), DerWriter.nul()),
                DerWriter.bits(new byte[] {1, 2})));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("oneDefectEach")
    void reads_and_names_the_defect(Kind kind, Certificate certificate) {
        assertThat(certificate.defects()).extracting(EncodingDefect::kind).containsExactly(kind);
        assertThat(certificate.defects().get(0).offset()).isBetween(1, certificate.encoded().length - 1);
        assertThat(certificate.defects().get(0).toString()).startsWith(kind + " in ");
        Samples.askEverything(certificate);
    }

    @Test
    void every_kind_has_a_case() {
        List<Kind> covered = oneDefectEach()
                .map(arguments -> (Kind) arguments.get()[0])
                .distinct()
                .toList();

        assertThat(covered).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void clean_certificates_have_none() {
        assertThat(Samples.LEAF.defects()).isEmpty();
        assertThat(Samples.ROOT.certificate().defects()).isEmpty();
        assertThat(Samples.leaf(spec -> spec.notAfter(Instant.parse("9999-12-31T23:59:59Z")))
                        .defects())
                .isEmpty();
        assertThat(Samples.leaf(spec -> spec.serial(BigInteger.ZERO)).defects()).isEmpty();
        assertThat(Samples.leaf(spec -> spec.serial(BigInteger.valueOf(-128))).defects())
                .isEmpty();
    }

    @Test
    void odd_times_still_tell_the_time() {
        assertThat(Samples.edited(tree -> tree.tbs().at(4, 0).content = ascii("2601010000Z"))
                        .notBefore())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** What the parser meets while it indexes spares the look at the whole; the two must never disagree. */
    @Test
    void a_tidy_certificate_has_no_defect_that_a_look_at_the_whole_would_find() {
        int compared = 0;
        for (byte[] sound : List.of(Samples.RICH.encoded(), Samples.LEAF.encoded(), Samples.OLD.encoded())) {
            for (int at = 0; at < sound.length; at++) {
                for (int change : new int[] {0x01, 0x02, 0x04, 0x20, 0x80, 0xff}) {
                    byte[] der = sound.clone();
                    der[at] ^= (byte) change;
                    compared += defectsAgree(der) ? 1 : 0;
                }
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    private static boolean defectsAgree(byte[] der) {
        Certificate certificate;
        try {
            certificate = Certificate.parse(der);
        } catch (MalformedCertificateException unreadable) {
            return false;
        }
        assertThat(certificate.defects()).isEqualTo(DefectScan.of(certificate, der, false));
        return true;
    }
}
