package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code X509_check_host} and {@code X509_check_ip} without flags (crypto/x509/v3_utl.c): partial wildcards are allowed at the
 * start or end of the first label, the common name is read when no dNSName is there.
 */
final class HostCheck {
    private HostCheck() {}

    static boolean namesHost(SeenCertificate leaf, String host) {
        List<String> names = leaf.altNames().stream()
                .filter(GeneralName.Dns.class::isInstance)
                .map(name -> ((GeneralName.Dns) name).name())
                .toList();
        if (names.isEmpty()) {
            names = leaf.certificate().subject().values(DistinguishedName.COMMON_NAME);
        }
        return names.stream().anyMatch(pattern -> matches(pattern, host));
    }

    static boolean namesAddress(SeenCertificate leaf, byte[] address) {
        return leaf.altNames().stream()
                .anyMatch(name -> name instanceof GeneralName.Ip ip
                        && Arrays.equals(ip.octets().bytes(), address));
    }

    private static boolean matches(String pattern, String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        String lowered = pattern.toLowerCase(Locale.ROOT);
        int star = host.length() > 1 && host.startsWith(".") ? -1 : validStar(lowered);
        if (star >= 0) {
            return matchesWildcard(lowered.substring(0, star), lowered.substring(star + 1), wanted);
        }
        // A reference name with a leading dot asks for any host below it.
        return (wanted.length() > 1 && wanted.startsWith("."))
                ? lowered.length() > wanted.length()
                        && lowered.endsWith(wanted)
                        && isHostText(lowered.substring(0, lowered.length() - wanted.length()))
                : !lowered.isEmpty() && lowered.equals(wanted);
    }

    private static boolean isHostText(String text) {
        return text.chars().allMatch(c -> c != 0);
    }

    private static boolean matchesWildcard(String prefix, String suffix, String host) {
        if (host.length() < prefix.length() + suffix.length() || !host.startsWith(prefix) || !host.endsWith(suffix)) {
            return false;
        }
        String covered = host.substring(prefix.length(), host.length() - suffix.length());
        boolean wholeLabel = prefix.isEmpty() && suffix.startsWith(".");
        if (wholeLabel ? covered.isEmpty() : host.startsWith("xn--")) {
            return false;
        }
        return covered.equals("*") || covered.chars().allMatch(c -> c == '-' || CommonName.isLetterOrDigit((char) c));
    }

    /**
     * Place of the one legal star, -1 if there is none: first label, at its start or end, not in an A-label, two dots below.
     */
    private static int validStar(String pattern) {
        int star = -1;
        int dots = 0;
        int labelStart = 0;
        boolean hyphen = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                boolean atStart = i == labelStart;
                boolean atEnd = i == pattern.length() - 1 || pattern.charAt(i + 1) == '.';
                if (star >= 0 || dots > 0 || pattern.startsWith("xn--", labelStart) || (!atStart && !atEnd)) {
                    return -1;
                }
                star = i;
            } else if (c == '.') {
                if (i == labelStart || hyphen) {
                    return -1;
                }
                labelStart = i + 1;
                dots++;
                hyphen = false;
            } else if (c == '-') {
                if (i == labelStart) {
                    return -1;
                }
                hyphen = true;
            } else if (CommonName.isLetterOrDigit(c)) {
                hyphen = false;
            } else {
                return -1;
            }
        }
        return labelStart == pattern.length() || hyphen || dots < 2 ? -1 : star;
    }
}
