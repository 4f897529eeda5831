package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.ConnectVerdict.Refused;
import io.github.windlass4j.truststore.rotation.Topology;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a verdict tells: the sentence, the steps that led to it, and what it cannot be. */
class ConnectVerdictTest {
    private static final TrustStore ROOT_A = Topology.store(Topology.ROOT_A);
    private static final Server SERVER = Server.presenting(Topology.OLD);
    private static final Client FULL = Client.pgjdbc("42.7.14")
            .sslmode(SslMode.VERIFY_FULL)
            .rootFile(ROOT_A)
            .host(Topology.HOST);

    @Test
    void a_verified_connection_is_told_step_by_step() {
        ConnectVerdict verdict = connect(FULL.jdk(17));
        assertThat(verdict.message()).isEqualTo("connects over TLS, chain verified, host verified");
        assertThat(messages(verdict))
                .containsExactly(
                        "sslmode verify-full (set)",
                        "tries TLS",
                        "trusts the root file root.crt with 1 certificate",
                        "JDK 17 builds " + Topology.HOST + " <- Old Issuing CA <- Root A",
                        "the certificate is for " + Topology.HOST,
                        "pg_hba.conf (hostssl) admits TLS");
    }

    @Test
    void what_is_not_verified_is_told_too() {
        ConnectVerdict verdict = connect(Client.pgjdbc("42.7.14").jvmStore(ROOT_A));
        assertThat(verdict.message()).isEqualTo("connects over TLS, chain not verified, host not verified");
        assertThat(messages(verdict))
                .containsExactly(
                        "sslmode prefer (the default)",
                        "tries TLS",
                        "LibPQFactory never reads the JVM trust store",
                        "LibPQFactory does not look at the chain in sslmode prefer",
                        "the host name is not checked in sslmode prefer",
                        "pg_hba.conf (hostssl) admits TLS");
        assertThat(messages(
                        connect(Client.libpq("15.18").sslmode(SslMode.REQUIRE).withoutRootFile())))
                .contains("libpq does not look at the chain in sslmode require as long as there is no root file");
    }

    @Test
    void a_fall_back_tells_what_failed_before() {
        ConnectVerdict verdict = Client.libpq("15.18")
                .rootFile(Topology.store(Topology.STRANGER, Topology.ROOT_M))
                .connect(SERVER.withHba(Hba.HOST), Topology.AT);
        assertThat(messages(verdict))
                .contains("trusts the root file root.crt with 2 certificates")
                .anyMatch(step -> step.startsWith("TLS fails: OpenSSL finds no valid path to an anchor of root.crt: "))
                .endsWith("tries plain text", "pg_hba.conf (host) admits plain text");
    }

    @Test
    void a_mode_chosen_by_another_setting_names_it() {
        assertThat(messages(connect(FULL.with("ssl", "TRUE")))).first().isEqualTo("sslmode verify-full (set)");
        assertThat(messages(connect(Client.pgjdbc("42.7.14").with("ssl", "True"))))
                .first()
                .isEqualTo("sslmode verify-full (because of ssl=True)");
    }

    @Test
    void a_socket_and_a_setting_that_is_not_looked_at_are_steps() {
        assertThat(messages(connect(
                        Client.libpq("15.18").host("/var/run/postgresql").with("sslcrl", "/root.crl"))))
                .contains(
                        "sslcrl is set and was not looked at",
                        "/var/run/postgresql is a local socket: the driver never uses TLS on it, whatever the sslmode");
        assertThat(connect(Client.libpq("15.18").sslmode(SslMode.VERIFY_FULL).host("@abstract")))
                .isInstanceOf(Connects.class);
        assertThat(connect(Client.pgjdbc("42.7.14").sslmode(SslMode.REQUIRE).host("/var/run/postgresql"))
                        .trace())
                .noneMatch(Evidence.LocalSocket.class::isInstance);
    }

    @Test
    void refusals_say_what_was_found() {
        assertThat(connect(Client.of("npgsql", "7.0.0").sslmode(SslMode.REQUIRE))
                        .message())
                .isEqualTo("does not connect: sslmode=require is not accepted without Trust Server Certificate; "
                        + "the driver says \"To validate server certificates, please use VerifyFull or VerifyCA "
                        + "instead of Require.\"");
        assertThat(Client.libpq("15.18")
                        .sslmode(SslMode.REQUIRE)
                        .withoutRootFile()
                        .connect(SERVER.withoutTls(), Topology.AT)
                        .message())
                .isEqualTo("does not connect: the server does not offer TLS");
        assertThat(connect(Client.libpq("15.18").sslmode(SslMode.DISABLE)).message())
                .isEqualTo("does not connect: pg_hba.conf (hostssl) does not admit plain text");
        assertThat(connect(FULL.host("other.example")).message())
                .isEqualTo("does not connect: the certificate is for " + Topology.HOST + ", not for other.example");
        assertThat(new Refusal.HostMismatch("db", List.of()).message())
                .isEqualTo("the certificate is for no name, not for db");
    }

    @Test
    void a_mismatch_lists_names_and_addresses_or_else_the_common_name() {
        assertThat(mismatch(Topology.ROOT_A.issueLeaf(
                        "db",
                        spec -> spec.names(
                                new GeneralName.Dns("a.example"),
                                new GeneralName.Ip(new byte[] {(byte) 192, 0, 2, 1}),
                                new GeneralName.Email("x@a.example")))))
                .contains("the certificate is for a.example, 192.0.2.1, not for other.example");
        assertThat(mismatch(Topology.ROOT_A.issueLeaf(
                        "db", spec -> spec.subject("CN=common.example").without(Extension.SUBJECT_ALTERNATIVE_NAME))))
                .contains("the certificate is for common.example, not for other.example");
        assertThat(connect(FULL.host("not a host")).message()).contains("not for not a host");
    }

    private static String mismatch(Issued leaf) {
        return FULL.host("other.example")
                .connect(Server.presenting(PresentedChain.of("one", leaf.chain())), Topology.AT)
                .message();
    }

    @Test
    void settings_are_listed_by_name() {
        assertThat(FULL.with("ssl", "true").settings())
                .containsExactly(Map.entry("ssl", "true"), Map.entry("sslmode", "verify-full"));
    }

    @Test
    void every_refusal_has_a_rule_of_its_own() {
        Refused rejected = (Refused) connect(FULL.rootFile(Topology.store(Topology.STRANGER)));
        assertThat(((Refusal.ChainRejected) rejected.refusal()).obstacles()).isNotEmpty();
        assertThat(List.of(
                        new Refusal.InvalidMode("x", "", List.of()),
                        new Refusal.WeakMode(SslMode.REQUIRE, "p", "v", ""),
                        new Refusal.StoreMissing(StoreKind.ROOT_FILE, "f", ""),
                        new Refusal.StoreUnreadable(StoreKind.ROOT_FILE, "f", "r", ""),
                        rejected.refusal(),
                        new Refusal.HostMismatch("h", List.of()),
                        new Refusal.NoCertificate("c"),
                        new Refusal.ServerWithoutTls(),
                        new Refusal.NotAdmitted(Hba.HOST, Channel.TLS),
                        new Refusal.IncompleteMode(SslMode.REQUIRE, "p", "")))
                .extracting(Refusal::rule)
                .containsExactly(
                        "WL-CL-101",
                        "WL-CL-102",
                        "WL-CL-103",
                        "WL-CL-104",
                        "WL-CL-105",
                        "WL-CL-106",
                        "WL-CL-107",
                        "WL-CL-108",
                        "WL-CL-109",
                        "WL-CL-110");
    }

    @Test
    void contradictions_are_no_verdicts() {
        List<Certificate> path = Topology.OLD.certificates();
        assertThatThrownBy(() -> new Connects(Channel.PLAIN_TEXT, true, false, path, List.of(), List.of()))
                .hasMessageContaining("never verified");
        assertThatThrownBy(() -> new Connects(Channel.PLAIN_TEXT, false, true, List.of(), List.of(), List.of()))
                .hasMessageContaining("never verified");
        assertThatThrownBy(() -> new Connects(Channel.TLS, true, false, List.of(), List.of(), List.of()))
                .hasMessageContaining("path: 0");
        assertThatThrownBy(() -> new Connects(Channel.TLS, false, false, path, List.of(), List.of()))
                .hasMessageContaining("path: 2");
        assertThatThrownBy(() -> new Refused(new Refusal.ServerWithoutTls(), List.of(), List.of()))
                .hasMessageContaining("attempts: 0");
        assertThatThrownBy(() -> new TrustMaterial.Present(ROOT_A, List.of(Loader.JDK_17, Loader.JDK_25)))
                .hasMessageContaining("loaders: 2");
    }

    @Test
    void only_a_connection_connects() {
        assertThat(connect(FULL).connects()).isTrue();
        assertThat(connect(FULL.withoutRootFile()).connects()).isFalse();
        assertThat(connect(Client.of("pg8000", "1.31")).connects()).isFalse();
    }

    @Test
    void material_tells_what_it_is_without_its_content() {
        assertThat(TrustMaterial.of(ROOT_A)).hasToString("root.crt, 1 certificate");
        assertThat(TrustMaterial.absent()).hasToString("absent");
        assertThat(TrustMaterial.unreadable("permission denied")).hasToString("unreadable: permission denied");
        assertThat(TrustMaterial.notAtHand()).hasToString("not at hand");
        assertThat(FULL.material(StoreKind.JVM_STORE)).isEqualTo(TrustMaterial.notAtHand());
    }

    @Test
    void clients_are_equal_by_what_they_are_asked_with_and_not_by_what_they_remember() {
        Client same =
                Client.pgjdbc("42.7.14").host(Topology.HOST).rootFile(ROOT_A).sslmode("verify-full");
        assertThat(same).isEqualTo(FULL).hasSameHashCodeAs(FULL);
        assertThat(FULL.remembering(SignatureMemo.standard())).isEqualTo(FULL).hasSameHashCodeAs(FULL);
        assertThat(connect(FULL.remembering(SignatureMemo.standard()))).isEqualTo(connect(FULL));
        assertThat(List.<Object>of(
                        Client.libpq("42.7.14"),
                        FULL.host("other"),
                        FULL.jdk(17),
                        FULL.with("ssl", "true"),
                        FULL.withoutRootFile(),
                        "pgjdbc 42.7.14"))
                .doesNotContain(FULL);
        assertThat(Client.pgjdbc("42.7.13")).isNotEqualTo(Client.pgjdbc("42.7.14"));
    }

    @Test
    void the_leaf_alone_can_be_judged_for_another_day() {
        java.time.Instant later = Topology.AT.plus(java.time.Duration.ofDays(300));
        assertThat(FULL.connect(SERVER, later).connects()).isFalse();
        assertThat(FULL.connect(SERVER, later, Topology.AT).connects()).isTrue();
    }

    @Test
    void the_names_of_modes_are_exact() {
        assertThat(SslMode.named("verify-ca")).contains(SslMode.VERIFY_CA);
        assertThat(SslMode.named("VERIFY-CA")).isEmpty();
        assertThat(SslMode.named("")).isEmpty();
    }

    private static ConnectVerdict connect(Client client) {
        return client.connect(SERVER, Topology.AT);
    }

    private static List<String> messages(ConnectVerdict verdict) {
        return verdict.trace().stream().map(Evidence::message).toList();
    }
}
