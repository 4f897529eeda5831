package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One elementary change to a client. None of them ever weakens what the client verifies. */
public sealed interface Change {
    /** The client with this change made. */
    Client applyTo(Client client);

    /** The change as an instruction. */
    String message();

    /** Adds a certificate to the store that the client reads; a store that does not exist comes into being. */
    record AddCertificate(StoreKind store, String name, Certificate certificate) implements Change {
        @Override
        public Client applyTo(Client client) {
            // A factory argument holds one certificate: adding to it means replacing it.
            List<Certificate> before = store == StoreKind.FACTORY_ARGUMENT ? List.of() : content(client, store);
            return client.store(store, material(name, Stream.concat(before.stream(), Stream.of(certificate))));
        }

        @Override
        public String message() {
            String what = describe(certificate);
            return store == StoreKind.FACTORY_ARGUMENT
                    ? "point sslfactoryarg to " + what
                    : "add to " + name + ": " + what;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** Takes a certificate out of the store that the client reads. */
    record RemoveCertificate(StoreKind store, String name, Certificate certificate) implements Change {
        @Override
        public Client applyTo(Client client) {
            return client.store(
                    store, material(name, content(client, store).stream().filter(c -> !c.equals(certificate))));
        }

        @Override
        public String message() {
            return "remove from " + name + ": " + describe(certificate);
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** Writes the readable certificates of a store that cannot be loaded into a well-formed one. */
    record RewriteStore(StoreKind store, String name) implements Change {
        @Override
        public Client applyTo(Client client) {
            return client.store(store, material(name, content(client, store).stream()));
        }

        @Override
        public String message() {
            return "write " + name + " anew with the certificates that can be read from it";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** Sets an sslmode that verifies at least as much. */
    record UseMode(SslMode mode) implements Change {
        @Override
        public Client applyTo(Client client) {
            return client.sslmode(mode);
        }

        @Override
        public String message() {
            return "set sslmode=" + mode;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** Asks for the server under another name, one that its certificates hold. */
    record UseHost(String host) implements Change {
        @Override
        public Client applyTo(Client client) {
            return client.host(host);
        }

        @Override
        public String message() {
            return "connect to " + host + ", provided that it leads to the same server";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** A certificate as people compare it: subject, SHA-256, end. */
    private static String describe(Certificate certificate) {
        return certificate.subject() + " (SHA-256 " + certificate.sha256() + ", ends " + certificate.notAfter() + ")";
    }

    private static List<Certificate> content(Client client, StoreKind store) {
        return client.material(store) instanceof TrustMaterial.Present present
                ? present.store().certificates()
                : List.of();
    }

    private static TrustMaterial material(String name, Stream<Certificate> certificates) {
        return TrustMaterial.of(
                TrustStore.of(name, new ArrayList<>(certificates.distinct().toList())));
    }
}
