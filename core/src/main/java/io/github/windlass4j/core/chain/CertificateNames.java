package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of one certificate, by kind, in the form in which name constraints compare them. */
final class CertificateNames {
    /** The kinds that name constraints are modelled for, and the rest. */
    enum Kind {
        DNS,
        IP,
        DIRECTORY,
        MAILBOX,
        URI,
        OTHER
    }

    /** A mailbox split at its last {@code @}; the host in lower case. */
    record Mailbox(String local, String host) {
        /** Empty unless there is one {@code @} outside quotes, with something on both sides. */
        static Optional<Mailbox> parse(String text) {
            int at = text.lastIndexOf('@');
            String local = at < 0 ? "" : text.substring(0, at);
            String host = text.substring(at + 1).toLowerCase(Locale.ROOT);
            boolean quoted = local.length() > 1 && local.startsWith("\"") && local.endsWith("\"");
            boolean wellFormed = !local.isEmpty() && (quoted || local.indexOf('@') < 0) && HostText.isHost(host);
            return wellFormed ? Optional.of(new Mailbox(local, host)) : Optional.empty();
        }
    }

    private final List<String> dns = new ArrayList<>();
    private final List<byte[]> addresses = new ArrayList<>();
    private final List<DistinguishedName> directories = new ArrayList<>();
    private final List<String> mailboxes = new ArrayList<>();
    private final List<String> uris = new ArrayList<>();
    private final Set<String> others = new TreeSet<>();

    private final int attributes;
    private int alternatives;

    private CertificateNames(int attributes) {
        this.attributes = attributes;
    }

    static CertificateNames of(Node node) {
        int attributes = node.subject().rdns().stream().mapToInt(List::size).sum();
        CertificateNames names = new CertificateNames(attributes);
        if (!node.subject().isEmpty()) {
            names.directories.add(node.subject());
        }
        List<GeneralName> alternatives = node.alternativeNames().orElse(List.of());
        alternatives.forEach(names::add);
        names.alternatives = alternatives.size() - names.uris.size();
        // RFC 5280 4.2.1.10: the subject's e-mail attributes count only where no rfc822Name stands.
        if (names.mailboxes.isEmpty()) {
            names.mailboxes.addAll(node.subject().values(DistinguishedName.EMAIL_ADDRESS));
        }
        return names;
    }

    private void add(GeneralName name) {
        if (name instanceof GeneralName.Dns one) {
            dns.add(one.name().toLowerCase(Locale.ROOT));
        } else if (name instanceof GeneralName.Ip one) {
            addresses.add(one.octets().bytes());
        } else if (name instanceof GeneralName.Directory one) {
            directories.add(one.name());
        } else if (name instanceof GeneralName.Email one) {
            mailboxes.add(one.address());
        } else if (name instanceof GeneralName.Uri one) {
            uris.add(one.uri());
        } else {
            others.add(otherKind(name));
        }
    }

    /** The kind of a name that no constraint is modelled for; empty for the others. */
    static String otherKind(GeneralName name) {
        if (name instanceof GeneralName.Other) {
            return "otherName";
        }
        if (name instanceof GeneralName.RegisteredId) {
            return "registeredID";
        }
        if (name instanceof GeneralName.Unsupported one) {
            return one.tagNumber() == 3 ? "x400Address" : "ediPartyName";
        }
        return "";
    }

    /** Alternative names, URIs left out; the attributes of the subject where there is no alternative name. */
    int size() {
        return alternatives > 0 ? alternatives : attributes;
    }

    /** Lower case. */
    List<String> dns() {
        return dns;
    }

    List<byte[]> addresses() {
        return addresses;
    }

    /** The subject, unless empty, and the directory names. */
    List<DistinguishedName> directories() {
        return directories;
    }

    /** As written. */
    List<String> mailboxes() {
        return mailboxes;
    }

    /** As written. */
    List<String> uris() {
        return uris;
    }

    /** Kinds of the remaining names. */
    Set<String> others() {
        return others;
    }
}
