package io.github.windlass4j.core.chain;

import static io.github.windlass4j.core.chain.Profile.PRIVATE_PKI;
import static io.github.windlass4j.core.chain.Profile.RFC5280;
import static io.github.windlass4j.core.chain.Profile.WEBPKI;
import static io.github.windlass4j.core.chain.Profile.WEBPKI_STRICT;
import static io.github.windlass4j.core.chain.Rule.*;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificatePolicies;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** For each rule, something that breaks it and nothing else that would come before it. */
final class RuleCases {
    /** One case: with {@code profile}, the question is rejected and {@code rule} is the first thing said. */
    record RuleCase(String name, Rule rule, Profile profile, Supplier<ChainRequest> question) {}

    private static final byte[] NULL = {5, 0};

    private final List<RuleCase> cases = new ArrayList<>();

    static List<RuleCase> all() {
        RuleCases all = new RuleCases();
        all.encoding();
        all.keys();
        all.route();
        all.time();
        all.authorities();
        all.purposes();
        all.extensions();
        all.policies();
        new NameRuleCases(all).add();
        all.revocation();
        return all.cases;
    }

    void add(String name, Rule rule, Profile profile, Supplier<ChainRequest> question) {
        cases.add(new RuleCase(name, rule, profile, question));
    }

    void leaf(String name, Rule rule, Profile profile, UnaryOperator<CertificateSpec> changes) {
        add(name, rule, profile, () -> Pki.leaf(changes).request());
    }

    void ca(String name, Rule rule, Profile profile, UnaryOperator<CertificateSpec> changes) {
        add(name, rule, profile, () -> Pki.ca(changes).request());
    }

    private void root(String name, Rule rule, Profile profile, UnaryOperator<CertificateSpec> changes) {
        add(name, rule, profile, () -> Pki.root(changes).request());
    }

    private void encoding() {
        leaf("rejects_extensions_in_a_v2_certificate", VERSION_CONFLICT, RFC5280, s -> s.version(2));
        leaf("rejects_leaf_of_version_1", LEAF_NOT_V3, WEBPKI, s -> s.version(1).withoutExtensions());
        leaf(
                "rejects_two_signature_algorithms",
                SIGNATURE_ALGORITHMS_DIFFER,
                RFC5280,
                s -> s.innerAlgorithm(SigningAlgorithm.ECDSA_SHA384));
        leaf(
                "rejects_a_second_key_usage",
                DUPLICATE_EXTENSION,
                RFC5280,
                s -> s.furtherExtension(new Extension(Extension.KEY_USAGE, true, new byte[] {3, 2, 7, (byte) 0x80})));
        leaf(
                "rejects_text_where_names_belong",
                MALFORMED_EXTENSION,
                RFC5280,
                s -> s.extension(new Extension(Extension.SUBJECT_ALTERNATIVE_NAME, false, Pki.HOST.getBytes())));
        leaf("rejects_emoji_in_a_dns_name", NAME_NOT_IA5, RFC5280, s -> s.dns(Pki.HOST, "\uD83D\uDE1C.example.test"));
        leaf(
                "rejects_a_boolean_that_is_not_der",
                NOT_DER,
                RFC5280,
                s -> s.extension(new Extension(Extension.BASIC_CONSTRAINTS, true, new byte[] {0x30, 3, 1, 1, 1}))
                        .keyUsage(KeyUsage.Bit.KEY_CERT_SIGN, KeyUsage.Bit.DIGITAL_SIGNATURE));
        leaf(
                "rejects_a_default_written_out",
                LOOSE_ENCODING,
                WEBPKI_STRICT,
                s -> s.extension(new Extension(Extension.BASIC_CONSTRAINTS, true, new byte[] {0x30, 3, 1, 1, 0})));
        leaf(
                "rejects_authority_information_without_a_description",
                AUTHORITY_INFO_MALFORMED,
                RFC5280,
                s -> s.extension(new Extension(Extension.AUTHORITY_INFORMATION_ACCESS, false, new byte[] {0x30, 0})));
        leaf(
                "rejects_critical_authority_information",
                AUTHORITY_INFO_CRITICAL,
                RFC5280,
                s -> s.authorityInformationAccess(new io.github.windlass4j.core.cert.AccessDescription(
                                "1.3.6.1.5.5.7.48.2", new GeneralName.Uri("http://ca.example.test/ca.cer")))
                        .critical(Extension.AUTHORITY_INFORMATION_ACCESS, true));
        leaf("rejects_serial_number_zero", SERIAL_NOT_POSITIVE, RFC5280, s -> s.serial(BigInteger.ZERO));
        leaf(
                "rejects_serial_number_of_21_octets",
                SERIAL_TOO_LONG,
                RFC5280,
                s -> s.serial(BigInteger.ONE.shiftLeft(160)));
        leaf("rejects_an_empty_issuer", ISSUER_EMPTY, RFC5280, s -> s.issuer(DistinguishedName.parse("")));
        root("rejects_an_anchor_without_a_name", CA_SUBJECT_EMPTY, RFC5280.without(ISSUER_EMPTY), s -> s.subject(""));
    }

    private void keys() {
        leaf("rejects_rsa_1024", RSA_KEY_TOO_SHORT, WEBPKI, s -> s.key(KeyType.rsa(1024)));
        leaf("rejects_rsa_2052", RSA_KEY_SIZE_UNEVEN, WEBPKI, s -> s.key(KeyType.rsa(2052)));
        leaf("rejects_p192", CURVE_NOT_ALLOWED, WEBPKI, s -> s.key(KeyType.ec("P-192")));
        leaf("rejects_a_curve_spelled_out", CURVE_NOT_NAMED, WEBPKI, s -> s.key(RawKeys.explicitCurve()));
        leaf("rejects_an_rsa_key_that_is_none", KEY_UNREADABLE, RFC5280, s -> s.key(RawKeys.notAnRsaKey()));
        leaf("rejects_a_point_off_its_curve", KEY_UNREADABLE, RFC5280, s -> s.key(RawKeys.pointOffItsCurve()));
        add("rejects_a_signature_algorithm_of_nobody", SIGNATURE_ALGORITHM_UNKNOWN, RFC5280, () -> {
            Pki pki = Pki.sound();
            Certificate leaf = RawKeys.signedByUnknownAlgorithm(pki.leaf.certificate());
            return Pki.request(List.of(leaf, pki.ca.certificate()), pki.root.certificate());
        });
        leaf("rejects_ed25519_on_the_web", KEY_TYPE_NOT_ALLOWED, WEBPKI, s -> s.key(KeyType.ED25519));
        add(
                "rejects_sha1",
                DIGEST_NOT_ALLOWED,
                RFC5280,
                () -> Pki.leaf(s -> s.signedWith(SigningAlgorithm.ECDSA_SHA1)).request());
    }

    private void route() {
        leaf("rejects_a_signature_that_does_not_fit", SIGNATURE_INVALID, RFC5280, CertificateSpec::wrongSignature);
        add("says_which_issuer_is_missing", ISSUER_UNKNOWN, RFC5280, () -> {
            Pki pki = Pki.sound();
            return Pki.request(List.of(pki.leaf.certificate()), pki.root.certificate());
        });
        add("says_that_the_issuers_key_has_another_name", ISSUER_NAME_DIFFERS, RFC5280, () -> {
            Pki pki = Pki.leaf(s -> s.issuer(DistinguishedName.parse("CN=Renamed CA")));
            return pki.request();
        });
        add("says_that_an_anchor_has_the_name_but_not_the_key", ISSUER_KEY_DIFFERS, RFC5280, () -> {
            Pki pki = Pki.sound();
            return Pki.request(pki.leaf.chain(), pki.root.rekey().certificate());
        });
        add(
                "says_that_the_store_is_empty",
                NO_ANCHORS,
                RFC5280,
                () -> Pki.sound().request().anchors(List.of()));
        add("says_which_root_is_not_trusted", ROOT_NOT_TRUSTED, RFC5280, () -> {
            Pki pki = Pki.sound();
            return Pki.request(pki.leaf.path(), pki.mint.root("Somebody else").certificate());
        });
        add("rejects_a_distrusted_ca", DISTRUSTED, RFC5280, () -> {
            Pki pki = Pki.sound();
            return pki.request().distrusted(List.of(pki.ca.certificate()));
        });
        add("says_that_an_anchor_does_not_vouch_for_itself", LEAF_NOT_TRUSTED, RFC5280, () -> {
            Pki pki = Pki.sound();
            return Pki.request(List.of(pki.leaf.certificate()), pki.leaf.certificate());
        });
        add("says_that_two_authorities_only_sign_each_other", LOOP, RFC5280, () -> {
            Pki pki = Pki.sound();
            Authority a = pki.mint.root("A");
            Authority b = pki.mint.root("B");
            Certificate leaf = a.issueLeaf(Pki.HOST).certificate();
            List<Certificate> chain =
                    List.of(leaf, b.crossSign(a).certificate(), a.crossSign(b).certificate());
            return Pki.request(chain, pki.root.certificate());
        });
        add(
                "names_the_budget_that_is_used_up",
                BUDGET_EXCEEDED,
                RFC5280,
                () -> Pki.sound().request().budget(Budget.standard().withSignatures(1)));
        add(
                "counts_comparisons_of_names",
                NAME_COMPARISONS_EXCEEDED,
                RFC5280,
                () -> Pki.ca(s -> s.permitted(new GeneralName.Dns("example.test"), new GeneralName.Dns("example.org")))
                        .request()
                        .budget(Budget.standard().withNameComparisons(1)));
        add(
                "rejects_more_intermediates_than_allowed",
                TOO_MANY_INTERMEDIATES,
                RFC5280,
                () -> Pki.sound().request().maxIntermediates(0));
    }

    private void time() {
        leaf("rejects_an_expired_leaf", EXPIRED, RFC5280, s -> s.notAfter(Pki.AT.minusSeconds(1)));
        ca("rejects_a_ca_that_is_not_valid_yet", NOT_YET_VALID, RFC5280, s -> s.notBefore(Pki.AT.plusSeconds(1)));
        root("rejects_an_expired_anchor", ANCHOR_EXPIRED, RFC5280, s -> s.notAfter(Pki.AT.minusSeconds(1)));
        root(
                "rejects_an_anchor_that_is_not_valid_yet",
                ANCHOR_NOT_YET_VALID,
                RFC5280,
                s -> s.notBefore(Pki.AT.plusSeconds(1)));
    }

    private void authorities() {
        ca(
                "rejects_a_ca_without_basic_constraints",
                BASIC_CONSTRAINTS_MISSING,
                PRIVATE_PKI,
                s -> s.without(Extension.BASIC_CONSTRAINTS).without(Extension.KEY_USAGE));
        ca(
                "rejects_a_ca_that_says_it_is_none",
                BASIC_CONSTRAINTS_NOT_CA,
                PRIVATE_PKI,
                s -> s.basicConstraints(new BasicConstraints(false, BasicConstraints.UNLIMITED))
                        .without(Extension.KEY_USAGE));
        ca(
                "rejects_basic_constraints_that_are_not_critical",
                BASIC_CONSTRAINTS_NOT_CRITICAL,
                RFC5280,
                s -> s.critical(Extension.BASIC_CONSTRAINTS, false));
        ca("rejects_a_ca_that_may_not_sign", KEY_CERT_SIGN_MISSING, RFC5280, s -> s.keyUsage(KeyUsage.Bit.CRL_SIGN));
        ca("rejects_a_ca_that_may_do_nothing", KEY_CERT_SIGN_MISSING, RFC5280, s -> s.keyUsage());
        leaf("rejects_a_key_usage_without_a_bit", MALFORMED_EXTENSION, RFC5280, s -> s.keyUsage());
        leaf(
                "rejects_key_cert_sign_in_an_end_entity",
                KEY_CERT_SIGN_WITHOUT_CA,
                RFC5280,
                s -> s.keyUsage(KeyUsage.Bit.KEY_CERT_SIGN));
        leaf(
                "rejects_a_path_length_in_an_end_entity",
                PATH_LENGTH_WITHOUT_CA,
                RFC5280,
                s -> s.basicConstraints(new BasicConstraints(false, 1)));
        root("rejects_a_ca_below_path_length_0", PATH_LENGTH_EXCEEDED, RFC5280, s -> s.pathLength(0));
        leaf("rejects_a_ca_as_leaf", LEAF_IS_CA, WEBPKI, CertificateSpec::authority);
    }

    private void purposes() {
        leaf(
                "rejects_a_client_certificate_for_a_server",
                LEAF_PURPOSE_MISSING,
                RFC5280,
                s -> s.extendedKeyUsage(ExtendedKeyUsage.CLIENT_AUTH));
        leaf("rejects_an_empty_extended_key_usage", EKU_EMPTY, RFC5280, CertificateSpec::extendedKeyUsage);
        ca(
                "rejects_a_ca_for_mail_above_a_server",
                CA_PURPOSE_MISSING,
                RFC5280,
                s -> s.extendedKeyUsage(ExtendedKeyUsage.EMAIL_PROTECTION));
        add("rejects_a_ca_without_purposes_further_up", CA_EKU_MISSING, WEBPKI_STRICT, () -> {
            Pki pki = Pki.sound();
            Authority issuing = pki.ca.issueAuthority("Issuing", s -> s.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH));
            return pki.request(issuing.issueLeaf(Pki.HOST));
        });
        leaf(
                "rejects_a_web_server_without_purposes",
                LEAF_EKU_MISSING,
                WEBPKI,
                s -> s.without(Extension.EXTENDED_KEY_USAGE));
        leaf(
                "rejects_critical_purposes_on_the_web",
                LEAF_EKU_CRITICAL,
                WEBPKI,
                s -> s.critical(Extension.EXTENDED_KEY_USAGE, true));
        leaf(
                "rejects_any_purpose_on_the_web",
                LEAF_EKU_ANY,
                WEBPKI,
                s -> s.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH, ExtendedKeyUsage.ANY));
        root(
                "rejects_purposes_in_a_web_root",
                ROOT_HAS_EKU,
                WEBPKI,
                s -> s.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH));
        leaf(
                "rejects_a_server_that_signs_code",
                PURPOSE_MIXED,
                WEBPKI.rejecting(PURPOSE_MIXED),
                s -> s.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH, ExtendedKeyUsage.CODE_SIGNING));
        ca(
                "rejects_a_ca_for_servers_that_signs_code",
                CA_PURPOSE_MIXED,
                WEBPKI.rejecting(CA_PURPOSE_MIXED),
                s -> s.extendedKeyUsage(ExtendedKeyUsage.SERVER_AUTH, ExtendedKeyUsage.CODE_SIGNING));
        add("rejects_key_usage_that_the_purpose_forbids", PURPOSE_KEY_USAGE, PRIVATE_PKI, () -> {
            UnaryOperator<CertificateSpec> messaging =
                    s -> s.extendedKeyUsage(Purpose.RCS_MLS_CLIENT.oid().orElseThrow());
            return new Pki(Pki.SOUND, messaging, messaging).request().purpose(Purpose.RCS_MLS_CLIENT);
        });
    }

    private void extensions() {
        ca(
                "rejects_an_unknown_critical_extension",
                UNKNOWN_CRITICAL_EXTENSION,
                RFC5280,
                s -> s.extension(new Extension("1.3.6.1.4.1.55738.1", true, NULL)));
        ca(
                "rejects_a_critical_authority_key_identifier",
                AUTHORITY_KEY_ID_CRITICAL,
                RFC5280,
                s -> s.authorityKeyIdentifier(key("00")).critical(Extension.AUTHORITY_KEY_IDENTIFIER, true));
        ca(
                "rejects_a_critical_subject_key_identifier",
                SUBJECT_KEY_ID_CRITICAL,
                RFC5280,
                s -> s.subjectKeyIdentifier("00").critical(Extension.SUBJECT_KEY_IDENTIFIER, true));
        leaf(
                "rejects_a_leaf_without_authority_key_identifier",
                AUTHORITY_KEY_ID_MISSING,
                RFC5280,
                s -> s.without(Extension.AUTHORITY_KEY_IDENTIFIER));
        ca(
                "rejects_a_ca_without_subject_key_identifier",
                SUBJECT_KEY_ID_MISSING,
                RFC5280.without(AUTHORITY_KEY_ID_MISSING),
                s -> s.without(Extension.SUBJECT_KEY_IDENTIFIER));
        root(
                "rejects_a_root_whose_authority_key_identifier_is_empty",
                ROOT_AUTHORITY_KEY_ID_EMPTY,
                WEBPKI,
                s -> s.authorityKeyIdentifier(
                        new AuthorityKeyIdentifier(Optional.empty(), List.of(), Optional.empty())));
        root(
                "rejects_a_root_that_names_its_issuer",
                ROOT_AUTHORITY_KEY_ID_NAMES_ISSUER,
                WEBPKI,
                s -> s.subjectKeyIdentifier("0a0b")
                        .authorityKeyIdentifier(new AuthorityKeyIdentifier(
                                Optional.of("0a0b"), List.of(), Optional.of(BigInteger.ONE))));
        root(
                "rejects_a_root_that_names_another_key",
                ROOT_AUTHORITY_KEY_ID_DIFFERS,
                WEBPKI,
                s -> s.authorityKeyIdentifier(key("0b")));
    }

    private static AuthorityKeyIdentifier key(String hex) {
        return new AuthorityKeyIdentifier(Optional.of(hex), List.of(), Optional.empty());
    }

    private void policies() {
        ca(
                "rejects_policy_constraints_that_are_not_critical",
                POLICY_CONSTRAINTS_NOT_CRITICAL,
                RFC5280,
                s -> s.policyConstraints(new PolicyConstraints(PolicyConstraints.ABSENT, 0))
                        .critical(Extension.POLICY_CONSTRAINTS, false));
        ca(
                "rejects_a_path_without_the_required_policy",
                NO_VALID_POLICY,
                RFC5280,
                s -> s.policyConstraints(new PolicyConstraints(0, PolicyConstraints.ABSENT)));
        ca(
                "rejects_a_mapping_of_any_policy",
                ANY_POLICY_MAPPED,
                RFC5280,
                s -> s.policyMappings(new PolicyMapping(CertificatePolicies.ANY_POLICY, "1.2.3")));
        ca(
                "rejects_an_unknown_qualifier_in_critical_policies",
                POLICY_QUALIFIER_UNKNOWN,
                RFC5280,
                s -> s.policies(new CertificatePolicies(List.of(new CertificatePolicies.Policy(
                                "1.2.3", List.of(new CertificatePolicies.Qualifier("1.2.3.4", NULL))))))
                        .critical(Extension.CERTIFICATE_POLICIES, true));
    }

    private void revocation() {
        add("rejects_what_a_crl_revokes", REVOKED, RFC5280, () -> {
            Pki pki = Pki.sound();
            return crls(pki, pki.ca.crl(c -> c.revoke(pki.leaf.certificate())), pki.root.crl());
        });
        add(
                "rejects_without_data_where_they_are_required",
                REVOCATION_UNKNOWN,
                RFC5280,
                () -> Pki.sound().request().revocation(RevocationData.NONE, RevocationPolicy.REQUIRE));
        add("rejects_a_stale_crl", CRL_UNUSABLE, RFC5280, () -> {
            Pki pki = Pki.sound();
            return crls(pki, pki.ca.crl(c -> c.nextUpdate(Pki.AT)), pki.root.crl());
        });
        add("rejects_a_crl_without_number", CRL_NUMBER_UNUSABLE, RFC5280, () -> {
            Pki pki = Pki.sound();
            return crls(pki, pki.ca.crl(c -> c.without(Extension.CRL_NUMBER)), pki.root.crl());
        });
        add("rejects_an_ocsp_response_about_somebody_else", OCSP_UNUSABLE, RFC5280, () -> {
            Pki pki = Pki.sound();
            OcspResponse other = OcspResponse.parse(pki.ca.ocsp(
                    o -> o.good(pki.ca.issueLeaf("other.example.test").certificate())));
            return pki.request().revocation(RevocationData.responses(List.of(other)), RevocationPolicy.REQUIRE);
        });
    }

    private static ChainRequest crls(Pki pki, byte[]... crls) {
        List<Crl> parsed = Arrays.stream(crls).map(Crl::parse).toList();
        return pki.request().revocation(RevocationData.crls(parsed), RevocationPolicy.REQUIRE);
    }
}
