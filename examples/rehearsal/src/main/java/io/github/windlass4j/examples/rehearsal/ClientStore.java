package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One trust store of the rehearsal in the two forms that clients read.
 *
 * @param name what to call it
 * @param certificates its content; empty means that there is no such file
 * @param rootFile PEM, for {@code sslrootcert}
 * @param jvmStore PKCS12, for {@code javax.net.ssl.trustStore}
 */
record ClientStore(String name, List<Certificate> certificates, Path rootFile, Path jvmStore) {
    /** The password that the JDK itself ships its trust store with; it protects nothing here. */
    static final String PASSWORD = "changeit";

    static final String TYPE = "PKCS12";

    ClientStore {
        certificates = List.copyOf(certificates);
    }

    /** Writes both files below {@code folder}; none for an empty store. */
    static ClientStore write(String name, List<Certificate> certificates, Path folder) throws IOException {
        String base = name.replaceAll("[^a-zA-Z0-9]+", "-");
        ClientStore store =
                new ClientStore(name, certificates, folder.resolve(base + ".crt"), folder.resolve(base + ".p12"));
        if (store.isThere()) {
            TrustStore content = TrustStore.of(name, certificates);
            StoreFile.pem(content).writeTo(store.rootFile);
            StoreFile.pkcs12(content, PASSWORD.toCharArray()).writeTo(store.jvmStore);
        }
        return store;
    }

    boolean isThere() {
        return !certificates.isEmpty();
    }
}
