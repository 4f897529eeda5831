package io.github.windlass4j.scan.internal;

import java.util.List;
import java.util.regex.Pattern;

/** The files that software takes when nobody tells it of another, where distributions and JDKs put them. */
public final class OwnStores {
    /** What OpenSSL and others take, the first that is there. */
    public static final List<String> SYSTEM_BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem");

    /** Where OpenSSL itself looks for the bundle: Debian, Alpine and SUSE, Fedora ({@code openssl version -d}). */
    public static final List<String> OPENSSL_FILES =
            List.of("/usr/lib/ssl/cert.pem", "/etc/ssl/cert.pem", "/etc/pki/tls/cert.pem");

    /** The folders that distributions keep in step with their bundle. */
    public static final List<String> SYSTEM_FOLDERS =
            List.of("/etc/ssl/certs", "/etc/pki/tls/certs", "/usr/lib/ssl/certs");

    private static final Pattern HASHED = Pattern.compile(".*/[0-9a-f]{8}\\.\\d{1,9}");

    /** Where the folder of a JDK's stores ends. */
    public static final String JVM_FOLDER = "/lib/security";

    /** The stores in it, the preferred one first (JSSE Reference Guide). */
    public static final List<String> JVM_FILES = List.of("jssecacerts", "cacerts");

    /** What Debian, Fedora and those derived from them link the JDK's store to. */
    public static final List<String> JVM_LINKED =
            List.of("/etc/ssl/certs/java/cacerts", "/etc/pki/java/cacerts", "/etc/pki/ca-trust/extracted/java/cacerts");

    private OwnStores() {}

    /** Whether a path is named as {@code openssl rehash} does. */
    public static boolean isHashed(String path) {
        return HASHED.matcher(path).matches();
    }

    /** Whether a path is that of the store of some JDK. */
    public static boolean isOfJvm(String path) {
        return JVM_LINKED.contains(path) || JVM_FILES.stream().anyMatch(file -> path.endsWith(JVM_FOLDER + "/" + file));
    }
}
