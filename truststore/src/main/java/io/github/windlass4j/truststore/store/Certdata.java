package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mozilla's certdata.txt: every root that NSS knows, trusted or not, in file order. Reading it as a {@link TrustStore} keeps
 * only those that are trusted as issuers of TLS servers; here the others can be seen too.
 *
 * @param roots certificates with the trust object that names them
 * @param withoutCertificate trust objects whose certificate is not in the file, such as distrusted ones, by label
 */
public record Certdata(List<Root> roots, List<String> withoutCertificate) {
    /** Copies the collections. */
    public Certdata {
        roots = List.copyOf(roots);
        withoutCertificate = List.copyOf(withoutCertificate);
    }

    /** Whether and for what NSS trusts a certificate; the constants of NSS with their prefix {@code CKT_NSS_} left out. */
    public enum Trust {
        /** May issue for this purpose. */
        TRUSTED_DELEGATOR,
        /** Trusted itself, may not issue. */
        TRUSTED,
        /** Neither trusted nor distrusted: valid only under another root. */
        MUST_VERIFY_TRUST,
        /** Distrusted, whatever signs it. */
        NOT_TRUSTED,
        /** Not stated. */
        TRUST_UNKNOWN
    }

    /** One certificate of the file. */
    public static final class Root {
        private final String label;
        private final Certificate certificate;
        private final Trust serverAuth;
        private final @Nullable Instant serverDistrustAfter;
        private final Location location;

        Root(
                String label,
                Certificate certificate,
                Trust serverAuth,
                @Nullable Instant serverDistrustAfter,
                Location location) {
            this.label = label;
            this.certificate = certificate;
            this.serverAuth = serverAuth;
            this.serverDistrustAfter = serverDistrustAfter;
            this.location = location;
        }

        /** The name that NSS gives it. */
        public String label() {
            return label;
        }

        /** The certificate. */
        public Certificate certificate() {
            return certificate;
        }

        /** Trust as an issuer of TLS servers. */
        public Trust serverAuth() {
            return serverAuth;
        }

        /** Last moment at which a leaf may have been issued to be trusted under this root. */
        public Optional<Instant> serverDistrustAfter() {
            return Optional.ofNullable(serverDistrustAfter);
        }

        /** File, label and line of the certificate object. */
        public Location location() {
            return location;
        }

        @Override
        public String toString() {
            return label + ": " + serverAuth
                    + serverDistrustAfter().map(at -> ", leaves until " + at).orElse("");
        }
    }

    /**
     * Reads a certdata.txt.
     *
     * @throws UnreadableStoreException saying in which line it stops being one
     */
    public static Certdata read(byte[] content, String origin) {
        return new CertdataReader(new StoreSource(origin, content.clone(), List.of())).roots();
    }
}
