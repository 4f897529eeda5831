package io.github.windlass4j.truststore.diagnose;

/** Why a database connection failed. Names are stable; {@link #meaning()} and {@link #remedy()} are for people. */
public enum Cause {
    /** The trust store holds no authority to which the server's chain leads. */
    NO_ANCHOR(
            "the trust store holds no authority to which the server's chain leads",
            "add the root of the chain that the server sends now; keep the old one until no server uses it"),
    /** The trust store holds an authority of the right name with another key. */
    ANCHOR_REKEYED(
            "the trust store holds an authority of the right name with another key",
            "replace that certificate by the one the authority publishes today, compared by fingerprint"),
    /** The authority in the trust store has expired. */
    ANCHOR_EXPIRED(
            "the authority in the trust store has expired",
            "replace it by its successor; an engine that ignores the expiry of anchors only hides this"),
    /** The trust store pins a server or intermediate certificate that the server no longer uses. */
    PINNED_CERTIFICATE_ROTATED(
            "the trust store pins a server or intermediate certificate that the server no longer uses",
            "trust the root instead of the pinned certificate; intermediates and leaves change without notice"),
    /** The server presents a certificate that it signed itself. */
    SELF_SIGNED_SERVER(
            "the server presents a certificate that it signed itself",
            "give the server a certificate of an authority, or add exactly this certificate if it is meant to be so"),
    /** The server does not send the intermediate certificates between its own and the root. */
    SERVER_OMITS_INTERMEDIATE(
            "the server does not send the intermediate certificates between its own and the root",
            "let the server send its whole chain, own certificate first, root left out"),
    /** The server's certificate has expired. */
    LEAF_EXPIRED("the server's certificate has expired", "renew the server's certificate"),
    /** The server's certificate, or an authority above it, is not valid yet. */
    LEAF_NOT_YET_VALID(
            "the server's certificate, or an authority above it, is not valid yet",
            "wait for its notBefore, or issue it earlier; compare the clocks of client and server"),
    /** The client's clock is wrong. */
    CLIENT_CLOCK("the client's clock is wrong", "set the client's clock"),
    /** An intermediate or cross-certificate that the server sends has expired. */
    SENT_CA_EXPIRED(
            "an intermediate or cross-certificate that the server sends has expired",
            "let the server send a current one; until then trust the authority just below it"),
    /** A certificate in the chain signs others without being an authority. */
    NOT_CA(
            "a certificate in the chain signs others without being an authority",
            "issue the server's certificate from an authority (basicConstraints cA, keyUsage keyCertSign)"),
    /** An authority in the chain allows fewer authorities below it than there are. */
    PATH_LENGTH(
            "an authority in the chain allows fewer authorities below it than there are",
            "issue from an authority whose pathLenConstraint allows it"),
    /** The server's certificate does not allow use by a TLS server. */
    EKU(
            "the server's certificate does not allow use by a TLS server",
            "issue it with extendedKeyUsage serverAuth, or without that extension"),
    /** An authority in the chain may not issue certificates for the names in the server's certificate. */
    NAME_CONSTRAINT(
            "an authority in the chain may not issue certificates for the names in the server's certificate",
            "issue the server's certificate from an authority whose name constraints allow the name"),
    /** A certificate in the chain has a critical extension that the client does not know. */
    UNKNOWN_CRITICAL_EXTENSION(
            "a certificate in the chain has a critical extension that the client does not know",
            "issue it without that extension, or not critical"),
    /** A certificate in the chain is revoked. */
    REVOKED("a certificate in the chain is revoked", "replace it; it was revoked for a reason"),
    /** The client insists on revocation data and has none that it can use. */
    REVOCATION_UNKNOWN(
            "the client insists on revocation data and has none that it can use",
            "let the client reach the authority's CRL or OCSP server, or give it current data"),
    /** The client does not accept certificates that this authority issued after a published date. */
    ANCHOR_DISTRUSTED(
            "the client does not accept certificates that this authority issued after a published date",
            "let another authority issue the server's certificate"),
    /** A key or signature in the chain is too weak for this client's security settings. */
    ALGORITHM_DISABLED(
            "a key or signature in the chain is too weak for this client's security settings",
            "issue with a stronger key or signature; jdk.certpath.disabledAlgorithms names what is refused"),
    /** The server's certificate does not carry the host name that the client asked for. */
    HOSTNAME_MISMATCH(
            "the server's certificate does not carry the host name that the client asked for",
            "connect by a name in the certificate's subjectAltName, or add this name to the certificate"),
    /** The class named by sslhostnameverifier cannot be used. */
    HOSTNAME_VERIFIER_NOT_FOUND(
            "the class named by sslhostnameverifier cannot be used", "correct sslhostnameverifier, or leave it out"),
    /** The file with the trusted certificates does not exist. */
    ROOT_FILE_MISSING(
            "the file with the trusted certificates does not exist",
            "create the file that sslrootcert names (by default .postgresql/root.crt in the home directory)"),
    /** The file that javax.net.ssl.trustStore names does not exist; Java then silently trusts its own cacerts. */
    TRUSTSTORE_FILE_MISSING(
            "the file that javax.net.ssl.trustStore names does not exist; Java then silently trusts its own cacerts",
            "correct -Djavax.net.ssl.trustStore"),
    /** The trust store cannot be read as what it should be. */
    STORE_UNREADABLE(
            "the trust store cannot be read as what it should be",
            "read it with TrustStore.read, which says where it is broken, and write it anew"),
    /** The PEM file begins with a byte order mark, which this Java cannot read. */
    STORE_BOM(
            "the PEM file begins with a byte order mark, which this Java cannot read",
            "save the file as UTF-8 without byte order mark"),
    /** The trust store holds no certificate. */
    STORE_EMPTY("the trust store holds no certificate", "add the roots"),
    /** The trust store's password is wrong or missing. */
    STORE_PASSWORD("the trust store's password is wrong or missing", "correct -Djavax.net.ssl.trustStorePassword"),
    /** The trust store's type is not known to this Java. */
    STORE_TYPE_UNAVAILABLE(
            "the trust store's type is not known to this Java",
            "correct -Djavax.net.ssl.trustStoreType, or add the provider of that type"),
    /** The PKCS#12 file was not made by Java: without its trust attribute Java sees no trusted certificate in it. */
    PKCS12_WITHOUT_TRUST_ATTRIBUTE(
            "the PKCS#12 file was not made by Java: without its trust attribute Java sees no trusted certificate in it",
            "import the certificates with keytool, or let TrustStore write the file"),
    /** The class named by sslfactory cannot be used. */
    FACTORY_NOT_FOUND("the class named by sslfactory cannot be used", "correct sslfactory, or leave it out"),
    /** The argument of the socket factory is missing or unusable. */
    FACTORY_ARGUMENT("the argument of the socket factory is missing or unusable", "correct sslfactoryarg"),
    /** The sslmode is none that the driver knows. */
    SSLMODE_INVALID(
            "the sslmode is none that the driver knows",
            "use disable, allow, prefer, require, verify-ca or verify-full, in lower case"),
    /** The server does not offer TLS. */
    SERVER_WITHOUT_TLS("the server does not offer TLS", "switch TLS on at the server (ssl = on)"),
    /** The server does not understand TLS without a request before it (PostgreSQL before 17). */
    DIRECT_TLS_UNSUPPORTED(
            "the server does not understand TLS without a request before it (PostgreSQL before 17)",
            "leave sslNegotiation at postgres"),
    /** Client and server have no TLS version or cipher suite in common. */
    PROTOCOL_MISMATCH(
            "client and server have no TLS version or cipher suite in common", "allow TLS 1.2 or 1.3 on both sides"),
    /** The server's pg_hba.conf accepts this user only with TLS, and the client did not use it. */
    PG_HBA_NO_ENCRYPTION(
            "the server's pg_hba.conf accepts this user only with TLS, and the client did not use it",
            "use sslmode=verify-full"),
    /** The server's pg_hba.conf has no line for this user, database and address. */
    PG_HBA_NO_ENTRY(
            "the server's pg_hba.conf has no line for this user, database and address",
            "add the line at the server; TLS is not the problem"),
    /** Nothing listens at that address and port. */
    CONNECTION_REFUSED("nothing listens at that address and port", "correct host and port, or start the server"),
    /** The host name does not resolve. */
    UNKNOWN_HOST("the host name does not resolve", "correct the host name, or the name service"),
    /** Something between client and server ended the connection. */
    NETWORK_RESET(
            "something between client and server ended the connection",
            "look at load balancers, firewalls and the server's log at that second");

    private final String meaning;
    private final String remedy;

    Cause(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Returns what is wrong, as half a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns what to do about it, as half a sentence. */
    public String remedy() {
        return remedy;
    }
}
