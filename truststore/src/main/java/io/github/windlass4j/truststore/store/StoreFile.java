package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A trust store as it is written to a file: the trusted certificates of a {@link TrustStore}, each once, in its order.
 * The bytes depend on nothing but the arguments: written twice they are the same.
 *
 * {@snippet :
 * TrustStore merged = TrustStore.read(Path.of("openssl-made.p12"), password);
 * StoreFile.pkcs12(merged, password).writeTo(Path.of("trust.p12"));
 * }
 */
public final class StoreFile {
    /** Shortest password that keytool accepts. */
    public static final int MIN_PASSWORD = 6;

    /**
     * Most bytes of all values in one ConfigMap or Secret (Kubernetes documentation, ConfigMap: "cannot exceed 1 MiB";
     * MaxSecretSize in the API).
     */
    public static final int MAX_KUBERNETES_BYTES = 1024 * 1024;

    private static final int MAX_NAME = 253;
    private static final Pattern DNS_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");

    private final byte[] bytes;
    private final boolean text;

    private StoreFile(byte[] bytes, boolean text) {
        this.bytes = bytes;
        this.text = text;
    }

    /** PEM blocks, one after the other, without comments. */
    public static StoreFile pem(TrustStore store) {
        return text(aliases(store).values().stream().map(Certificate::toPem).collect(Collectors.joining()));
    }

    /**
     * JKS. Its password protects nothing but a SHA-1 digest.
     *
     * @param password at least {@link #MIN_PASSWORD} characters
     * @param created the date that every entry gets; entries are read back in the order of their dates, so each entry gets
     *     one millisecond more than the one before
     */
    public static StoreFile jks(TrustStore store, char[] password, Instant created) {
        check(password);
        return new StoreFile(JksWriter.write(aliases(store), password, created), false);
    }

    /**
     * PKCS12 with the attribute that marks trust, AES-256 and HMAC-SHA-256, as keytool of JDK 17 writes it. Salt and initial
     * vector are derived from the certificates, so that the bytes are reproducible: the content is public and needs
     * integrity, not secrecy.
     *
     * @param password at least {@link #MIN_PASSWORD} characters
     */
    public static StoreFile pkcs12(TrustStore store, char[] password) {
        check(password);
        return new StoreFile(Pkcs12Writer.write(aliases(store), password), false);
    }

    /** PKCS12 with the attribute that marks trust, neither encrypted nor protected, as the JDK ships its own cacerts. */
    public static StoreFile pkcs12WithoutPassword(TrustStore store) {
        return new StoreFile(Pkcs12Writer.writePlain(aliases(store)), false);
    }

    /** PKCS#7 SignedData with certificates only, in PEM. */
    public static StoreFile pkcs7(TrustStore store) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(Pkcs7Writer.write(aliases(store).values()));
        return text("-----BEGIN PKCS7-----\n" + base64 + "\n-----END PKCS7-----\n");
    }

    /**
     * This file inside a Kubernetes ConfigMap, as YAML: text under {@code data}, anything else under {@code binaryData}.
     *
     * @param namespace empty for none
     * @param key the file name under which pods see it
     * @throws IllegalArgumentException for names that Kubernetes refuses, and if the content is larger than
     *     {@link #MAX_KUBERNETES_BYTES}
     */
    public StoreFile configMap(String namespace, String name, String key) {
        String value = text
                ? "data:\n  \"" + key + "\": |\n" + indented() //
                : "binaryData:\n  \"" + key + "\": " + base64() + "\n";
        return kubernetes("ConfigMap", namespace, name, key, value);
    }

    /** This file inside a Kubernetes Secret of type Opaque, as YAML; see {@link #configMap}. */
    public StoreFile secret(String namespace, String name, String key) {
        return kubernetes("Secret", namespace, name, key, "type: Opaque\ndata:\n  \"" + key + "\": " + base64() + "\n");
    }

    /** Length of the content in bytes. */
    public int size() {
        return bytes.length;
    }

    /** The content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The content as text.
     *
     * @throws IllegalStateException for a binary format
     */
    public String text() {
        if (!text) {
            throw new IllegalStateException("a binary file has no text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Writes the file, replacing one that is there: beside it first, then moved, so that readers see the old file or the
     * new one and never a part. The permissions of the old file are kept; its owner is not. A symbolic link is followed.
     *
     * @throws IOException if it cannot be written; the old file is then as it was
     */
    public void writeTo(Path path) throws IOException {
        StoreFiles.write(path, bytes);
    }

    private StoreFile kubernetes(String kind, String namespace, String name, String key, String value) {
        checkName("name", name);
        if (!namespace.isEmpty()) {
            checkName("namespace", namespace);
        }
        if (!DATA_KEY.matcher(key).matches() || key.length() > MAX_NAME) {
            throw new IllegalArgumentException("key: \"" + key + "\" (want letters, digits, '-', '_', '.')");
        }
        if (bytes.length > MAX_KUBERNETES_BYTES) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes in a " + kind + " (want at most " + MAX_KUBERNETES_BYTES + ")");
        }
        // Quoted, because a name of digits or "true" would be read as another type.
        String meta = "apiVersion: v1\nkind: " + kind + "\nmetadata:\n  name: \"" + name + "\"\n"
                + (namespace.isEmpty() ? "" : "  namespace: \"" + namespace + "\"\n");
        return text(meta + value);
    }

    private String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String indented() {
        return text().lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    private static StoreFile text(String content) {
        return new StoreFile(content.getBytes(StandardCharsets.UTF_8), true);
    }

    /** Each trusted certificate once, under an alias that is unique and stays the same from one writing to the next. */
    private static Map<String, Certificate> aliases(TrustStore store) {
        Map<Certificate, String> names = new LinkedHashMap<>();
        for (StoreEntry entry : store.entries()) {
            if (entry.isTrusted()) {
                names.putIfAbsent(entry.certificate(), Aliases.of(entry));
            }
        }
        return Aliases.unique(names);
    }

    private static void check(char[] password) {
        if (password.length < MIN_PASSWORD) {
            throw new IllegalArgumentException("password: " + Count.of(password.length, "character") + " (want >= "
                    + MIN_PASSWORD + ", as keytool does)");
        }
    }

    private static void checkName(String what, String name) {
        if (name.length() > MAX_NAME || !DNS_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + ": \"" + name + "\" (want a lower-case DNS name, RFC 1123)");
        }
    }

    @Override
    public String toString() {
        return (text ? "text, " : "binary, ") + bytes.length + " bytes";
    }
}
