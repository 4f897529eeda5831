package io.github.windlass4j.truststore.client;

/** The places where a driver may look for trust anchors; each driver, factory and mode consults exactly one or none. */
public enum StoreKind {
    /** The PEM file named by {@code sslrootcert}, or the driver's default file. */
    ROOT_FILE("root file"),
    /** The trust store of the JVM: {@code javax.net.ssl.trustStore}, {@code jssecacerts} or {@code cacerts}. */
    JVM_STORE("JVM trust store"),
    /** The store of the operating system or of the TLS library. */
    SYSTEM_STORE("system trust store"),
    /** One certificate given as argument of the socket factory. */
    FACTORY_ARGUMENT("certificate of sslfactoryarg"),
    /** No store: the chain is not looked at. */
    NONE("no store");

    private final String words;

    StoreKind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
