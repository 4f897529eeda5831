package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.examples.rehearsal.connect.Observation;
import io.github.windlass4j.truststore.client.SslMode;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the table.
 *
 * @param row the client but for mode and host
 * @param mode its sslmode
 * @param host whom it asks for
 * @param predicted what was said before
 * @param why the reason given for it
 * @param observed what happened; null when nothing was tried
 */
record Cell(
        Row row,
        SslMode mode,
        Host host,
        Observation.Kind predicted,
        String why,
        @Nullable Observation observed) {
    /** A store read through a driver. */
    record Row(ClientStore store, Via via) {}

    /** A host to ask for; both lead to the same server. */
    enum Host {
        RIGHT("localhost"),
        WRONG("127.0.0.1");

        private final String address;

        Host(String address) {
            this.address = address;
        }

        String address() {
            return address;
        }
    }

    Cell with(Observation observation) {
        return new Cell(row, mode, host, predicted, why, observation);
    }

    boolean agrees() {
        return observed != null && predicted != Observation.Kind.NO_ANSWER && observed.kind() == predicted;
    }

    @Override
    public String toString() {
        return row.store().name() + ", " + row.via() + ", " + mode + ", " + host.address() + ": predicted " + predicted
                + " ("
                + why + ")"
                + (observed == null
                        ? ""
                        : ", observed " + observed.kind()
                                + (observed.text().isEmpty() ? "" : " (" + observed.text() + ")"));
    }
}
