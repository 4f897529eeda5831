package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A driver and where it looks for anchors. */
enum Via {
    /** pgjdbc as it comes: the PEM file of {@code sslrootcert}. */
    ROOT_FILE("pgjdbc LibPQFactory"),
    /** pgjdbc told to use the JVM: {@code javax.net.ssl.trustStore}. */
    JVM_STORE("pgjdbc DefaultJavaSSLFactory"),
    /** libpq through psql: the PEM file of {@code sslrootcert}. */
    PSQL("psql");

    static final String JVM_FACTORY = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private final String words;

    Via(String words) {
        this.words = words;
    }

    /**
     * The same client as a value, to be judged.
     *
     * @param version of the driver
     */
    Client client(String version, ClientStore store) throws IOException {
        return switch (this) {
            case ROOT_FILE -> withRootFile(OwnFiles.onThisJdk(Client.pgjdbc(version)), store);
            case JVM_STORE -> {
                Client client = OwnFiles.onThisJdk(Client.pgjdbc(version)).factory(JVM_FACTORY);
                yield store.isThere()
                        ? client.jvmStore(read(store.name(), store.jvmStore()))
                        : client.store(StoreKind.JVM_STORE, TrustMaterial.absent());
            }
            case PSQL -> withRootFile(Client.libpq(version), store);
        };
    }

    private static Client withRootFile(Client client, ClientStore store) throws IOException {
        return store.isThere() ? client.rootFile(read(store.name(), store.rootFile())) : client.withoutRootFile();
    }

    /** From the very file that the driver will open. */
    private static TrustStore read(String name, Path file) throws IOException {
        return TrustStore.read(Files.readAllBytes(file), name, ClientStore.PASSWORD.toCharArray());
    }

    @Override
    public String toString() {
        return words;
    }
}
