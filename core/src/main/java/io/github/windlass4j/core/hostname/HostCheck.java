package io.github.windlass4j.core.hostname;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.hostname.NameCheck.Reason;
import io.github.windlass4j.core.internal.RawNames;
import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One comparison of a certificate's names with a host. */
final class HostCheck {
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final HostnameRules rules;
    private final ServerName host;
    private final String wanted;

    HostCheck(HostnameRules rules, ServerName host) {
        this.rules = rules;
        this.host = host;
        this.wanted = wanted(rules, host);
    }

    HostVerdict of(Certificate leaf) {
        try {
            return of(
                    leaf.subject(), leaf.extensions().subjectAlternativeNames().orElse(List.of()));
        } catch (MalformedCertificateException e) {
            return mismatch(e.getMessage());
        }
    }

    /** Whether {@link #of(Certificate)} gives a match, without a text that says so. */
    boolean isMatched(Certificate leaf) {
        try {
            List<GeneralName> names =
                    leaf.extensions().subjectAlternativeNames().orElse(List.of());
            return isComparable()
                    && (match(names) != null
                            || (rules.commonNames() != CommonNames.NEVER
                                    && of(leaf.subject(), names).matches()));
        } catch (MalformedCertificateException unreadable) {
            return false;
        }
    }

    HostVerdict of(DistinguishedName subject, List<GeneralName> names) {
        if (!isComparable()) {
            return mismatch("\"" + host + "\" is not a host name under these rules");
        }
        GeneralName match = match(names);
        if (match != null) {
            return new HostVerdict.Matched(host, match.toString());
        }
        List<NameCheck> checks = new ArrayList<>();
        for (GeneralName name : names) {
            checks.add(new NameCheck(name.toString(), compare(name).orElseThrow()));
        }
        Optional<String> common = commonName(subject.values(DistinguishedName.COMMON_NAME));
        if (common.isPresent()) {
            Optional<Reason> reason = dns(aLabels(common.get()));
            boolean counts = commonNameCounts(names);
            if (counts && reason.isEmpty()) {
                return new HostVerdict.Matched(host, "CN:" + common.get());
            }
            if (counts || reason.isEmpty()) {
                checks.add(new NameCheck("CN:" + common.get(), reason.orElse(Reason.COMMON_NAME_IGNORED)));
            }
        }
        return new HostVerdict.Mismatched(host, checks, Optional.empty());
    }

    private boolean isComparable() {
        return !(host instanceof ServerName.Dns) || rules.anyText() || isHostName(wanted);
    }

    /** The first name that speaks for the host. */
    private @Nullable GeneralName match(List<GeneralName> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!(names instanceof RawNames raw && raw.differs(i, wanted))) {
                GeneralName name = names.get(i);
                if (mayMatch(name) && compare(name).isEmpty()) {
                    return name;
                }
            }
        }
        return null;
    }

    private HostVerdict mismatch(String refusal) {
        return new HostVerdict.Mismatched(host, List.of(), Optional.of(refusal));
    }

    /** False for what no rules take for the host: most of the names of a long list, found out without decoding anything. */
    private boolean mayMatch(GeneralName name) {
        return !(name instanceof GeneralName.Dns dns)
                || dns.name().indexOf('*') >= 0
                || dns.name().equalsIgnoreCase(wanted);
    }

    /** The host as this client compares it, lower case. */
    private static String wanted(HostnameRules rules, ServerName host) {
        if (host instanceof ServerName.Dns dns) {
            boolean dot = rules.literalFinalDot() && dns.name().endsWith(".");
            return dot ? dns.ascii() + "." : dns.ascii();
        }
        return ((ServerName.Ip) host).text().toLowerCase(Locale.ROOT);
    }

    private Optional<Reason> compare(GeneralName name) {
        if (name instanceof GeneralName.Dns dns) {
            return dns(dns.name());
        }
        return name instanceof GeneralName.Ip ip ? address(ip.octets().bytes()) : Optional.of(Reason.OTHER_KIND);
    }

    private Optional<Reason> dns(String presented) {
        if (host instanceof ServerName.Ip) {
            return switch (rules.addresses()) {
                case BYTES, BYTES_UNMAPPED ->
                    Optional.of(presented.equalsIgnoreCase(wanted) ? Reason.ADDRESS_IN_DNS_NAME : Reason.OTHER_NAME);
                case BYTES_OR_DNS_TEXT, DNS_TEXT, TEXT -> text(presented.toLowerCase(Locale.ROOT));
            };
        }
        if (rules.anyText()) {
            return text(presented.toLowerCase(Locale.ROOT));
        }
        String name = presented.toLowerCase(Locale.ROOT);
        if (!isHostName(name.replace('*', 'x')) || (rules.commonNames() == CommonNames.JDK && !isHostInUnicode(name))) {
            return Optional.of(Reason.NOT_A_HOST_NAME);
        }
        if (IpSyntax.parse(name).length > 0) {
            return Optional.of(Reason.ADDRESS_IN_DNS_NAME);
        }
        return text(name);
    }

    private Optional<Reason> text(String pattern) {
        if (pattern.indexOf('*') < 0) {
            return pattern.equals(wanted) ? Optional.empty() : Optional.of(Reason.OTHER_NAME);
        }
        int dot = pattern.indexOf('.', pattern.lastIndexOf('*'));
        if (dot > 0 && rules.publicSuffixes().isPublicSuffix(pattern.substring(dot + 1))) {
            return Optional.of(Reason.WILDCARD_TOO_WIDE);
        }
        return rules.wildcards().compare(pattern, wanted);
    }

    /**
     * Only the JDK reads U-labels, and only in a common name: a dNSName is 7-bit (RFC 5280 7.2). It takes no text that is not
     * in normal form.
     */
    private String aLabels(String commonName) {
        if (rules.commonNames() != CommonNames.JDK || !Normalizer.isNormalized(commonName, Normalizer.Form.NFKC)) {
            return commonName;
        }
        try {
            return IDN.toASCII(commonName);
        } catch (IllegalArgumentException notAName) {
            return commonName;
        }
    }

    /** The JDK asks whether a name is a host name after decoding its A-labels, which may begin or end with a hyphen then. */
    private static boolean isHostInUnicode(String name) {
        try {
            return !IDN.toASCII(IDN.toUnicode(name.replace('*', 'z')), IDN.USE_STD3_ASCII_RULES)
                    .isEmpty();
        } catch (IllegalArgumentException notAHost) {
            return false;
        }
    }

    private boolean isHostName(String name) {
        if (name.isEmpty() || name.length() > ServerName.MAX_NAME_LENGTH) {
            return false;
        }
        int label = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : '.';
            if (c == '.') {
                boolean hyphenLast = label > 0 && name.charAt(i - 1) == '-';
                if (label == 0 || label > ServerName.MAX_LABEL_LENGTH || hyphenLast) {
                    return false;
                }
                label = 0;
            } else {
                boolean hyphen = c == '-' && label > 0;
                boolean underscore = c == '_' && rules.underscores();
                if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || hyphen || underscore)) {
                    return false;
                }
                label++;
            }
        }
        return true;
    }

    private Optional<Reason> address(byte[] presented) {
        if (!(host instanceof ServerName.Ip ip)) {
            boolean text =
                    rules.addresses() == Addresses.TEXT && jdkText(presented).equals(wanted);
            return text ? Optional.empty() : Optional.of(Reason.OTHER_KIND);
        }
        boolean same = Arrays.equals(presented, ip.address());
        return switch (rules.addresses()) {
            case BYTES, BYTES_OR_DNS_TEXT -> same ? Optional.empty() : Optional.of(Reason.OTHER_NAME);
            case BYTES_UNMAPPED ->
                Arrays.equals(unmapped(presented), unmapped(ip.address()))
                        ? Optional.empty()
                        : Optional.of(Reason.OTHER_NAME);
            case DNS_TEXT -> Optional.of(Reason.OTHER_KIND);
            case TEXT ->
                jdkText(presented).equals(wanted)
                        ? Optional.empty()
                        : Optional.of(same ? Reason.ADDRESS_NOTATION : Reason.OTHER_NAME);
        };
    }

    private static byte[] unmapped(byte[] address) {
        boolean mapped = address.length == 16 && Arrays.equals(address, 0, 12, MAPPED, 0, 12);
        return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    /** As java.net.InetAddress writes addresses: no {@code ::}, no leading zeros. */
    private static String jdkText(byte[] address) {
        byte[] bytes = unmapped(address);
        StringBuilder text = new StringBuilder();
        if (bytes.length == 4) {
            for (byte b : bytes) {
                text.append(text.isEmpty() ? "" : ".").append(b & 0xff);
            }
        } else if (bytes.length == 16) {
            for (int i = 0; i < 16; i += 2) {
                text.append(i == 0 ? "" : ":")
                        .append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)));
            }
        }
        return text.toString();
    }

    private boolean commonNameCounts(List<GeneralName> names) {
        boolean dns = names.stream().anyMatch(GeneralName.Dns.class::isInstance);
        return switch (rules.commonNames()) {
            case NEVER -> false;
            case JDK -> !dns && host instanceof ServerName.Dns;
            case PGJDBC, LIBPQ_14 -> !dns;
            case LIBPQ ->
                host instanceof ServerName.Dns ? !dns : names.stream().noneMatch(GeneralName.Ip.class::isInstance);
        };
    }

    private Optional<String> commonName(List<String> names) {
        return switch (rules.commonNames()) {
            case LIBPQ, LIBPQ_14 -> names.stream().findFirst();
            case PGJDBC -> names.stream().reduce(HostCheck::moreSpecific);
            case NEVER, JDK -> names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
        };
    }

    /** More dots, then fewer asterisks, then more characters (PGjdbcHostnameVerifier); the second of two that are alike. */
    private static String moreSpecific(String first, String second) {
        int order = Long.compare(count(first, '.'), count(second, '.'));
        order = order != 0 ? order : Long.compare(count(second, '*'), count(first, '*'));
        order = order != 0 ? order : Integer.compare(first.length(), second.length());
        return order > 0 ? first : second;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
