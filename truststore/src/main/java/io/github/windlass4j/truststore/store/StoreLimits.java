package io.github.windlass4j.truststore.store;

/** Bounds on what a reader accepts, so that a hostile file costs little. */
final class StoreLimits {
    /**
     * Bytes of one store. The largest public programme is 470 kB as PEM (Windows, July 2026) and a Kubernetes object at most
     * 1 MiB; 16 MiB leaves room for thirty of the former.
     */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Rounds of a password function: the bound that the JDK's PKCS12 reader has (PKCS12KeyStore, 5,000,000). */
    static final int MAX_ITERATIONS = 5_000_000;

    /** Memory of scrypt in bytes (128 N r): twice OpenSSL's default bound of 32 MiB (EVP_PBE_scrypt). */
    static final long MAX_SCRYPT_BYTES = 64L * 1024 * 1024;

    /** Passwords that are tried on one store; each try may cost the full number of rounds. */
    static final int MAX_PASSWORDS = 16;

    /** Files of one directory store: 30 times the largest public programme. */
    static final int MAX_FILES = 10_000;

    private StoreLimits() {}
}
