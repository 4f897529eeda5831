package io.github.windlass4j.scan.internal;

import java.util.List;

/** The files that software takes when nobody tells it of another, where distributions and JDKs put them. */
public final class OwnStores {
    /** What OpenSSL and others take, the first that is there. */
    public static final List<String> SYSTEM_BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem");

    /** Where the folder of a JDK's stores ends. */
    public static final String JVM_FOLDER = "/lib/security";

    /** The stores in it, the preferred one first (JSSE Reference Guide). */
    public static final List<String> JVM_FILES = List.of("jssecacerts", "cacerts");

    /** What Debian, Fedora and those derived from them link the JDK's store to. */
    public static final List<String> JVM_LINKED =
            List.of("/etc/ssl/certs/java/cacerts", "/etc/pki/java/cacerts", "/etc/pki/ca-trust/extracted/java/cacerts");

    private OwnStores() {}

    /** Whether a path is that of the store of some JDK. */
    public static boolean isOfJvm(String path) {
        return JVM_LINKED.contains(path) || JVM_FILES.stream().anyMatch(file -> path.endsWith(JVM_FOLDER + "/" + file));
    }
}
