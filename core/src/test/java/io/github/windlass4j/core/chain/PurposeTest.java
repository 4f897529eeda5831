package io.github.windlass4j.core.chain;

import static io.github.windlass4j.core.cert.ExtendedKeyUsage.ANY;
import static io.github.windlass4j.core.cert.ExtendedKeyUsage.CLIENT_AUTH;
import static io.github.windlass4j.core.cert.ExtendedKeyUsage.CODE_SIGNING;
import static io.github.windlass4j.core.cert.ExtendedKeyUsage.EMAIL_PROTECTION;
import static io.github.windlass4j.core.cert.ExtendedKeyUsage.OCSP_SIGNING;
import static io.github.windlass4j.core.cert.ExtendedKeyUsage.SERVER_AUTH;
import static io.github.windlass4j.core.cert.ExtendedKeyUsage.TIME_STAMPING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.mint.CertificateSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each purpose asks of extendedKeyUsage and keyUsage, in each role. */
class PurposeTest {
    private static final String DOCUMENTS = Purpose.DOCUMENT_SIGNING.oid().orElseThrow();
    private static final String MESSAGING = Purpose.RCS_MLS_CLIENT.oid().orElseThrow();
    private static final List<String> ALL = List.of(EMAIL_PROTECTION, DOCUMENTS, TIME_STAMPING, OCSP_SIGNING, ANY);
    private static final Pki PKI = Pki.sound();

    private static Set<Rule> rules(Purpose purpose, Role role, UnaryOperator<CertificateSpec> changes) {
        return rules(purpose, role, Profile.WEBPKI_STRICT, changes);
    }

    private static Set<Rule> rules(
            Purpose purpose, Role role, RuleProfile profile, UnaryOperator<CertificateSpec> changes) {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        Node node = new Node(PKI.ca.issueLeaf(Pki.HOST, changes).certificate());
        PurposeRules.check(node, role, purpose, profile, (rule, found, expected, fix) -> {
            assertThat(List.of(found, expected, fix)).noneMatch(String::isBlank);
            broken.add(rule);
        });
        return broken;
    }

    private static UnaryOperator<CertificateSpec> purposes(List<String> oids) {
        return s -> s.extendedKeyUsage(oids.toArray(String[]::new)).keyUsage(KeyUsage.Bit.DIGITAL_SIGNATURE);
    }

    /** Every set of the five purposes that C2PA names, with the sentence of its profile as oracle. */
    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"C2PA_MANIFEST", "C2PA_TIME_STAMP"})
    void content_credentials_ask_for_some_purposes_and_forbid_others(Purpose purpose) {
        for (int set = 0; set < 1 << ALL.size(); set++) {
            List<String> oids = new ArrayList<>();
            for (int i = 0; i < ALL.size(); i++) {
                if ((set >> i & 1) == 1) {
                    oids.add(ALL.get(i));
                }
            }
            boolean signsContent = oids.contains(EMAIL_PROTECTION) || oids.contains(DOCUMENTS);
            boolean stamps = oids.contains(TIME_STAMPING);
            boolean one = purpose == Purpose.C2PA_MANIFEST ? signsContent && !stamps : stamps && !signsContent;
            boolean right = one && !oids.contains(OCSP_SIGNING) && !oids.contains(ANY);

            assertThat(rules(purpose, Role.LEAF, purposes(oids)))
                    .as(purpose + " " + oids)
                    .isEqualTo(right ? Set.of() : Set.of(Rule.LEAF_PURPOSE_MISSING));
            assertThat(rules(purpose, Role.ISSUER, purposes(oids))).isEmpty();
        }
    }

    @Test
    void only_a_manifest_needs_the_bit_for_signatures() {
        UnaryOperator<CertificateSpec> bitless =
                s -> s.extendedKeyUsage(EMAIL_PROTECTION).keyUsage(KeyUsage.Bit.KEY_ENCIPHERMENT);
        UnaryOperator<CertificateSpec> stampless =
                s -> s.extendedKeyUsage(TIME_STAMPING).without(Extension.KEY_USAGE);

        assertThat(rules(Purpose.C2PA_MANIFEST, Role.LEAF, bitless)).containsExactly(Rule.PURPOSE_KEY_USAGE);
        assertThat(rules(
                        Purpose.C2PA_MANIFEST,
                        Role.LEAF,
                        s -> s.extendedKeyUsage(DOCUMENTS).without(Extension.KEY_USAGE)))
                .containsExactly(Rule.PURPOSE_KEY_USAGE);
        assertThat(rules(Purpose.C2PA_TIME_STAMP, Role.LEAF, stampless)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"LEAF", "ISSUER"})
    void messaging_stands_alone(Role role) {
        Rule wrong = role == Role.LEAF ? Rule.LEAF_PURPOSE_MISSING : Rule.CA_PURPOSE_MISSING;
        UnaryOperator<CertificateSpec> right = purposes(List.of(MESSAGING));

        assertThat(rules(Purpose.RCS_MLS_CLIENT, role, right)).isEmpty();
        assertThat(rules(Purpose.RCS_MLS_CLIENT, role, purposes(List.of(MESSAGING, CLIENT_AUTH))))
                .containsExactly(wrong);
        assertThat(rules(Purpose.RCS_MLS_CLIENT, role, s -> right.apply(s).without(Extension.EXTENDED_KEY_USAGE)))
                .containsExactly(wrong);
        Set<Rule> bits = role == Role.LEAF ? Set.of(Rule.PURPOSE_KEY_USAGE) : Set.of();
        assertThat(rules(
                        Purpose.RCS_MLS_CLIENT,
                        role,
                        s -> right.apply(s).keyUsage(KeyUsage.Bit.DIGITAL_SIGNATURE, KeyUsage.Bit.KEY_AGREEMENT)))
                .isEqualTo(bits);
        assertThat(rules(Purpose.RCS_MLS_CLIENT, role, s -> right.apply(s).without(Extension.KEY_USAGE)))
                .isEqualTo(bits);
    }

    @Test
    void messaging_says_what_the_key_usage_is() {
        List<String> found = new ArrayList<>();
        Certificate leaf = PKI.ca
                .issueLeaf(Pki.HOST, s -> s.extendedKeyUsage(MESSAGING).keyUsage(KeyUsage.Bit.KEY_AGREEMENT))
                .certificate();

        PurposeRules.check(
                new Node(leaf),
                Role.LEAF,
                Purpose.RCS_MLS_CLIENT,
                Profile.RFC5280,
                (rule, what, wanted, fix) -> found.add(what));

        assertThat(found).containsExactly("keyUsage [KEY_AGREEMENT]");
    }

    /** A CA without the extension: a root never needs it, and one right above a server is spared. */
    @ParameterizedTest
    @CsvSource({
        "ISSUER, SERVER_AUTH, false",
        "ISSUER, CLIENT_AUTH, true",
        "CA,     SERVER_AUTH, true",
        "CA,     CODE_SIGNING, true",
        "ANCHOR, SERVER_AUTH, false",
        "ANCHOR, CLIENT_AUTH, false"
    })
    void a_ca_without_purposes(Role role, Purpose purpose, boolean missing) {
        assertThat(rules(purpose, role, s -> s.without(Extension.EXTENDED_KEY_USAGE)))
                .isEqualTo(missing ? Set.of(Rule.CA_EKU_MISSING) : Set.of());
    }

    /** An extension that is there and cannot be read is reported where it is read, and not as absent. */
    @Test
    void what_cannot_be_read_is_not_absent() {
        UnaryOperator<CertificateSpec> broken =
                s -> s.extension(new Extension(Extension.EXTENDED_KEY_USAGE, false, new byte[] {4, 0}));

        assertThat(rules(Purpose.CLIENT_AUTH, Role.LEAF, broken)).isEmpty();
        assertThat(rules(Purpose.CLIENT_AUTH, Role.CA, broken)).isEmpty();
    }

    @Test
    void any_purpose_counts_as_the_profile_says() {
        UnaryOperator<CertificateSpec> any = purposes(List.of(ANY));

        assertThat(rules(Purpose.SERVER_AUTH, Role.LEAF, Profile.RFC5280, any)).containsExactly(Rule.LEAF_EKU_ANY);
        assertThat(rules(Purpose.SERVER_AUTH, Role.LEAF, any))
                .containsExactlyInAnyOrder(Rule.LEAF_EKU_ANY, Rule.LEAF_PURPOSE_MISSING);
        assertThat(rules(Purpose.SERVER_AUTH, Role.ISSUER, Profile.WEBPKI, any)).isEmpty();
        assertThat(rules(Purpose.SERVER_AUTH, Role.ISSUER, any)).containsExactly(Rule.CA_PURPOSE_MISSING);
        assertThat(rules(Purpose.SERVER_AUTH, Role.CA, any)).isEmpty();
    }

    @Test
    void tls_does_not_mix_with_code_and_others_may() {
        UnaryOperator<CertificateSpec> mixed = purposes(List.of(SERVER_AUTH, CLIENT_AUTH, CODE_SIGNING));

        assertThat(rules(Purpose.SERVER_AUTH, Role.LEAF, mixed)).containsExactly(Rule.PURPOSE_MIXED);
        assertThat(rules(Purpose.CLIENT_AUTH, Role.ISSUER, mixed)).containsExactly(Rule.CA_PURPOSE_MIXED);
        assertThat(rules(Purpose.CODE_SIGNING, Role.LEAF, mixed)).isEmpty();
        assertThat(rules(Purpose.SERVER_AUTH, Role.CA, mixed)).isEmpty();
        assertThat(rules(Purpose.ANY, Role.LEAF, mixed)).isEmpty();
    }

    /** A leaf that is trusted as it is: its dates, purpose, names, key and critical extensions still count. */
    @Test
    void a_pinned_leaf_is_still_asked() {
        assertThat(pinned(UnaryOperator.identity())).isEmpty();
        assertThat(pinned(s -> s.notAfter(Pki.AT.minusSeconds(1)))).containsExactly(Rule.EXPIRED);
        assertThat(pinned(s -> s.extendedKeyUsage(CLIENT_AUTH))).containsExactly(Rule.LEAF_PURPOSE_MISSING);
        assertThat(pinned(s -> s.dns("other.example.test"))).containsExactly(Rule.HOST_NOT_NAMED);
        assertThat(pinned(s -> s.key(RawKeys.notAnRsaKey()))).containsExactly(Rule.KEY_UNREADABLE);
        assertThat(pinned(s -> s.key(RawKeys.pointOffItsCurve()))).containsExactly(Rule.KEY_UNREADABLE);
        assertThat(pinned(s -> s.extension(new Extension("1.2.3.4", true, new byte[] {5, 0}))))
                .containsExactly(Rule.UNKNOWN_CRITICAL_EXTENSION);
    }

    private static List<Rule> pinned(UnaryOperator<CertificateSpec> changes) {
        Certificate leaf = Pki.leaf(changes).leaf.certificate();
        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280)
                .validate(Pki.request(List.of(leaf)).trustedLeaves(List.of(leaf)));
        return verdict.candidates().get(0).obstacles().stream()
                .map(Obstacle::rule)
                .toList();
    }
}
