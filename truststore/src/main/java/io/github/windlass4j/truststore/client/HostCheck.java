package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.hostname.Addresses;
import io.github.windlass4j.core.hostname.CommonNames;
import io.github.windlass4j.core.hostname.HostnameRules;
import io.github.windlass4j.core.hostname.ServerName;
import java.util.List;
import java.util.Optional;

/** The drivers' own comparison of a host with a certificate. */
final class HostCheck {
    private static final List<HostnameRules> LOOSE =
            List.of(HostnameRules.JDK_17, HostnameRules.LIBPQ, HostnameRules.LIBPQ_14, HostnameRules.PGJDBC);

    private static final HostnameRules ANY_LABELS = HostnameRules.RFC_9525.withUnderscores(true);

    private static final HostnameRules FIRST_COMMON_NAME =
            ANY_LABELS.withCommonNames(CommonNames.LIBPQ).withAddresses(Addresses.BYTES_OR_DNS_TEXT);

    private HostCheck() {}

    /** Empty where the rules are not modelled. */
    static Optional<Boolean> matches(DriverRelease.HostRules rules, String host, Certificate leaf) {
        return switch (rules) {
            case PGJDBC -> Optional.of(matches(HostnameRules.PGJDBC, host, leaf));
            case LIBPQ -> Optional.of(matches(HostnameRules.LIBPQ, host, leaf));
            case LIBPQ_14 -> Optional.of(matches(HostnameRules.LIBPQ_14, host, leaf));
            case GO -> Optional.of(matches(ANY_LABELS, host, leaf));
            case PGBOUNCER -> Optional.of(matches(ANY_LABELS, host, leaf) || matchesCommonName(host, leaf));
            case LOCALHOST_FOR_ADDRESSES -> whereAllAgree(isAddress(host) ? "localhost" : host, leaf);
            case EXACT_NAME -> whereAllAgree(host, leaf);
            case NOT_MODELLED -> Optional.empty();
        };
    }

    /** A host that is named letter by letter is accepted by everybody, one that the loosest rules refuse by nobody. */
    private static Optional<Boolean> whereAllAgree(String host, Certificate leaf) {
        if (namesExactly(host, leaf)) {
            return Optional.of(true);
        }
        return LOOSE.stream().anyMatch(rules -> matches(rules, host, leaf)) ? Optional.empty() : Optional.of(false);
    }

    /** Whether the host is an IP literal. */
    static boolean isAddress(String host) {
        try {
            return ServerName.parse(host) instanceof ServerName.Ip;
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }

    // Host names only: some of these drivers never match an address with the certificate's addresses.
    private static boolean namesExactly(String host, Certificate leaf) {
        try {
            return ServerName.parse(host) instanceof ServerName.Dns
                    && leaf.extensions().subjectAlternativeNames().orElse(List.of()).stream()
                            .filter(GeneralName.Dns.class::isInstance)
                            .map(name -> ((GeneralName.Dns) name).name())
                            .anyMatch(host::equalsIgnoreCase);
        } catch (IllegalArgumentException unreadable) {
            // What is no host name, or a list of names that cannot be read: nothing is named letter by letter.
            return false;
        }
    }

    private static boolean matches(HostnameRules rules, String host, Certificate leaf) {
        try {
            return rules.check(leaf, ServerName.parse(host)).matches();
        } catch (IllegalArgumentException notAName) {
            // What is no host name cannot be connected to either; no certificate is for it.
            return false;
        }
    }

    /** As if the certificate had no other names (tls_verify.c of libusual). */
    private static boolean matchesCommonName(String host, Certificate leaf) {
        try {
            return FIRST_COMMON_NAME
                    .check(leaf.subject(), List.of(), ServerName.parse(host))
                    .matches();
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }

    /** The hosts that the certificate names, as a user would write them: alternative names, else common names. */
    static List<String> names(Certificate leaf) {
        List<String> names;
        try {
            names = leaf.extensions().subjectAlternativeNames().orElse(List.of()).stream()
                    .flatMap(name -> text(name).stream())
                    .toList();
        } catch (MalformedCertificateException unreadable) {
            names = List.of();
        }
        return names.isEmpty() ? leaf.subject().commonName().stream().toList() : names;
    }

    private static Optional<String> text(GeneralName name) {
        if (name instanceof GeneralName.Dns dns) {
            return Optional.of(dns.name());
        }
        return name instanceof GeneralName.Ip ip
                ? Optional.of(ip.toString().substring("IP:".length()))
                : Optional.empty();
    }
}
