package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.NameConstraints;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The name constraints of one CA, held against the names of one certificate below it (RFC 5280 6.1.3 (b), (c)). Excluded
 * wins; a kind without subtrees is free. Of each broken rule the first name is reported.
 */
final class ConstraintRules {
    private static final Set<Rule> EXCLUDED = EnumSet.of(
            Rule.DNS_NAME_EXCLUDED,
            Rule.IP_ADDRESS_EXCLUDED,
            Rule.DIRECTORY_NAME_EXCLUDED,
            Rule.MAILBOX_EXCLUDED,
            Rule.URI_EXCLUDED);

    private static final Set<Rule> NOT_PERMITTED = EnumSet.of(
            Rule.DNS_NAME_NOT_PERMITTED,
            Rule.IP_ADDRESS_NOT_PERMITTED,
            Rule.DIRECTORY_NAME_NOT_PERMITTED,
            Rule.MAILBOX_NOT_PERMITTED,
            Rule.URI_NOT_PERMITTED);

    private final String owner;
    private final Subtrees permitted;
    private final Subtrees excluded;

    ConstraintRules(Node ca, NameConstraints constraints) {
        this.owner = "\"" + ca.label() + "\"";
        this.permitted = new Subtrees(constraints.permitted());
        this.excluded = new Subtrees(constraints.excluded());
    }

    /** Whether the constraints themselves are well-formed. */
    static void checkSyntax(NameConstraints constraints, boolean leadingDots, Violation.Sink sink) {
        check(constraints.permitted(), leadingDots, sink);
        check(constraints.excluded(), leadingDots, sink);
    }

    private static void check(List<NameConstraints.Subtree> subtrees, boolean leadingDots, Violation.Sink sink) {
        for (NameConstraints.Subtree subtree : subtrees) {
            if (!subtree.isPlain()) {
                sink.add(
                        Rule.SUBTREE_RANGE,
                        subtree.base() + " minimum " + subtree.minimum() + " maximum " + subtree.maximum(),
                        "minimum 0 and no maximum",
                        "let the CA be issued anew without a range");
            }
            GeneralName base = subtree.base();
            if (base instanceof GeneralName.Dns dns && !isDnsConstraint(dns.name(), leadingDots)) {
                malformed(Rule.DNS_CONSTRAINT_MALFORMED, base, "a host name such as example.com", sink);
            } else if (base instanceof GeneralName.Ip ip
                    && !isContiguous(ip.octets().bytes())) {
                malformed(Rule.IP_CONSTRAINT_MALFORMED, base, "a mask of ones followed by zeros", sink);
            } else if (base instanceof GeneralName.Email mail && !isMailConstraint(mail.address())) {
                malformed(
                        Rule.MAILBOX_CONSTRAINT_MALFORMED, base, "user@example.com, example.com or .example.com", sink);
            }
        }
    }

    private static void malformed(Rule rule, GeneralName base, String expected, Violation.Sink sink) {
        sink.add(rule, "constraint " + base, expected, "let the CA be issued anew with well-formed constraints");
    }

    private static boolean isDnsConstraint(String name, boolean leadingDots) {
        String host = leadingDots && name.startsWith(".") ? name.substring(1) : name;
        return name.isEmpty() || HostText.isHost(host);
    }

    private static boolean isMailConstraint(String address) {
        String host = address.startsWith(".") ? address.substring(1) : address;
        return address.isEmpty()
                || HostText.isHost(host)
                || CertificateNames.Mailbox.parse(address).isPresent();
    }

    private static boolean isContiguous(byte[] range) {
        boolean zeros = false;
        for (int bit = range.length * 4; bit < range.length * 8; bit++) {
            boolean set = (range[bit / 8] & 0x80 >> bit % 8) != 0;
            if (set && zeros) {
                return false;
            }
            zeros |= !set;
        }
        return true;
    }

    /** The upper bound that OpenSSL and BoringSSL take: names of any kind times subtrees of any kind, URIs left out. */
    long comparisons(CertificateNames names) {
        return (long) names.size() * (permitted.size() + excluded.size());
    }

    /** Reports the names that lie outside: of a leaf by their kind, of a CA as its own names. */
    void check(CertificateNames names, Role role, Violation.Sink sink) {
        Violation.Sink reported = new FirstOfEachRule(sink);
        Violation.Sink first = role == Role.LEAF ? reported : new NamesOfAuthority(reported);
        if (concerns(CertificateNames.Kind.DNS)) {
            names.dns().forEach(name -> dns(name, first));
        }
        if (concerns(CertificateNames.Kind.IP)) {
            names.addresses().forEach(address -> address(address, first));
        }
        if (concerns(CertificateNames.Kind.DIRECTORY)) {
            for (DistinguishedName name : names.directories()) {
                String found = "directory name \"" + name + "\"";
                Function<Subtrees, Optional<String>> holder = subtrees -> subtrees.directory(name);
                hold(
                        CertificateNames.Kind.DIRECTORY,
                        found,
                        holder,
                        Rule.DIRECTORY_NAME_EXCLUDED,
                        Rule.DIRECTORY_NAME_NOT_PERMITTED,
                        first);
            }
        }
        if (concerns(CertificateNames.Kind.MAILBOX)) {
            names.mailboxes().forEach(mailbox -> mailbox(mailbox, first));
        }
        if (concerns(CertificateNames.Kind.URI)) {
            names.uris().forEach(uri -> uri(uri, first));
        }
        for (String kind : names.others()) {
            if (permitted.others().contains(kind) || excluded.others().contains(kind)) {
                first.add(
                        Rule.CONSTRAINED_NAME_UNSUPPORTED,
                        "a name of kind " + kind + ", which " + owner + " constrains",
                        "no name of this kind",
                        "issue the certificate without it");
            }
        }
    }

    private boolean concerns(CertificateNames.Kind kind) {
        return permitted.has(kind) || excluded.has(kind);
    }

    private void dns(String name, Violation.Sink sink) {
        if (!HostText.isHostOrWildcard(name)) {
            sink.add(
                    Rule.DNS_NAME_MALFORMED,
                    "DNS name \"" + name + "\" below constraints of " + owner,
                    "a host name or a wildcard name",
                    "issue the certificate with a well-formed name");
            return;
        }
        String found = "DNS name \"" + name + "\"";
        hold(
                CertificateNames.Kind.DNS,
                found,
                subtrees -> subtrees.dns(name),
                Rule.DNS_NAME_EXCLUDED,
                wildcardLeaves(name) ? Rule.WILDCARD_LEAVES_PERMITTED : Rule.DNS_NAME_NOT_PERMITTED,
                sink);
        if (name.startsWith("*.") && excluded.dns(name).isEmpty()) {
            excluded.reachedBy(name.substring(2))
                    .ifPresent(subtree -> sink.add(
                            Rule.WILDCARD_REACHES_EXCLUDED,
                            found + " can stand for \"" + subtree + "\", which " + owner + " excludes",
                            "a name that cannot",
                            "name the hosts one by one"));
        }
    }

    private boolean wildcardLeaves(String name) {
        return name.startsWith("*.") && permitted.reachedBy(name.substring(2)).isPresent();
    }

    private void address(byte[] address, Violation.Sink sink) {
        String found = "address " + new GeneralName.Ip(address);
        hold(
                CertificateNames.Kind.IP,
                found,
                subtrees -> subtrees.address(address),
                Rule.IP_ADDRESS_EXCLUDED,
                Rule.IP_ADDRESS_NOT_PERMITTED,
                sink);
    }

    private void mailbox(String mailbox, Violation.Sink sink) {
        Optional<CertificateNames.Mailbox> parsed = CertificateNames.Mailbox.parse(mailbox);
        if (parsed.isEmpty()) {
            sink.add(
                    Rule.MAILBOX_MALFORMED,
                    "mailbox \"" + mailbox + "\" below constraints of " + owner,
                    "user@host",
                    "issue the certificate with a well-formed mailbox");
            return;
        }
        hold(
                CertificateNames.Kind.MAILBOX,
                "mailbox \"" + mailbox + "\"",
                subtrees -> subtrees.mailbox(parsed.get()),
                Rule.MAILBOX_EXCLUDED,
                Rule.MAILBOX_NOT_PERMITTED,
                sink);
    }

    private void uri(String uri, Violation.Sink sink) {
        Optional<String> host = HostText.ofUri(uri);
        if (host.isEmpty()) {
            sink.add(
                    Rule.URI_MALFORMED,
                    "URI \"" + uri + "\" below constraints of " + owner,
                    "a URI with a host name",
                    "issue the certificate with such a URI");
            return;
        }
        hold(
                CertificateNames.Kind.URI,
                "URI \"" + uri + "\"",
                subtrees -> subtrees.uri(host.get()),
                Rule.URI_EXCLUDED,
                Rule.URI_NOT_PERMITTED,
                sink);
    }

    private void hold(
            CertificateNames.Kind kind,
            String found,
            Function<Subtrees, Optional<String>> holder,
            Rule excludedRule,
            Rule permittedRule,
            Violation.Sink sink) {
        holder.apply(excluded)
                .ifPresent(subtree -> sink.add(
                        excludedRule,
                        found + " in \"" + subtree + "\"",
                        "no name that " + owner + " excludes",
                        "issue the certificate for another name, or by a CA that may"));
        if (permitted.has(kind) && holder.apply(permitted).isEmpty()) {
            sink.add(
                    permittedRule,
                    found,
                    "a name within one of the " + permitted.count(kind) + " subtrees that " + owner + " permits",
                    "issue the certificate for another name, or by a CA that may");
        }
    }

    /**
     * That a CA's own name lies outside is easily overlooked, as nobody connects to it, and is mended elsewhere than a
     * server's name.
     *
     * @param sink where the renamed violations go
     */
    private record NamesOfAuthority(Violation.Sink sink) implements Violation.Sink {
        private static final String FIX = "issue this CA without the name, or from a CA that may name it";

        @Override
        public void add(Rule rule, String found, String expected, String fix) {
            if (EXCLUDED.contains(rule)) {
                sink.add(Rule.CA_NAME_EXCLUDED, found, expected, FIX);
            } else if (NOT_PERMITTED.contains(rule)) {
                sink.add(Rule.CA_NAME_NOT_PERMITTED, found, expected, FIX);
            } else {
                sink.add(rule, found, expected, fix);
            }
        }
    }

    /** Thousands of names may break one rule; the first one tells enough. */
    private static final class FirstOfEachRule implements Violation.Sink {
        private final Violation.Sink sink;
        private final Set<Rule> seen = EnumSet.noneOf(Rule.class);

        FirstOfEachRule(Violation.Sink sink) {
            this.sink = sink;
        }

        @Override
        public void add(Rule rule, String found, String expected, String fix) {
            if (seen.add(rule)) {
                sink.add(rule, found, expected, fix);
            }
        }
    }
}
