package io.github.windlass4j.scan.discovery;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * Sessions of one kind that a server has seen: the same program, user and address, on the same channel.
 *
 * @param application the application name that the client gives itself; may be empty
 * @param user the role
 * @param address the client's IP address; empty for a Unix socket
 * @param tls the protocol, such as {@code TLSv1.3}; empty for plain text
 * @param cipher the cipher suite; empty for plain text
 * @param sessions the most sessions that one sample had
 * @param first the first sample that had one
 * @param last the last sample that had one
 */
public record ServerClient(
        String application,
        String user,
        String address,
        String tls,
        String cipher,
        int sessions,
        Instant first,
        Instant last)
        implements Comparable<ServerClient> {
    private static final Comparator<ServerClient> ORDER = Comparator.comparing(ServerClient::address)
            .thenComparing(ServerClient::application)
            .thenComparing(ServerClient::user)
            .thenComparing(ServerClient::tls)
            .thenComparing(ServerClient::cipher)
            .thenComparingInt(ServerClient::sessions)
            .thenComparing(ServerClient::first)
            .thenComparing(ServerClient::last);

    /** Checks the components. */
    public ServerClient {
        Objects.requireNonNull(first);
        if (sessions < 1 || first.isAfter(last)) {
            throw new IllegalArgumentException("sessions " + sessions + ", first " + first + ", last " + last);
        }
    }

    /** What does not change from sample to sample. */
    String identity() {
        return address + "\n" + application + "\n" + user + "\n" + tls + "\n" + cipher;
    }

    /** The same sessions, over the samples of both. */
    ServerClient merge(ServerClient other) {
        return new ServerClient(
                application,
                user,
                address,
                tls,
                cipher,
                Math.max(sessions, other.sessions),
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }

    @Override
    public int compareTo(ServerClient other) {
        return ORDER.compare(this, other);
    }

    /** {@code "billing" as app from 10.0.0.7, TLSv1.3, 4 sessions}. */
    @Override
    public String toString() {
        return "\"" + application + "\" as " + user + " from " + (address.isEmpty() ? "a Unix socket" : address) + ", "
                + (tls.isEmpty() ? "plain text" : tls) + ", " + sessions + (sessions == 1 ? " session" : " sessions");
    }
}
