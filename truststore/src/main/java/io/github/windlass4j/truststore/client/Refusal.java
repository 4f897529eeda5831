package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import java.util.List;
import java.util.stream.Collectors;

/** Why one attempt to connect fails, with the values that were found. */
public sealed interface Refusal {
    /** Stable id of the rule, {@code WL-CL-1xx}. */
    String rule();

    /** One sentence with the values that were found. */
    String message();

    /** {@code sslmode} is none that this release of the driver accepts. */
    record InvalidMode(String value, String says, List<SslMode> accepted) implements Refusal {
        /** Copies the collections. */
        public InvalidMode {
            accepted = List.copyOf(accepted);
        }

        @Override
        public String rule() {
            return "WL-CL-101";
        }

        @Override
        public String message() {
            return "sslmode=" + value + " is not a mode of this release; accepted: "
                    + accepted.stream().map(SslMode::text).collect(Collectors.joining(", ")) + quoted(says);
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The mode is accepted alone, but not together with another setting. */
    record WeakMode(SslMode mode, String parameter, String value, String says) implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-102";
        }

        @Override
        public String message() {
            return parameter + "=" + value + " does not go with sslmode=" + mode + quoted(says);
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The mode is not accepted without another setting. */
    record IncompleteMode(SslMode mode, String parameter, String says) implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-110";
        }

        @Override
        public String message() {
            return "sslmode=" + mode + " is not accepted without " + parameter + quoted(says);
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The mode needs a store that is not there. */
    record StoreMissing(StoreKind kind, String name, String says) implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-103";
        }

        @Override
        public String message() {
            return kind + " " + name + " does not exist and the mode needs it" + quoted(says);
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The store is there and the client's runtime cannot load it, or loads nothing from it. */
    record StoreUnreadable(StoreKind kind, String name, String reason, String says) implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-104";
        }

        @Override
        public String message() {
            return kind + " " + name + " cannot be used: " + reason + quoted(says);
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The client's engine finds no path from the presented chain to an anchor of the store. */
    record ChainRejected(Engine engine, String store, ChainVerdict.Rejected verdict) implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-105";
        }

        /** What stands in the way, most specific first. */
        public List<Obstacle> obstacles() {
            return verdict.obstacles();
        }

        @Override
        public String message() {
            return engine + " finds no valid path to an anchor of " + store + ": "
                    + verdict.obstacles().get(0).message();
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The chain is fine and the certificate is for other hosts. */
    record HostMismatch(String host, List<String> names) implements Refusal {
        /** Copies the collections. */
        public HostMismatch {
            names = List.copyOf(names);
        }

        @Override
        public String rule() {
            return "WL-CL-106";
        }

        @Override
        public String message() {
            return "the certificate is for " + (names.isEmpty() ? "no name" : String.join(", ", names)) + ", not for "
                    + host;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The server presents no certificate at all. */
    record NoCertificate(String chain) implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-107";
        }

        @Override
        public String message() {
            return "the chain \"" + chain + "\" is empty: without a certificate there is no TLS";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** The server runs without TLS. */
    record ServerWithoutTls() implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-108";
        }

        @Override
        public String message() {
            return "the server does not offer TLS";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** {@code pg_hba.conf} does not admit the channel. */
    record NotAdmitted(Hba hba, Channel channel) implements Refusal {
        @Override
        public String rule() {
            return "WL-CL-109";
        }

        @Override
        public String message() {
            return "pg_hba.conf (" + hba + ") does not admit " + channel;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    private static String quoted(String says) {
        return says.isEmpty() ? "" : "; the driver says \"" + says + "\"";
    }
}
