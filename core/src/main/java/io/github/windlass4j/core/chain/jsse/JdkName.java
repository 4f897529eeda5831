package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.GeneralName;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A name or constraint as the classes of {@code sun.security.x509} hold it and compare it ({@code constrains}). */
sealed interface JdkName {
    /** {@code DNSName}: text, a wildcard is a character like any other. */
    record Dns(String name) implements JdkName {}

    /** {@code RFC822Name}. */
    record Mailbox(String name) implements JdkName {}

    /**
     * {@code URIName}.
     *
     * @param host as written, with the leading dot of a constraint; null if the URI has none
     * @param dns the host if it is a DNS name, without a leading dot; null if it is an address
     */
    record Uri(@Nullable String host, @Nullable String dns) implements JdkName {}

    /** {@code IPAddressName}: 4 or 16 bytes, or twice that with a mask. */
    @SuppressWarnings("ArrayRecordComponent") // read only, and never compared with equals
    record Address(byte[] bytes) implements JdkName {}

    /** {@code X500Name}. */
    record Directory(JdkDirectoryName name) implements JdkName {}

    /** A kind that the JDK cannot compare ({@code OtherName}, {@code X400Address}, {@code EDIPartyName}, {@code OIDName}). */
    record Opaque(int tag, String text) implements JdkName {}

    /** The name of a certificate; empty if the JDK refuses to read it (its whole extension is then lost). */
    static Optional<JdkName> ofName(GeneralName name) {
        return name instanceof GeneralName.Uri uri ? uriName(uri.uri()) : common(name);
    }

    /** The base of a name constraint; empty if the JDK refuses to read it. */
    static Optional<JdkName> ofConstraint(GeneralName base) {
        return base instanceof GeneralName.Uri uri ? uriConstraint(uri.uri()) : common(base);
    }

    private static Optional<JdkName> common(GeneralName name) {
        if (name instanceof GeneralName.Dns dns) {
            return Optional.of(new Dns(dns.name()));
        }
        if (name instanceof GeneralName.Email mailbox) {
            return mailbox(mailbox.address());
        }
        if (name instanceof GeneralName.Ip ip) {
            int size = ip.octets().length();
            return size == 4 || size == 8 || size == 16 || size == 32
                    ? Optional.of(new Address(ip.octets().bytes()))
                    : Optional.empty();
        }
        if (name instanceof GeneralName.Directory directory) {
            try {
                return Optional.of(new Directory(JdkDirectoryName.of(directory.name())));
            } catch (IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }
        if (name instanceof GeneralName.RegisteredId id) {
            return Optional.of(new Opaque(8, id.oid()));
        }
        if (name instanceof GeneralName.Other other) {
            return Optional.of(new Opaque(0, other.toString()));
        }
        GeneralName.Unsupported unsupported = (GeneralName.Unsupported) name;
        return Optional.of(new Opaque(unsupported.tagNumber(), unsupported.toString()));
    }

    static Optional<JdkName> mailbox(String address) {
        String domain = address.substring(address.indexOf('@') + 1);
        return domain.isEmpty() || domain.equals(".") ? Optional.empty() : Optional.of(new Mailbox(address));
    }

    private static Optional<JdkName> uriName(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null) {
                return Optional.empty();
            }
            String host = uri.getHost();
            if (host == null) {
                return Optional.of(new Uri(null, null));
            }
            boolean address = host.startsWith("[") || AddressText.isIpv4(host);
            if (!address && !DnsText.isStrict(host)) {
                return Optional.empty();
            }
            return Optional.of(new Uri(host, address && !DnsText.isStrict(host) ? null : host));
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<JdkName> uriConstraint(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getSchemeSpecificPart();
            String dns = host.startsWith(".") ? host.substring(1) : host;
            return uri.getScheme() == null && DnsText.isStrict(dns)
                    ? Optional.of(new Uri(host, dns))
                    : Optional.empty();
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    /** How {@code name} stands to {@code base}; throws {@link EngineCrash} where the JDK throws an unchecked exception. */
    static Relation relation(int jdk, JdkName base, JdkName name) {
        if (base instanceof Dns root && name instanceof Dns dns) {
            return dnsRelation(root.name(), dns.name());
        }
        if (base instanceof Mailbox root && name instanceof Mailbox mailbox) {
            return mailboxRelation(lower(root.name()), lower(mailbox.name()));
        }
        if (base instanceof Uri root && name instanceof Uri uri) {
            return uriRelation(root, uri);
        }
        if (base instanceof Address root && name instanceof Address address) {
            return AddressRelation.of(jdk, root.bytes(), address.bytes());
        }
        if (base instanceof Directory root && name instanceof Directory directory) {
            return root.name().relationOf(directory.name());
        }
        if (base instanceof Opaque root && name instanceof Opaque opaque && root.tag() == opaque.tag()) {
            if (root.tag() == 8 && root.text().equals(opaque.text())) {
                return Relation.MATCH;
            }
            throw new EngineCrash("java.lang.UnsupportedOperationException: " + incomparable(root.tag()));
        }
        return Relation.DIFFERENT_KIND;
    }

    private static String incomparable(int tag) {
        return switch (tag) {
            case 8 -> "Narrowing and widening are not supported for OIDNames";
            case 5 -> "Narrowing, widening, and matching of names not supported for EDIPartyName";
            case 3 -> "Narrowing, widening, and match are not supported for X400Address.";
            default -> "Narrowing, widening, and matching are not supported for OtherName.";
        };
    }

    private static Relation dnsRelation(String base, String name) {
        String wanted = lower(base);
        String found = lower(name);
        if (found.equals(wanted)) {
            return Relation.MATCH;
        }
        if (wanted.endsWith(found)) {
            return isLabelBoundary(wanted, found) ? Relation.WIDENS : Relation.SAME_KIND;
        }
        if (found.endsWith(wanted)) {
            return isLabelBoundary(found, wanted) ? Relation.NARROWS : Relation.SAME_KIND;
        }
        return Relation.SAME_KIND;
    }

    /** Either the longer has a dot before the tail or the tail begins with one, but not both. */
    private static boolean isLabelBoundary(String longer, String tail) {
        if (tail.isEmpty()) {
            throw new EngineCrash("java.lang.StringIndexOutOfBoundsException");
        }
        return longer.charAt(longer.length() - tail.length() - 1) == '.' ^ tail.charAt(0) == '.';
    }

    private static Relation mailboxRelation(String base, String name) {
        if (name.equals(base)) {
            return Relation.MATCH;
        }
        if (base.endsWith(name)) {
            return isDomainOf(name, base) ? Relation.WIDENS : Relation.SAME_KIND;
        }
        if (name.endsWith(base)) {
            return isDomainOf(base, name) ? Relation.NARROWS : Relation.SAME_KIND;
        }
        return Relation.SAME_KIND;
    }

    private static boolean isDomainOf(String tail, String longer) {
        return tail.indexOf('@') < 0
                && (tail.startsWith(".") || longer.charAt(longer.length() - tail.length() - 1) == '@');
    }

    private static Relation uriRelation(Uri base, Uri name) {
        if (name.host() == null) {
            throw new EngineCrash("java.lang.NullPointerException");
        }
        if (name.host().equalsIgnoreCase(base.host())) {
            return Relation.MATCH;
        }
        if (base.host() == null || base.dns() == null || name.dns() == null) {
            return Relation.SAME_KIND;
        }
        boolean baseIsDomain = base.host().startsWith(".");
        boolean nameIsDomain = name.host().startsWith(".");
        Relation relation = dnsRelation(base.dns(), name.dns());
        if (!baseIsDomain && !nameIsDomain && (relation == Relation.WIDENS || relation == Relation.NARROWS)) {
            return Relation.SAME_KIND;
        }
        if (baseIsDomain != nameIsDomain && relation == Relation.MATCH) {
            return baseIsDomain ? Relation.WIDENS : Relation.NARROWS;
        }
        return relation;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ENGLISH);
    }

    /** True if the two are of one kind, as {@code getType()} tells. */
    static boolean isSameKind(JdkName one, JdkName other) {
        return (one instanceof Opaque left && other instanceof Opaque right)
                ? left.tag() == right.tag()
                : one.getClass() == other.getClass();
    }

    /** The two texts that the JDK reads addresses from. */
    final class AddressText {
        private AddressText() {}

        static boolean isIpv4(String text) {
            return parseIpv4(text) != null;
        }

        /** Null if the text is no literal address. */
        static byte @Nullable [] parse(String text) {
            return text.indexOf(':') < 0 ? parseIpv4(text) : parseIpv6(text);
        }

        /** RFC 4291 2.2, without a zone. */
        private static byte @Nullable [] parseIpv6(String text) {
            int gap = text.indexOf("::");
            byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
            byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
            if (head == null || tail == null || (gap < 0 ? head.length != 16 : head.length + tail.length > 14)) {
                return null;
            }
            byte[] bytes = Arrays.copyOf(head, 16);
            System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
            return bytes;
        }

        private static byte @Nullable [] groups(String text) {
            if (text.isEmpty()) {
                return new byte[0];
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String[] groups = text.split(":", -1);
            for (int i = 0; i < groups.length; i++) {
                byte[] dotted = i == groups.length - 1 ? parseIpv4(groups[i]) : null;
                if (dotted != null) {
                    out.writeBytes(dotted);
                } else if (groups[i].matches("[0-9a-fA-F]{1,4}")) {
                    int group = Integer.parseInt(groups[i], 16);
                    out.write(group >> 8);
                    out.write(group);
                } else {
                    return null;
                }
            }
            return out.toByteArray();
        }

        /** Dotted decimals of four parts; the JDK also reads shorter forms, which no certificate in use has. */
        static byte @Nullable [] parseIpv4(String text) {
            String[] parts = text.split("\\.", -1);
            if (parts.length != 4) {
                return null;
            }
            byte[] bytes = new byte[4];
            for (int i = 0; i < 4; i++) {
                if (!parts[i].matches("[0-9]{1,3}") || Integer.parseInt(parts[i]) > 255) {
                    return null;
                }
                bytes[i] = (byte) Integer.parseInt(parts[i]);
            }
            return bytes;
        }
    }

    /** {@code IPAddressName.constrains}. */
    final class AddressRelation {
        private static final int FIRST_WITH_FAMILIES = 25;

        private AddressRelation() {}

        /** 17 compares an address of one family with a subnet of the other octet by octet; 25 tells them apart. */
        static Relation of(int jdk, byte[] base, byte[] name) {
            if (isEqual(base, name)) {
                return Relation.MATCH;
            }
            boolean familiesMix = jdk < FIRST_WITH_FAMILIES;
            if (isSubnet(name) && (familiesMix ? base.length != name.length : name.length == 2 * base.length)) {
                return contains(name, base) ? Relation.WIDENS : Relation.SAME_KIND;
            }
            if (isSubnet(base) && (familiesMix ? base.length != name.length : base.length == 2 * name.length)) {
                return contains(base, name) ? Relation.NARROWS : Relation.SAME_KIND;
            }
            return isSubnet(base) && base.length == name.length ? subnets(base, name) : Relation.SAME_KIND;
        }

        private static boolean isSubnet(byte[] address) {
            return address.length == 8 || address.length == 32;
        }

        private static boolean isEqual(byte[] one, byte[] other) {
            if (one.length != other.length || !isSubnet(one)) {
                return Arrays.equals(one, other);
            }
            int half = one.length / 2;
            for (int i = 0; i < half; i++) {
                if ((one[i] & one[i + half]) != (other[i] & other[i + half]) || one[i + half] != other[i + half]) {
                    return false;
                }
            }
            return true;
        }

        /**
         * A subnet with bits outside its mask holds no host at all; one that is longer than the host makes the JDK read behind
         * its end.
         */
        private static boolean contains(byte[] subnet, byte[] host) {
            int half = subnet.length / 2;
            for (int i = 0; i < half; i++) {
                if (i == host.length) {
                    throw new EngineCrash(
                            "java.lang.ArrayIndexOutOfBoundsException: Index " + i + " out of bounds for length " + i);
                }
                if ((byte) (host[i] & subnet[i + half]) != subnet[i]) {
                    return false;
                }
            }
            return true;
        }

        private static Relation subnets(byte[] base, byte[] name) {
            boolean baseEmpty = false;
            boolean nameEmpty = false;
            boolean nameInside = true;
            boolean baseInside = true;
            int half = base.length / 2;
            for (int i = 0; i < half; i++) {
                int baseMask = base[i + half];
                int nameMask = name[i + half];
                baseEmpty |= (byte) (base[i] & baseMask) != base[i];
                nameEmpty |= (byte) (name[i] & nameMask) != name[i];
                nameInside &= (byte) (baseMask & nameMask) == (byte) baseMask
                        && (byte) (base[i] & baseMask) == (byte) (name[i] & baseMask);
                baseInside &= (byte) (nameMask & baseMask) == (byte) nameMask
                        && (byte) (name[i] & nameMask) == (byte) (base[i] & nameMask);
            }
            if (baseEmpty || nameEmpty) {
                return baseEmpty && nameEmpty ? Relation.MATCH : baseEmpty ? Relation.WIDENS : Relation.NARROWS;
            }
            return nameInside ? Relation.NARROWS : baseInside ? Relation.WIDENS : Relation.SAME_KIND;
        }
    }
}
