package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.BundleRule;
import io.github.windlass4j.core.finding.FindingRule;
import io.github.windlass4j.core.finding.Severity;

/**
 * What can be wrong with the form of a trust store, each with a stable rule id.
 *
 * <p>These rules are about the file: what is lost, and by which software, while it is loaded. What is wrong with the
 * certificates themselves (expired, weak, pinned) is the business of the audit.
 */
public enum StoreRule implements FindingRule {
    /** A UTF-8 byte order mark before the first block; JDK 17 refuses the whole file. */
    UTF8_BOM("WL-TS-001", Severity.ERROR, "write the file without a byte order mark"),
    /** The text is UTF-16; neither the JDK nor OpenSSL finds a certificate in it. */
    UTF16("WL-TS-002", Severity.ERROR, "write the file as ASCII or UTF-8"),
    /** Lines end in CR LF; every reader accepts it, byte comparisons do not. */
    CRLF("WL-TS-003", Severity.NOTE, ""),
    /** Lines end in CR alone; OpenSSL finds no certificate. */
    CR_ONLY("WL-TS-004", Severity.ERROR, "end the lines with LF"),
    /** An END line runs into the next BEGIN line; the JDK and OpenSSL refuse the whole file. */
    GLUED_BOUNDARIES("WL-TS-005", Severity.ERROR, "put a line break between END and BEGIN"),
    /** The BEGIN line is indented; JDK 17 and OpenSSL find no certificate. */
    INDENTED("WL-TS-006", Severity.ERROR, "start the boundary lines in column 1"),
    /** Lines end in blanks; readers accept it. */
    TRAILING_WHITESPACE("WL-TS-007", Severity.NOTE, ""),
    /** One block is not a certificate or not Base64; the JDK and OpenSSL lose the whole file, not only the block. */
    BAD_BLOCK("WL-TS-008", Severity.ERROR, "remove or replace the block"),
    /** A private key in a trust store; the JDK's certificate reader refuses the file, and a key does not belong there. */
    PRIVATE_KEY_INSIDE("WL-TS-009", Severity.ERROR, "take the key out; if others can read the file, replace the key"),
    /** A block that is neither certificate nor key, such as a CRL; the JDK refuses the whole file. */
    OTHER_BLOCK_INSIDE("WL-TS-010", Severity.ERROR, "keep only CERTIFICATE blocks in the file"),
    /** OpenSSL's {@code TRUSTED CERTIFICATE} with trust settings after the certificate; the JDK refuses the whole file. */
    TRUSTED_CERTIFICATE_HEADER("WL-TS-011", Severity.ERROR, "write it as a plain CERTIFICATE block"),
    /** A {@code TRUSTED CERTIFICATE} whose settings do not trust it for TLS servers. */
    REJECTED_FOR_SERVER_AUTH("WL-TS-012", Severity.WARNING, ""),
    /** The old label {@code X509 CERTIFICATE}; readers accept it. */
    X509_CERTIFICATE_HEADER("WL-TS-013", Severity.NOTE, ""),
    /** The store ends in the middle of an entry. */
    TRUNCATED("WL-TS-014", Severity.ERROR, "fetch or write the file again"),
    /** PEM blocks inside string literals of another language; no TLS library loads the file. */
    PEM_INSIDE_STRING_LITERAL("WL-TS-015", Severity.ERROR, "write the certificates to a PEM file of their own"),
    /** PKCS#7: tools that read one certificate (keytool -importcert, generateCertificate) fail on it, and OpenSSL too. */
    FIRST_ONLY_API_FAILS("WL-TS-016", Severity.WARNING, "convert it to PEM or import the certificates one by one"),
    /** DER certificates one after the other; tools that read one certificate take the first and say nothing. */
    CONCATENATED_DER("WL-TS-017", Severity.WARNING, "convert it to PEM"),
    /** The store holds no certificate at all. */
    EMPTY("WL-TS-018", Severity.ERROR, ""),
    /** The content is no known format and holds no certificate. */
    GARBAGE("WL-TS-019", Severity.ERROR, ""),
    /** The integrity check fails: the file was changed, or the password is not the one that wrote it. */
    STORE_TAMPERED("WL-TS-020", Severity.ERROR, "give the right password, or take the file from its source again"),
    /** One entry of a binary store does not parse; nothing loads such a store. */
    BAD_ENTRY("WL-TS-021", Severity.ERROR, "take the file from its source again"),
    /** JCEKS: loads only where the store type is given as JCEKS. */
    JCEKS_NOT_LOADABLE_AS_DEFAULT_TYPE("WL-TS-022", Severity.WARNING, "set the store type to JCEKS, or convert it"),
    /** A Bouncy Castle format: no JDK loads it without that provider. */
    NEEDS_BOUNCY_CASTLE("WL-TS-023", Severity.WARNING, "convert it to PKCS12"),
    /** A keystore with exactly one certificate: keytool takes only the first of a bundle and says "added". */
    FIRST_OF_BUNDLE_ONLY("WL-TS-024", Severity.NOTE, "if it was made from a bundle, import each certificate by itself"),
    /** PKCS12 certificates without the attribute that marks trust; the JDK loads no entry from it and reports no error. */
    PKCS12_WITHOUT_TRUST_ATTRIBUTE("WL-TS-025", Severity.ERROR, "write the store again with the trust attribute"),
    /** PKCS12 without encryption and without integrity check: any password opens it, any change goes unnoticed. */
    PKCS12_PASSWORDLESS("WL-TS-026", Severity.NOTE, ""),
    /** An encrypted PKCS12: opened without a password the JDK loads 0 entries and reports no error. */
    NULL_PASSWORD_GIVES_ZERO_ENTRIES("WL-TS-027", Severity.NOTE, "always give the password, also for reading"),
    /** PKCS12 encrypted with RC2 or 3DES; OpenSSL 3 needs its legacy provider, FIPS providers refuse it. */
    LEGACY_PBE("WL-TS-028", Severity.WARNING, "write the store again with AES"),
    /** Only key entries: a server's or client's own identity, not a list of whom to trust. */
    KEY_STORE_NOT_TRUST_STORE(
            "WL-TS-029", Severity.ERROR, "point the trust store setting to a store of CA certificates"),
    /** No given password opens the store. */
    WRONG_PASSWORD("WL-TS-030", Severity.ERROR, "give the password that the store was written with"),
    /** The store is encrypted and no password was given. */
    PASSWORD_NEEDED("WL-TS-031", Severity.ERROR, "give the password that the store was written with"),
    /** certdata.txt: a certificate in the file is trusted only if its trust object says so. */
    TRUST_BITS("WL-TS-032", Severity.NOTE, ""),
    /** certdata.txt: leaves issued after a date are not trusted under this root. */
    DISTRUST_AFTER("WL-TS-033", Severity.WARNING, ""),
    /** The file names certificates by fingerprint and does not hold them. */
    FINGERPRINTS_ONLY("WL-TS-034", Severity.NOTE, ""),
    /** The store is larger than the reader's limits. */
    LIMIT_EXCEEDED("WL-TS-035", Severity.ERROR, ""),
    /** The store uses an algorithm or structure that this reader does not know. */
    UNSUPPORTED("WL-TS-036", Severity.ERROR, ""),
    /** The file cannot be opened or read. */
    UNREADABLE("WL-TS-037", Severity.ERROR, ""),
    /** A file of a directory store that could not be read as certificates; OpenSSL and others pass it over. */
    SKIPPED_FILE("WL-TS-038", Severity.WARNING, ""),
    /** A file of a hashed directory whose name is not the hash of its subject; OpenSSL never finds it. */
    WRONG_HASH_NAME("WL-TS-039", Severity.WARNING, "run openssl rehash on the directory"),
    /** Bytes after the last certificate that belong to none. */
    TRAILING_BYTES("WL-TS-040", Severity.ERROR, "take the file from its source again"),
    /** The BEGIN and END lines of a block carry different labels; the JDK and OpenSSL refuse the whole file. */
    LABEL_MISMATCH("WL-TS-041", Severity.ERROR, "give both lines the label CERTIFICATE"),
    /** Two entries with one alias: the JDK keeps only the later. */
    DUPLICATE_ALIAS("WL-TS-042", Severity.WARNING, "give each certificate its own alias"),
    /**
     * A PKCS#12 file under an algorithm that OpenSSL or Bouncy Castle has and the JDK does not, such as PBMAC1 or AES-192, or
     * under a password that JDK 17 refuses for a character.
     */
    UNKNOWN_TO_THE_JDK(
            "WL-TS-043",
            Severity.WARNING,
            "write the store again with AES-256, a MAC of SHA-256 and a password of ASCII"),
    /** An entry of JKS or JCEKS whose alias has capitals: the JDK looks it up in lower case and does not find it. */
    ALIAS_NOT_LOWER_CASE("WL-TS-044", Severity.ERROR, "write the store again with aliases in lower case");

    private final Terms terms;

    StoreRule(String id, Severity severity, String remedy) {
        this.terms = new Terms(id, severity, remedy);
    }

    @Override
    public Terms terms() {
        return terms;
    }

    /** What leaves nothing to read, where no certificate was read. */
    boolean isFatal() {
        return this == GARBAGE
                || this == TRUNCATED
                || this == BAD_BLOCK
                || this == TRAILING_BYTES
                || this == LIMIT_EXCEEDED;
    }

    /** The same trap as the reader of bundles names it, with the weight that it has in a trust store. */
    static StoreRule of(BundleRule rule) {
        return switch (rule) {
            case BAD_BLOCK -> BAD_BLOCK;
            case PRIVATE_KEY_INSIDE -> PRIVATE_KEY_INSIDE;
            case OTHER_BLOCK_INSIDE -> OTHER_BLOCK_INSIDE;
            case TRUNCATED -> TRUNCATED;
            case EMPTY -> EMPTY;
            case GARBAGE -> GARBAGE;
            case UTF8_BOM -> UTF8_BOM;
            case UTF16 -> UTF16;
            case GLUED_BOUNDARIES -> GLUED_BOUNDARIES;
            case CRLF -> CRLF;
            case CR_ONLY -> CR_ONLY;
            case INDENTED -> INDENTED;
            case TRAILING_WHITESPACE -> TRAILING_WHITESPACE;
            case X509_CERTIFICATE_HEADER -> X509_CERTIFICATE_HEADER;
            case TRUSTED_CERTIFICATE_HEADER -> TRUSTED_CERTIFICATE_HEADER;
            case STRING_LITERAL -> PEM_INSIDE_STRING_LITERAL;
            case CONCATENATED_DER -> CONCATENATED_DER;
            case PKCS7 -> FIRST_ONLY_API_FAILS;
            case TRAILING_BYTES -> TRAILING_BYTES;
            case LABEL_MISMATCH -> LABEL_MISMATCH;
            case LIMIT -> LIMIT_EXCEEDED;
        };
    }
}
