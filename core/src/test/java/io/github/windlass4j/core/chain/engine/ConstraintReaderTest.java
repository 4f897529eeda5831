package io.github.windlass4j.core.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.NameConstraints.Subtree;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import io.github.windlass4j.core.mint.Mint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConstraintReaderTest {
    private static final int PERMITTED = Tag.contextConstructed(0);
    private static final int EXCLUDED = Tag.contextConstructed(1);
    private static final byte[] ONE = {Tag.INTEGER, 1, 1};

    private static Optional<NameConstraints> read(byte[]... lists) {
        Extension extension = new Extension(Extension.NAME_CONSTRAINTS, true, DerWriter.sequence(lists));
        return ConstraintReader.read(Mint.seeded(1)
                .root("CA", spec -> spec.extension(extension))
                .certificate()
                .extensions());
    }

    private static byte[] dns(String name) {
        return DerWriter.value(Tag.context(2), name.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] subtree(byte[]... fields) {
        return DerWriter.sequence(fields);
    }

    @Test
    void reads_both_lists_with_their_distances() {
        byte[] minimum = DerWriter.value(Tag.context(0), new byte[] {1});
        byte[] maximum = DerWriter.value(Tag.context(1), new byte[] {5});
        assertThat(read(
                        DerWriter.value(PERMITTED, subtree(dns("a.test"), minimum), subtree(dns("b.test"))),
                        DerWriter.value(EXCLUDED, subtree(dns("c.test"), minimum, maximum))))
                .contains(new NameConstraints(
                        List.of(
                                new Subtree(new GeneralName.Dns("a.test"), 1, Subtree.UNBOUNDED),
                                new Subtree(new GeneralName.Dns("b.test"), 0, Subtree.UNBOUNDED)),
                        List.of(new Subtree(new GeneralName.Dns("c.test"), 1, 5))));
        assertThat(read()).contains(new NameConstraints(List.of(), List.of()));
    }

    @Test
    void reads_names_of_any_length() {
        for (int length : new int[] {1, 127, 128, 300, 70_000}) {
            String name = "x".repeat(length);
            assertThat(read(DerWriter.value(EXCLUDED, subtree(dns(name)))))
                    .contains(new NameConstraints(
                            List.of(), List.of(new Subtree(new GeneralName.Dns(name), 0, Subtree.UNBOUNDED))));
        }
    }

    @Test
    void there_are_none_in_a_certificate_without_the_extension() {
        assertThat(ConstraintReader.read(Mint.seeded(1).root("CA").certificate().extensions()))
                .isEmpty();
    }

    @Test
    void refuses_what_follows_the_last_field() {
        assertThatThrownBy(() -> read(DerWriter.value(PERMITTED, subtree(dns("a.test"))), ONE))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("NameConstraints");
        assertThatThrownBy(() -> read(DerWriter.value(PERMITTED, subtree(dns("a.test"), ONE))))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("GeneralSubtree");
        assertThatThrownBy(() -> read(DerWriter.value(PERMITTED, ONE)))
                .isInstanceOf(MalformedCertificateException.class);
    }
}
