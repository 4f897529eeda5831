package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.finding.FindingRule;
import io.github.windlass4j.core.finding.Severity;

/** What {@link CertificateBundle#read} can find in a file: each with a stable id and one severity. */
public enum BundleRule implements FindingRule {
    /** A block whose content is no certificate. The JDK's {@code generateCertificates} then loses the whole file. */
    BAD_BLOCK("WL-CERT-001", Severity.ERROR),
    /** A private key in a file of certificates. */
    PRIVATE_KEY_INSIDE("WL-CERT-002", Severity.WARNING),
    /** A block of another kind: CRL, request, parameters. */
    OTHER_BLOCK_INSIDE("WL-CERT-003", Severity.NOTE),
    /** The file ends inside a block. */
    TRUNCATED("WL-CERT-004", Severity.ERROR),
    /** Nothing but white space. */
    EMPTY("WL-CERT-005", Severity.ERROR),
    /** Neither PEM nor DER. */
    GARBAGE("WL-CERT-006", Severity.ERROR),
    /** Starts with a UTF-8 byte order mark: JDK 17 refuses the file, JDK 25 and OpenSSL read it. */
    UTF8_BOM("WL-CERT-007", Severity.WARNING),
    /** UTF-16 text, as Windows editors write it: neither the JDK nor OpenSSL reads it. */
    UTF16("WL-CERT-008", Severity.ERROR),
    /** An END boundary and the next BEGIN on one line: the JDK refuses the file. */
    GLUED_BOUNDARIES("WL-CERT-009", Severity.WARNING),
    /** Carriage return and line feed at the end of lines; every known reader accepts it. */
    CRLF("WL-CERT-010", Severity.NOTE),
    /** Carriage returns alone at the end of lines. */
    CR_ONLY("WL-CERT-011", Severity.WARNING),
    /** Boundaries do not start in the first column, as in text cut out of YAML. */
    INDENTED("WL-CERT-012", Severity.WARNING),
    /** White space behind boundaries or base64. */
    TRAILING_WHITESPACE("WL-CERT-013", Severity.NOTE),
    /** The old label {@code X509 CERTIFICATE}. */
    X509_CERTIFICATE_HEADER("WL-CERT-014", Severity.NOTE),
    /** The label {@code TRUSTED CERTIFICATE}: only OpenSSL reads it, with its trust settings; the JDK refuses it. */
    TRUSTED_CERTIFICATE_HEADER("WL-CERT-015", Severity.WARNING),
    /** The blocks stand in string literals of a program or of JSON: no TLS library reads that. */
    STRING_LITERAL("WL-CERT-016", Severity.WARNING),
    /** Several DER certificates behind one another. */
    CONCATENATED_DER("WL-CERT-017", Severity.NOTE),
    /** PKCS#7: readers that take one certificate (keytool -importcert, generateCertificate) fail. */
    PKCS7("WL-CERT-018", Severity.NOTE),
    /** Bytes behind the last DER value that are no DER. */
    TRAILING_BYTES("WL-CERT-019", Severity.ERROR),
    /** BEGIN and END of a block carry different labels. */
    LABEL_MISMATCH("WL-CERT-020", Severity.WARNING),
    /** A limit of the reader ended it; what was read until then is kept. */
    LIMIT("WL-CERT-021", Severity.ERROR);

    private final Terms terms;

    BundleRule(String id, Severity severity) {
        this.terms = new Terms(id, severity);
    }

    @Override
    public Terms terms() {
        return terms;
    }
}
