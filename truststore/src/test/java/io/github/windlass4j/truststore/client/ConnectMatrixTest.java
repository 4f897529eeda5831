package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.truststore.rotation.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every combination of driver, factory, mode, store, host and server, against an oracle that knows nothing of the facts file.
 */
class ConnectMatrixTest {
    private static final String SSL = "org.postgresql.ssl.";

    private enum Factory {
        DEFAULT,
        JAVA,
        NON_VALIDATING,
        SINGLE_CERT
    }

    private enum Anchor {
        RIGHT,
        WRONG,
        ABSENT
    }

    private enum ServerKind {
        HOSTSSL(Hba.HOSTSSL, true),
        HOST(Hba.HOST, true),
        HOSTNOSSL(Hba.HOSTNOSSL, true),
        WITHOUT_TLS(Hba.HOST, false);

        final Hba hba;
        final boolean tls;

        ServerKind(Hba hba, boolean tls) {
            this.hba = hba;
            this.tls = tls;
        }

        Server presenting(PresentedChain chain) {
            Server server = Server.presenting(chain).withHba(hba);
            return tls ? server : server.withoutTls();
        }
    }

    private enum Outcome {
        TLS_UNVERIFIED,
        TLS_CHAIN,
        TLS_HOST,
        TLS_CHAIN_AND_HOST,
        PLAIN,
        FAIL
    }

    private record Cell(Factory factory, SslMode mode, Anchor anchor, boolean rightHost, ServerKind server) {}

    @Test
    void agrees_with_the_oracle_for_pgjdbc() {
        List<String> differences = new ArrayList<>();
        cells(Factory.values()).forEach(cell -> {
            Outcome found = outcome(pgjdbc(cell).connect(cell.server.presenting(Topology.OLD), Topology.AT));
            if (found != pgjdbcOracle(cell)) {
                differences.add(cell + ": " + found + " (want " + pgjdbcOracle(cell) + ")");
            }
        });

        assertThat(differences).isEmpty();
        assertThat(cells(Factory.values())).hasSize(4 * 6 * 3 * 2 * 4);
    }

    @ParameterizedTest
    @EnumSource(LibpqVersion.class)
    void agrees_with_the_oracle_for_libpq(LibpqVersion version) {
        List<String> differences = new ArrayList<>();
        cells(Factory.DEFAULT).forEach(cell -> {
            Outcome found =
                    outcome(libpq(version.text, cell).connect(cell.server.presenting(Topology.OLD), Topology.AT));
            if (found != libpqOracle(cell)) {
                differences.add(cell + ": " + found + " (want " + libpqOracle(cell) + ")");
            }
        });

        assertThat(differences).isEmpty();
    }

    private enum LibpqVersion {
        V14("14.22"),
        V15("15.18"),
        V16("16.4"),
        V17("17.11"),
        V18("18.1");

        final String text;

        LibpqVersion(String text) {
            this.text = text;
        }
    }

    /** The rows of the table in the documentation of libpq, as they were measured: no root file; stale root file. */
    @ParameterizedTest
    @CsvSource({
        // mode, no root file + hostssl, stale + host, stale + hostssl, server without TLS and no root file
        "DISABLE, FAIL, PLAIN, FAIL, PLAIN",
        "ALLOW, TLS_UNVERIFIED, PLAIN, FAIL, PLAIN",
        "PREFER, TLS_UNVERIFIED, PLAIN, FAIL, PLAIN",
        "REQUIRE, TLS_UNVERIFIED, FAIL, FAIL, FAIL",
        "VERIFY_CA, FAIL, FAIL, FAIL, FAIL",
        "VERIFY_FULL, FAIL, FAIL, FAIL, FAIL"
    })
    void libpq_verifies_by_the_presence_of_the_root_file(
            SslMode mode, Outcome noFile, Outcome staleOptional, Outcome staleRequired, Outcome withoutTls) {
        assertThat(List.of(
                        libpqOutcome(mode, Anchor.ABSENT, ServerKind.HOSTSSL),
                        libpqOutcome(mode, Anchor.WRONG, ServerKind.HOST),
                        libpqOutcome(mode, Anchor.WRONG, ServerKind.HOSTSSL),
                        libpqOutcome(mode, Anchor.ABSENT, ServerKind.WITHOUT_TLS)))
                .containsExactly(noFile, staleOptional, staleRequired, withoutTls);
    }

    private static Outcome libpqOutcome(SslMode mode, Anchor anchor, ServerKind server) {
        Cell cell = new Cell(Factory.DEFAULT, mode, anchor, true, server);
        assertThat(libpqOracle(cell)).as("the oracle itself").isNotNull();
        return outcome(libpq("15.18", cell).connect(server.presenting(Topology.OLD), Topology.AT));
    }

    private static Stream<Cell> cells(Factory... factories) {
        return Stream.of(factories)
                .flatMap(factory -> Stream.of(SslMode.values())
                        .flatMap(mode -> Stream.of(Anchor.values())
                                .flatMap(anchor -> Stream.of(true, false)
                                        .flatMap(host -> Stream.of(ServerKind.values())
                                                .map(server -> new Cell(factory, mode, anchor, host, server))))));
    }

    private static Client pgjdbc(Cell cell) {
        Client client = settle(Client.pgjdbc("42.7.14"), cell);
        return switch (cell.factory) {
            case DEFAULT -> material(client, cell, StoreKind.ROOT_FILE);
            case JAVA -> material(client.factory(SSL + "DefaultJavaSSLFactory"), cell, StoreKind.JVM_STORE);
            case NON_VALIDATING -> client.factory(SSL + "NonValidatingFactory");
            case SINGLE_CERT ->
                material(client.factory(SSL + "SingleCertValidatingFactory"), cell, StoreKind.FACTORY_ARGUMENT);
        };
    }

    private static Client libpq(String version, Cell cell) {
        return material(settle(Client.libpq(version), cell), cell, StoreKind.ROOT_FILE);
    }

    private static Client settle(Client client, Cell cell) {
        return client.sslmode(cell.mode).host(cell.rightHost ? Topology.HOST : Topology.OTHER_HOST);
    }

    private static Client material(Client client, Cell cell, StoreKind kind) {
        return client.store(
                kind,
                switch (cell.anchor) {
                    case RIGHT -> TrustMaterial.of(Topology.store(Topology.ROOT_A));
                    case WRONG -> TrustMaterial.of(Topology.store(Topology.STRANGER));
                    case ABSENT -> TrustMaterial.absent();
                });
    }

    private static Outcome outcome(ConnectVerdict verdict) {
        return verdict.fold(
                connects -> {
                    if (connects.channel() == Channel.PLAIN_TEXT) {
                        return Outcome.PLAIN;
                    }
                    if (connects.chainVerified()) {
                        return connects.hostVerified() ? Outcome.TLS_CHAIN_AND_HOST : Outcome.TLS_CHAIN;
                    }
                    return connects.hostVerified() ? Outcome.TLS_HOST : Outcome.TLS_UNVERIFIED;
                },
                refused -> Outcome.FAIL,
                unknown -> {
                    throw new AssertionError(unknown.message());
                });
    }

    private static Outcome pgjdbcOracle(Cell cell) {
        boolean verifies = cell.factory == Factory.JAVA
                || cell.factory == Factory.SINGLE_CERT
                || cell.factory == Factory.DEFAULT && isVerifying(cell.mode);
        return oracle(cell, verifies, false);
    }

    private static Outcome libpqOracle(Cell cell) {
        return oracle(cell, isVerifying(cell.mode) || cell.anchor != Anchor.ABSENT, true);
    }

    private static boolean isVerifying(SslMode mode) {
        return mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    }

    private static Outcome oracle(Cell cell, boolean verifies, boolean fallsBackAfterHandshake) {
        boolean plainAdmitted = cell.server.hba != Hba.HOSTSSL;
        boolean tlsAdmitted = cell.server.hba != Hba.HOSTNOSSL;
        boolean checksHost = cell.mode == SslMode.VERIFY_FULL;
        boolean handshake = (!verifies || cell.anchor == Anchor.RIGHT) && (!checksHost || cell.rightHost);
        Outcome plain = plainAdmitted ? Outcome.PLAIN : Outcome.FAIL;
        Outcome good = verifies
                ? checksHost ? Outcome.TLS_CHAIN_AND_HOST : Outcome.TLS_CHAIN
                : checksHost ? Outcome.TLS_HOST : Outcome.TLS_UNVERIFIED;
        Outcome tls = cell.server.tls && handshake && tlsAdmitted ? good : Outcome.FAIL;
        return switch (cell.mode) {
            case DISABLE -> plain;
            case ALLOW -> plainAdmitted ? Outcome.PLAIN : tls;
            case PREFER -> {
                boolean mayFallBack = !cell.server.tls || handshake || fallsBackAfterHandshake;
                yield tls != Outcome.FAIL ? tls : mayFallBack ? plain : Outcome.FAIL;
            }
            case REQUIRE, VERIFY_CA, VERIFY_FULL -> tls;
        };
    }
}
