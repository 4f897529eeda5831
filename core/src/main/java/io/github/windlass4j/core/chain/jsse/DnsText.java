package io.github.windlass4j.core.chain.jsse;

/** What {@code new DNSName(String)} accepts: labels of letters, digits and hyphens that begin with a letter or digit. */
final class DnsText {
    private DnsText() {}

    static boolean isStrict(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.endsWith(".")) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || !isLetterOrDigit(label.charAt(0))) {
                return false;
            }
            if (!label.chars().allMatch(c -> c == '-' || isLetterOrDigit((char) c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
