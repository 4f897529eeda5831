package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.NameConstraints;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The indexed subtrees against one comparison after the other. */
class ConstraintPropertiesTest {
    @Property
    void a_dns_name_is_held_exactly_by_its_own_tails(
            @ForAll("hosts") String name, @ForAll("constraints") List<String> bases) {
        boolean held = bases.stream()
                .anyMatch(base -> base.isEmpty()
                        || (base.startsWith(".")
                                ? name.endsWith(base)
                                : name.equals(base) || name.endsWith("." + base)));

        assertThat(subtrees(bases.stream()
                                .<GeneralName>map(GeneralName.Dns::new)
                                .toList())
                        .dns(name)
                        .isPresent())
                .isEqualTo(held);
    }

    @Property
    void a_mail_host_is_held_by_itself_or_by_a_dotted_tail(
            @ForAll("hosts") String host, @ForAll("constraints") List<String> bases) {
        boolean held = bases.stream()
                .anyMatch(base -> base.isEmpty() || (base.startsWith(".") ? host.endsWith(base) : host.equals(base)));
        CertificateNames.Mailbox box =
                CertificateNames.Mailbox.parse("a@" + host).orElseThrow();

        assertThat(subtrees(bases.stream()
                                .<GeneralName>map(GeneralName.Email::new)
                                .toList())
                        .mailbox(box)
                        .isPresent())
                .isEqualTo(held);
    }

    @Property
    void a_wildcard_reaches_what_one_of_its_expansions_is_in(
            @ForAll("hosts") String base, @ForAll("plain") List<String> bases) {
        Subtrees subtrees =
                subtrees(bases.stream().<GeneralName>map(GeneralName.Dns::new).toList());
        boolean reachable = List.of("a", "b", "c", "ab").stream()
                .anyMatch(label -> subtrees.dns(label + "." + base).isPresent());
        boolean whole = subtrees.dns("*." + base).isPresent();

        assertThat(whole || subtrees.reachedBy(base).isPresent()).isEqualTo(reachable);
    }

    @Property
    void an_address_is_held_by_its_own_prefixes(
            @ForAll int address, @ForAll int network, @ForAll("prefixes") int prefix) {
        int mask = prefix == 0 ? 0 : -1 << (32 - prefix);
        byte[] range = new byte[8];
        write(network, range, 0);
        write(mask, range, 4);
        byte[] octets = new byte[4];
        write(address, octets, 0);

        assertThat(subtrees(List.of(new GeneralName.Ip(range))).address(octets).isPresent())
                .isEqualTo((address & mask) == (network & mask));
    }

    private static void write(int value, byte[] into, int at) {
        for (int i = 0; i < 4; i++) {
            into[at + i] = (byte) (value >>> 24 - 8 * i);
        }
    }

    private static Subtrees subtrees(List<GeneralName> bases) {
        return new Subtrees(bases.stream()
                .map(base -> new NameConstraints.Subtree(base, 0, NameConstraints.Subtree.UNBOUNDED))
                .toList());
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of("a", "b", "c", "ab")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(labels -> String.join(".", labels));
    }

    @Provide
    Arbitrary<List<String>> plain() {
        return hosts().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> constraints() {
        return hosts().flatMap(host -> Arbitraries.of(host, "." + host, host, ""))
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Integer> prefixes() {
        return Arbitraries.integers().between(0, 32);
    }
}
