package io.github.windlass4j.truststore.client;

/** The places where a driver may look for trust anchors; each driver, factory and mode consults exactly one or none. */
public enum StoreKind {
    /** The PEM file named by {@code sslrootcert}, or the driver's default file. */
    ROOT_FILE("root file", "rootFile, or withoutRootFile if there is none"),
    /** The trust store of the JVM: {@code javax.net.ssl.trustStore}, {@code jssecacerts} or {@code cacerts}. */
    JVM_STORE("JVM trust store", "jvmStore"),
    /** The store of the operating system or of the TLS library. */
    SYSTEM_STORE("system trust store", "systemStore"),
    /** One certificate given as argument of the socket factory. */
    FACTORY_ARGUMENT("certificate of sslfactoryarg", "factoryCertificate"),
    /** No store: the chain is not looked at. */
    NONE("no store", "store");

    private final String words;
    private final String toldBy;

    StoreKind(String words, String toldBy) {
        this.words = words;
        this.toldBy = toldBy;
    }

    /** The methods of {@link Client} that state what this store holds. */
    String toldBy() {
        return toldBy;
    }

    @Override
    public String toString() {
        return words;
    }
}
