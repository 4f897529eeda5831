package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.NameConstraints;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The permitted or the excluded subtrees of one CA, indexed so that a DNS name, a mailbox or a URI costs as many look-ups
 * as it has labels, however many subtrees there are.
 */
final class Subtrees {
    private final Map<CertificateNames.Kind, Integer> counts = new EnumMap<>(CertificateNames.Kind.class);
    private final Set<String> hosts = new HashSet<>();
    private final List<byte[]> ranges = new ArrayList<>();
    private final List<DistinguishedName> directories = new ArrayList<>();
    private final Set<String> mailboxes = new HashSet<>();
    private final Set<String> mailHosts = new HashSet<>();
    private final Set<String> uriHosts = new HashSet<>();
    private final Set<String> others = new TreeSet<>();

    /** Leading dots are kept: whether they mean anything is the caller's rule, that they match only below is done here. */
    Subtrees(List<NameConstraints.Subtree> subtrees) {
        for (NameConstraints.Subtree subtree : subtrees) {
            counts.merge(add(subtree.base()), 1, Integer::sum);
        }
    }

    private CertificateNames.Kind add(GeneralName base) {
        if (base instanceof GeneralName.Dns one) {
            hosts.add(one.name().toLowerCase(Locale.ROOT));
            return CertificateNames.Kind.DNS;
        }
        if (base instanceof GeneralName.Ip one) {
            ranges.add(one.octets().bytes());
            return CertificateNames.Kind.IP;
        }
        if (base instanceof GeneralName.Directory one) {
            directories.add(one.name());
            return CertificateNames.Kind.DIRECTORY;
        }
        if (base instanceof GeneralName.Email one) {
            CertificateNames.Mailbox.parse(one.address())
                    .ifPresentOrElse(
                            box -> mailboxes.add(box.local() + "@" + box.host()),
                            () -> mailHosts.add(one.address().toLowerCase(Locale.ROOT)));
            return CertificateNames.Kind.MAILBOX;
        }
        if (base instanceof GeneralName.Uri one) {
            uriHosts.add(one.uri().toLowerCase(Locale.ROOT));
            return CertificateNames.Kind.URI;
        }
        others.add(CertificateNames.otherKind(base));
        return CertificateNames.Kind.OTHER;
    }

    int count(CertificateNames.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Subtrees of every kind but URIs. */
    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() - count(CertificateNames.Kind.URI);
    }

    boolean has(CertificateNames.Kind kind) {
        return count(kind) > 0;
    }

    Set<String> others() {
        return others;
    }

    /** The subtree that holds this DNS name (or every name that the wildcard stands for). */
    Optional<String> dns(String name) {
        return below(hosts, name, true);
    }

    /** A subtree that some of the names hold that {@code *.base} stands for, and others may not. */
    Optional<String> reachedBy(String base) {
        // The asterisk stands for one label: only subtrees of exactly one label more can be hit.
        return hosts.stream()
                .filter(host -> host.endsWith("." + base) && host.indexOf('.') == host.length() - base.length() - 1)
                .filter(host -> !host.startsWith("."))
                .sorted()
                .findFirst();
    }

    Optional<String> address(byte[] address) {
        for (byte[] range : ranges) {
            if (range.length == 2 * address.length && inRange(address, range)) {
                return Optional.of(new GeneralName.Ip(range).toString());
            }
        }
        return Optional.empty();
    }

    private static boolean inRange(byte[] address, byte[] range) {
        for (int i = 0; i < address.length; i++) {
            byte mask = range[address.length + i];
            if ((address[i] & mask) != (range[i] & mask)) {
                return false;
            }
        }
        return true;
    }

    Optional<String> directory(DistinguishedName name) {
        for (DistinguishedName base : directories) {
            if (name.isWithin(base)) {
                return Optional.of(base.toString());
            }
        }
        return Optional.empty();
    }

    Optional<String> mailbox(CertificateNames.Mailbox box) {
        String exact = box.local() + "@" + box.host();
        if (mailboxes.contains(exact)) {
            return Optional.of(exact);
        }
        return hostOrDomain(mailHosts, box.host());
    }

    Optional<String> uri(String host) {
        return hostOrDomain(uriHosts, host);
    }

    /** Mail and URI subtrees: a host is that host alone, a leading dot means everything below (RFC 5280 4.2.1.10). */
    private static Optional<String> hostOrDomain(Set<String> subtrees, String host) {
        return subtrees.contains(host) ? Optional.of(host) : below(subtrees, host, false);
    }

    private static Optional<String> below(Set<String> subtrees, String name, boolean plainHoldsBelow) {
        if (plainHoldsBelow && subtrees.contains(name)) {
            return Optional.of(name);
        }
        if (subtrees.contains("")) {
            return Optional.of("");
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (subtrees.contains(name.substring(dot))) {
                return Optional.of(name.substring(dot));
            }
            if (plainHoldsBelow && subtrees.contains(name.substring(dot + 1))) {
                return Optional.of(name.substring(dot + 1));
            }
        }
        return Optional.empty();
    }
}
