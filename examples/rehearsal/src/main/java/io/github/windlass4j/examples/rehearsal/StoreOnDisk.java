package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.truststore.store.TrustStore;
import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A trust store that the user named, read.
 *
 * @param path where it is
 * @param store what it holds
 * @param type the type for the JVM, such as {@code PKCS12}
 * @param password what opens it; shown by nothing
 */
record StoreOnDisk(Path path, TrustStore store, String type, String password) {
    /** @throws UsageException when there is no such file, or it cannot be read as a trust store */
    static StoreOnDisk read(Path path, @Nullable String type, @Nullable Path passwordFile) {
        return read(path, type, passwordFile == null ? ClientStore.PASSWORD : firstLine(passwordFile));
    }

    private static StoreOnDisk read(Path path, @Nullable String type, String password) {
        if (!Files.exists(path)) {
            throw new UsageException(path + ": no such file");
        }
        char[] secret = password.toCharArray();
        try {
            TrustStore store = TrustStore.read(path, secret);
            String format = store.format().name();
            if (type != null && store.format().isKeyStore() == type.equalsIgnoreCase("PEM")) {
                throw new UsageException(path + ": holds " + format + " (--type says " + type + ")");
            }
            return new StoreOnDisk(path, store, type == null ? format : type, password);
        } catch (UnreadableStoreException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(secret, ' ');
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read as a password file: " + e.getMessage());
        }
    }

    /** Whether a JVM opens it as a keystore; anything else goes to {@code sslrootcert}. */
    boolean isKeyStore() {
        return store.format().isKeyStore();
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
