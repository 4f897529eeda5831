package io.github.windlass4j.core.chain;

import static io.github.windlass4j.core.chain.Profile.PRIVATE_PKI;
import static io.github.windlass4j.core.chain.Profile.RFC5280;
import static io.github.windlass4j.core.chain.Profile.WEBPKI;
import static io.github.windlass4j.core.chain.Rule.*;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.CertificateSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The cases of {@link RuleCases} about names: which of them a CA may give, and which a certificate is for. */
final class NameRuleCases {
    private final RuleCases cases;

    NameRuleCases(RuleCases cases) {
        this.cases = cases;
    }

    void add() {
        constraints();
        names();
    }

    private void constraints() {
        authority(
                "rejects_an_excluded_host_of_a_ca",
                CA_NAME_EXCLUDED,
                s -> s.excluded(new GeneralName.Dns("ca.example.test")));
        authority(
                "rejects_a_host_of_a_ca_outside",
                CA_NAME_NOT_PERMITTED,
                s -> s.permitted(new GeneralName.Dns("db.example.test")));
        dns("rejects_an_excluded_host", DNS_NAME_EXCLUDED, s -> s.excluded(new GeneralName.Dns("example.test")));
        dns("rejects_a_host_outside", DNS_NAME_NOT_PERMITTED, s -> s.permitted(new GeneralName.Dns("example.org")));
        dns(
                "rejects_a_constraint_with_an_asterisk",
                DNS_CONSTRAINT_MALFORMED,
                s -> s.permitted(new GeneralName.Dns("*.example.test")));
        named(
                "rejects_an_excluded_address",
                IP_ADDRESS_EXCLUDED,
                s -> s.excluded(ip(10, 0, 0, 0, 255, 0, 0, 0)),
                ip(10, 1, 2, 3));
        named(
                "rejects_an_address_outside",
                IP_ADDRESS_NOT_PERMITTED,
                s -> s.permitted(ip(10, 0, 0, 0, 255, 0, 0, 0)),
                ip(11, 1, 2, 3));
        named(
                "rejects_a_mask_with_a_hole",
                IP_CONSTRAINT_MALFORMED,
                s -> s.permitted(ip(10, 0, 0, 0, 255, 0, 255, 0)),
                ip(10, 0, 1, 0));
        named("rejects_an_address_of_five_octets", IP_ADDRESS_MALFORMED, Pki.SOUND, ip(1, 2, 3, 4, 5));
        named(
                "rejects_a_dns_name_with_a_leading_dot_below_a_constraint",
                DNS_NAME_MALFORMED,
                s -> s.permitted(new GeneralName.Dns("example.test")),
                new GeneralName.Dns(".example.test"));
        named(
                "rejects_a_mail_constraint_with_two_at_signs",
                MAILBOX_CONSTRAINT_MALFORMED,
                s -> s.permitted(new GeneralName.Email("a@b@example.test")),
                new GeneralName.Email("a@example.test"));
        named(
                "rejects_a_mailbox_with_two_at_signs_below_a_constraint",
                MAILBOX_MALFORMED,
                s -> s.permitted(new GeneralName.Email("example.test")),
                new GeneralName.Email("a@b@example.test"));
        named(
                "rejects_a_uri_without_host_below_a_constraint",
                URI_MALFORMED,
                s -> s.permitted(new GeneralName.Uri("example.test")),
                new GeneralName.Uri("urn:example:test"));
        named(
                "rejects_a_wildcard_that_can_stand_for_an_excluded_host",
                WILDCARD_REACHES_EXCLUDED,
                s -> s.excluded(new GeneralName.Dns("secret.example.test")),
                new GeneralName.Dns("*.example.test"));
        named(
                "rejects_a_wildcard_of_which_one_host_is_permitted",
                WILDCARD_LEAVES_PERMITTED,
                s -> s.permitted(new GeneralName.Dns("db.example.test")),
                new GeneralName.Dns("*.example.test"));
        named(
                "rejects_an_excluded_directory_name",
                DIRECTORY_NAME_EXCLUDED,
                s -> s.excluded(directory("O=Example")),
                directory("CN=db,O=Example"));
        dns("rejects_a_subject_outside", DIRECTORY_NAME_NOT_PERMITTED, s -> s.permitted(directory("O=Example")));
        named(
                "rejects_an_excluded_mailbox",
                MAILBOX_EXCLUDED,
                s -> s.excluded(new GeneralName.Email(".example.test")),
                new GeneralName.Email("a@mail.example.test"));
        named(
                "rejects_a_mailbox_on_another_host",
                MAILBOX_NOT_PERMITTED,
                s -> s.permitted(new GeneralName.Email("example.test")),
                new GeneralName.Email("a@mail.example.test"));
        named(
                "rejects_an_excluded_uri",
                URI_EXCLUDED,
                s -> s.excluded(new GeneralName.Uri(".example.test")),
                new GeneralName.Uri("https://www.example.test/x"));
        named(
                "rejects_a_uri_on_another_host",
                URI_NOT_PERMITTED,
                s -> s.permitted(new GeneralName.Uri("example.test")),
                new GeneralName.Uri("https://www.example.test:8443/x"));
        named(
                "rejects_a_constrained_name_of_an_unmodelled_kind",
                CONSTRAINED_NAME_UNSUPPORTED,
                s -> s.excluded(new GeneralName.RegisteredId("1.2.3")),
                new GeneralName.RegisteredId("1.2.3.4"));
        dns(
                "rejects_a_constraint_with_a_minimum",
                SUBTREE_RANGE,
                s -> s.nameConstraints(new NameConstraints(
                        List.of(new NameConstraints.Subtree(new GeneralName.Dns("example.test"), 1, -1)), List.of())));
        cases.leaf(
                "rejects_constraints_in_an_end_entity",
                NAME_CONSTRAINTS_IN_LEAF,
                RFC5280,
                s -> s.permitted(new GeneralName.Dns("example.test")));
        dns(
                "rejects_constraints_that_are_not_critical",
                NAME_CONSTRAINTS_NOT_CRITICAL,
                s -> s.permitted(new GeneralName.Dns("example.test")).critical(Extension.NAME_CONSTRAINTS, false));
        cases.ca(
                "rejects_constraints_without_a_subtree",
                NAME_CONSTRAINTS_EMPTY,
                RFC5280,
                s -> s.nameConstraints(new NameConstraints(List.of(), List.of())));
    }

    /** Constraints of the root, below it a CA with a host name of its own. */
    private void authority(String name, Rule rule, UnaryOperator<CertificateSpec> constraints) {
        cases.add(name, rule, RFC5280, () -> new Pki(constraints, s -> s.dns("ca.example.test"), Pki.SOUND).request());
    }

    private void dns(String name, Rule rule, UnaryOperator<CertificateSpec> changes) {
        cases.ca(name, rule, RFC5280, changes);
    }

    private void named(String name, Rule rule, UnaryOperator<CertificateSpec> changes, GeneralName... more) {
        List<GeneralName> names = new ArrayList<>(List.of(new GeneralName.Dns(Pki.HOST)));
        names.addAll(Arrays.asList(more));
        cases.add(
                name,
                rule,
                RFC5280,
                () -> new Pki(Pki.SOUND, changes, s -> s.names(names.toArray(GeneralName[]::new))).request());
    }

    private static GeneralName.Ip ip(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return new GeneralName.Ip(bytes);
    }

    private static GeneralName directory(String name) {
        return new GeneralName.Directory(DistinguishedName.parse(name));
    }

    private void names() {
        cases.leaf(
                "rejects_a_leaf_without_alternative_names",
                SUBJECT_ALT_NAME_MISSING,
                RFC5280,
                s -> s.without(Extension.SUBJECT_ALTERNATIVE_NAME));
        cases.add(
                "rejects_a_mailbox_that_is_not_named",
                MAILBOX_NOT_NAMED,
                PRIVATE_PKI,
                () -> Pki.sound().request().mailboxes(List.of("dba@example.test")));
        cases.leaf("rejects_another_host", HOST_NOT_NAMED, RFC5280, s -> s.dns("www.example.test"));
        cases.leaf("rejects_a_wildcard_inside_a_label", WILDCARD_MISPLACED, RFC5280, s -> s.dns("d*.example.test"));
        cases.leaf(
                "rejects_a_wildcard_for_two_labels",
                WILDCARD_TOO_SHALLOW,
                RFC5280,
                s -> s.dns("*.test.", "*.b.c").dns("*.db.example.test"));
        cases.leaf(
                "rejects_a_wildcard_on_a_public_suffix",
                WILDCARD_ON_PUBLIC_SUFFIX,
                WEBPKI,
                s -> s.subject("CN=x").dns(Pki.HOST, "*.co.uk"));
        cases.leaf("rejects_an_address_as_dns_name", IP_IN_DNS_NAME, RFC5280, s -> s.dns(Pki.HOST, "192.0.2.1"));
        cases.add(
                "rejects_another_address",
                ADDRESS_NOT_NAMED,
                RFC5280,
                () -> Pki.sound().request().host(ServerName.parse("192.0.2.1")));
        cases.leaf("rejects_an_underscore", HOST_NAME_SYNTAX, RFC5280, s -> s.dns(Pki.HOST, "db_1.example.test"));
        cases.leaf(
                "rejects_names_that_must_be_critical",
                SUBJECT_ALT_NAME_NOT_CRITICAL,
                RFC5280,
                s -> s.subject("").critical(Extension.SUBJECT_ALTERNATIVE_NAME, false));
        cases.leaf(
                "rejects_names_that_must_not_be_critical",
                SUBJECT_ALT_NAME_CRITICAL,
                WEBPKI,
                s -> s.critical(Extension.SUBJECT_ALTERNATIVE_NAME, true));
        cases.leaf(
                "rejects_a_common_name_in_other_case",
                COMMON_NAME_REWRITTEN,
                WEBPKI,
                s -> s.subject("CN=DB.example.test"));
    }
}
