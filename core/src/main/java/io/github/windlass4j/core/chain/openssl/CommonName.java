package io.github.windlass4j.core.chain.openssl;

/** {@code cn2dnsid} of crypto/x509/v3_ncons.c: which common names are held against DNS constraints. */
final class CommonName {
    private CommonName() {}

    /** Two or more labels of letters, digits, hyphens inside and underscores; one label alone is no host name to OpenSSL. */
    static boolean isDnsLike(String commonName) {
        int length = commonName.length();
        while (length > 0 && commonName.charAt(length - 1) == 0) {
            length--;
        }
        boolean dotted = false;
        for (int i = 0; i < length; i++) {
            char c = commonName.charAt(i);
            if (isLetterOrDigit(c) || c == '_') {
                continue;
            }
            if (i == 0 || i == length - 1) {
                return false;
            }
            if (c == '-') {
                continue;
            }
            char before = commonName.charAt(i - 1);
            char after = commonName.charAt(i + 1);
            if (c != '.' || after == '.' || before == '-' || after == '-') {
                return false;
            }
            dotted = true;
        }
        return dotted;
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
