package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** One step of the reasoning that leads to a {@link ConnectVerdict}. */
public sealed interface Evidence {
    /** The step as a sentence. */
    String message();

    /** Which mode is in force, and why. */
    record ModeInForce(SslMode mode, String because) implements Evidence {
        @Override
        public String message() {
            return "sslmode " + mode + " (" + because + ")";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The connection goes through a local socket. */
    record LocalSocket(String path) implements Evidence {
        @Override
        public String message() {
            return path + " is a local socket: the driver never uses TLS on it, whatever the sslmode";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** A channel is tried. */
    record Tried(Channel channel) implements Evidence {
        @Override
        public String message() {
            return "tries " + channel;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The server lets the session in. */
    record Admitted(Hba hba, Channel channel) implements Evidence {
        @Override
        public String message() {
            return "pg_hba.conf (" + hba + ") admits " + channel;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The chain is not looked at. */
    record ChainNotChecked(String verifier, SslMode mode, String because) implements Evidence {
        @Override
        public String message() {
            return verifier + " does not look at the chain in sslmode " + mode + because;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** A store is consulted. */
    record StoreConsulted(StoreKind kind, String name, int certificates) implements Evidence {
        @Override
        public String message() {
            return "trusts the " + kind + " " + name + " with " + certificates
                    + (certificates == 1 ? " certificate" : " certificates");
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** A store was given that this client never reads. */
    record StoreIgnored(StoreKind kind, String verifier) implements Evidence {
        @Override
        public String message() {
            return verifier + " never reads the " + kind;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** A path to an anchor was found. */
    record PathFound(String engine, List<Certificate> path) implements Evidence {
        /** Copies the collections. */
        public PathFound {
            path = List.copyOf(path);
        }

        @Override
        public String message() {
            return engine + " builds "
                    + path.stream()
                            .map(c ->
                                    c.subject().commonName().orElse(c.subject().toString()))
                            .collect(Collectors.joining(" <- "));
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The certificate is for the host. */
    record HostMatched(String host) implements Evidence {
        @Override
        public String message() {
            return "the certificate is for " + host;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The host is not looked at. */
    record HostNotChecked(SslMode mode) implements Evidence {
        @Override
        public String message() {
            return "the host name is not checked in sslmode " + mode;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** An attempt fails. */
    record Failed(Channel channel, Refusal refusal) implements Evidence {
        @Override
        public String message() {
            return channel + " fails: " + refusal.message();
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The release of the runtime is not modelled; its neighbours are, and agree. */
    record NeighboursAgree(String release, String below, String above) implements Evidence {
        @Override
        public String message() {
            return release + " is not modelled; " + below + " and " + above + " agree";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** A setting that this library does not model and that may change the outcome. */
    record NotLookedAt(String parameter) implements Evidence {
        @Override
        public String message() {
            return parameter + " is set and was not looked at";
        }

        @Override
        public String toString() {
            return message();
        }
    }
}
