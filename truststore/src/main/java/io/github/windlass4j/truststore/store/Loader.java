package io.github.windlass4j.truststore.store;

import java.util.Locale;

/**
 * A piece of software that loads a trust store file in its own way. The same file can be complete to one, empty to another
 * and an error to a third; {@link TrustStore#loadedBy} says which.
 */
public sealed interface Loader {
    /** The certificate reader of JDK 17, which pgjdbc uses for {@code sslrootcert}. */
    Loader JDK_17 = new CertificateFile(Jdk.JDK_17);
    /** The certificate reader of JDK 25, which pgjdbc uses for {@code sslrootcert}. */
    Loader JDK_25 = new CertificateFile(Jdk.JDK_25);
    /** OpenSSL 3.0's {@code CAfile}, which libpq uses for {@code sslrootcert}; for a directory its {@code CApath}. */
    Loader OPENSSL = new OpensslFile();
    /** Go's {@code AppendCertsFromPEM}, which pgx and lib/pq use for {@code sslrootcert}. */
    Loader GO = new GoFile();
    /** Netty's {@code trustManager(File)}, which r2dbc-postgresql uses for {@code sslRootCert}. */
    Loader NETTY = new NettyFile();
    /** Node.js's {@code ca}, into which node-postgres reads {@code sslrootcert}. */
    Loader NODE = new NodeFile();

    /** Releases of the JDK whose readers differ; releases between them are not modelled. */
    enum Jdk {
        /** OpenJDK 17. */
        JDK_17,
        /** OpenJDK 25. */
        JDK_25
    }

    /** What a program gives as the password of a keystore. */
    enum Password {
        /** The right one. */
        RIGHT,
        /** None at all ({@code null}), as JSSE does when {@code javax.net.ssl.trustStorePassword} is not set. */
        NONE,
        /** A wrong one, the empty one included. */
        WRONG
    }

    /** {@code CertificateFactory.generateCertificates}: PEM, DER and PKCS#7. */
    record CertificateFile(Jdk jdk) implements Loader {}

    /**
     * {@code KeyStore.getInstance(type).load(...)} with the providers of the JDK.
     *
     * @param type the type that the program names, such as {@code PKCS12} (the default of the JDK) or {@code JKS}
     */
    record KeyStoreFile(Jdk jdk, String type, Password password) implements Loader {
        /** Takes the type in capitals. */
        public KeyStoreFile {
            type = type.toUpperCase(Locale.ROOT);
        }
    }

    /** {@code X509_STORE_load_file}, for a directory {@code X509_STORE_load_path}, of OpenSSL 3.0. */
    record OpensslFile() implements Loader {}

    /** {@code CertPool.AppendCertsFromPEM} of Go 1.19; of a directory nothing. */
    record GoFile() implements Loader {}

    /** {@code io.netty.handler.ssl.PemReader} 4.1 and the JDK's parser; of a directory nothing. */
    record NettyFile() implements Loader {}

    /** The certificates before the first one that OpenSSL 3.0 cannot read, in silence; of a directory nothing. */
    record NodeFile() implements Loader {}

    /** {@link KeyStoreFile} of the default type with the right password. */
    static Loader keyStore(Jdk jdk) {
        return new KeyStoreFile(jdk, "PKCS12", Password.RIGHT);
    }
}
