package io.github.windlass4j.truststore.rotation;

import static io.github.windlass4j.truststore.rotation.Topology.AT;
import static io.github.windlass4j.truststore.rotation.Topology.NEW;
import static io.github.windlass4j.truststore.rotation.Topology.NEW_WITHOUT_CROSS;
import static io.github.windlass4j.truststore.rotation.Topology.OLD;
import static io.github.windlass4j.truststore.rotation.Topology.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.rotation.Change.AddCertificate;
import io.github.windlass4j.truststore.rotation.Change.RemoveCertificate;
import io.github.windlass4j.truststore.rotation.Change.RewriteStore;
import io.github.windlass4j.truststore.rotation.Change.UseHost;
import io.github.windlass4j.truststore.rotation.Change.UseMode;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final Rotation ROTATION = Rotation.from(OLD).to(NEW).at(AT);
    private static final Client PGJDBC =
            Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_FULL).host(Topology.HOST);
    private static final Client LIBPQ =
            Client.libpq("15.18").sslmode(SslMode.VERIFY_FULL).host(Topology.HOST);

    @Test
    void does_not_affect_a_client_that_trusts_the_root_of_both_chains() {
        for (Client client : List.of(PGJDBC, LIBPQ)) {
            Impact impact = ROTATION.impactOn(client.rootFile(store(Topology.ROOT_A)));

            assertThat(impact.effect()).isEqualTo(Effect.UNAFFECTED);
            assertThat(impact.risk()).isEqualTo(Risk.LOW);
            assertThat(impact.fix()).isEqualTo(new Fix.NotNeeded());
            assertThat(impact.findings()).isEmpty();
        }
    }

    @Test
    void breaks_a_pinned_intermediate_in_java_and_tells_that_it_never_worked_in_libpq() {
        Impact java = ROTATION.impactOn(PGJDBC.rootFile(store(Topology.OLD_ICA_A)));
        Impact libpq = ROTATION.impactOn(LIBPQ.rootFile(store(Topology.OLD_ICA_A)));

        assertThat(java.effect()).isEqualTo(Effect.BREAKS);
        assertThat(java.risk()).isEqualTo(Risk.PIN_ROTATED);
        assertThat(java.risk().row()).isEqualTo(3);
        assertThat(libpq.effect()).isEqualTo(Effect.ALREADY_BROKEN);
        assertThat(libpq.risk()).isEqualTo(Risk.PIN_NEVER_WORKED);
        assertThat(libpq.risk().row()).isEqualTo(4);
    }

    @Test
    void keeps_both_chains_working_with_one_root_beside_the_pin() {
        Impact impact = ROTATION.candidates(List.of(Topology.ROOT_A.certificate(), Topology.STRANGER.certificate()))
                .impactOn(PGJDBC.rootFile(store(Topology.OLD_ICA_A)));

        assertThat(impact.fix())
                .isInstanceOfSatisfying(
                        Fix.Proved.class,
                        fix -> assertThat(fix.changes())
                                .containsExactly(new AddCertificate(
                                        StoreKind.ROOT_FILE, "root.crt", Topology.ROOT_A.certificate())));
    }

    @Test
    void prefers_the_self_signed_root_to_the_cross_certificate_and_the_issuing_ca() {
        Impact impact = ROTATION.candidates(List.of(Topology.G2.certificate()))
                .impactOn(PGJDBC.rootFile(store(Topology.OLD_ICA_A)));

        Fix.Proved fix = (Fix.Proved) impact.fix();
        assertThat(fix.changes())
                .extracting(Change::message)
                .singleElement()
                .asString()
                .contains("CN=Root G2");
        assertThat(fix.alternatives()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void says_that_libpq_downgrades_in_silence_where_plain_text_is_admitted() {
        Client client = Client.libpq("15.18").rootFile(store(Topology.ROOT_M));
        Rotation rotation = Rotation.from(Topology.OLD_BY_M).to(NEW).at(AT);

        assertThat(rotation.hba(Hba.HOST).impactOn(client).effect()).isEqualTo(Effect.DOWNGRADES);
        assertThat(rotation.hba(Hba.HOSTSSL).impactOn(client).effect()).isEqualTo(Effect.BREAKS);
        assertThat(rotation.hba(Hba.HOST).impactOn(client).findings())
                .extracting(Finding::rule)
                .containsExactly("WL-RO-002");
        assertThat(rotation.hba(Hba.HOST).impactOn(client).explain()).contains("PLAIN TEXT without any error");
    }

    @Test
    void calls_a_client_that_does_not_verify_unaffected_and_insecure() {
        Impact impact = ROTATION.impactOn(
                Client.pgjdbc("42.7.14").sslmode(SslMode.REQUIRE).rootFile(store(Topology.STRANGER)));

        assertThat(impact.effect()).isEqualTo(Effect.UNAFFECTED);
        assertThat(impact.risk()).isEqualTo(Risk.NOT_VERIFIED);
        assertThat(impact.horizon()).isEqualTo(new Horizon.Open(false));
        assertThat(impact.fix()).isEqualTo(new Fix.NotNeeded());
        assertThat(impact.findings()).hasSize(1);
    }

    @Test
    void finds_that_only_the_cross_certificate_holds_and_adds_the_self_signed_root() {
        Impact impact = Rotation.from(OLD)
                .to(NEW)
                .to(NEW_WITHOUT_CROSS)
                .at(AT)
                .candidates(List.of(Topology.G2.certificate()))
                .impactOn(LIBPQ.rootFile(store(Topology.ROOT_A)));

        assertThat(impact.effect()).isEqualTo(Effect.BREAKS);
        assertThat(impact.risk()).isEqualTo(Risk.NEEDS_CROSS_CERTIFICATE);
        assertThat(impact.fix())
                .isInstanceOfSatisfying(
                        Fix.Proved.class,
                        fix -> assertThat(fix.changes())
                                .containsExactly(new AddCertificate(
                                        StoreKind.ROOT_FILE, "root.crt", Topology.G2.certificate())));
    }

    @Test
    void takes_an_intermediate_out_of_the_file_that_only_disturbs_openssl() {
        Impact impact = ROTATION.impactOn(LIBPQ.rootFile(store(Topology.ROOT_A, Topology.NEW_ICA)));

        assertThat(ROTATION.impactOn(PGJDBC.rootFile(store(Topology.ROOT_A, Topology.NEW_ICA)))
                        .effect())
                .isEqualTo(Effect.UNAFFECTED);
        assertThat(impact.effect()).isEqualTo(Effect.BREAKS);
        assertThat(((Fix.Proved) impact.fix()).changes())
                .contains(new RemoveCertificate(StoreKind.ROOT_FILE, "root.crt", Topology.NEW_ICA.certificate()));
    }

    @Test
    void corrects_an_invalid_mode_without_weakening_it() {
        Client client = PGJDBC.rootFile(store(Topology.ROOT_A));

        Impact impact = ROTATION.impactOn(client.sslmode("verify-all"));
        assertThat(impact.effect()).isEqualTo(Effect.ALREADY_BROKEN);
        assertThat(impact.risk()).isEqualTo(Risk.INVALID_SETTING);
        assertThat(((Fix.Proved) impact.fix()).changes()).containsExactly(new UseMode(SslMode.VERIFY_FULL));
        assertThat(((Fix.Proved) ROTATION.impactOn(client.sslmode("VERIFY_CA")).fix()).changes())
                .containsExactly(new UseMode(SslMode.VERIFY_CA));
    }

    @Test
    void creates_the_root_file_that_is_missing() {
        Impact impact =
                ROTATION.candidates(List.of(Topology.ROOT_A.certificate())).impactOn(PGJDBC.withoutRootFile());

        assertThat(impact.risk()).isEqualTo(Risk.STORE_UNUSABLE);
        assertThat(impact.fix()).isInstanceOf(Fix.Proved.class);
        assertThat(impact.fix().message()).startsWith("add to the root file: CN=Root A");
    }

    @Test
    void writes_a_damaged_file_anew_before_it_adds_to_it() {
        TrustStore damaged = TrustStore.read(
                ("\ufeff" + Topology.OLD_ICA_A.certificate().toPem()).getBytes(StandardCharsets.UTF_8), "bom.pem");
        Impact impact = ROTATION.candidates(List.of(Topology.ROOT_A.certificate()))
                .impactOn(PGJDBC.jdk(17).rootFile(damaged));

        assertThat(impact.risk()).isEqualTo(Risk.STORE_UNUSABLE);
        assertThat(((Fix.Proved) impact.fix()).changes())
                .containsExactly(
                        new RewriteStore(StoreKind.ROOT_FILE, "bom.pem"),
                        new AddCertificate(StoreKind.ROOT_FILE, "bom.pem", Topology.ROOT_A.certificate()));
    }

    @Test
    void offers_the_name_that_the_certificate_holds() {
        Impact impact = ROTATION.impactOn(PGJDBC.host("private.endpoint").rootFile(store(Topology.ROOT_A)));

        assertThat(impact.risk()).isEqualTo(Risk.HOST_NAME);
        assertThat(((Fix.Proved) impact.fix()).changes()).containsExactly(new UseHost(Topology.HOST));
    }

    @Test
    void names_an_anchor_by_fingerprint_where_its_bytes_are_not_at_hand() {
        KnownAnchor known = new KnownAnchor(
                Topology.ROOT_A.certificate().subject().toString(),
                Topology.ROOT_A.certificate().sha256(),
                Topology.A_END,
                "the CA's repository");
        Impact impact = ROTATION.knownAnchors(List.of(known)).impactOn(LIBPQ.rootFile(store(Topology.STRANGER)));

        assertThat(impact.fix()).isEqualTo(new Fix.Named(List.of(known)));
        assertThat(impact.fix().message()).startsWith("not proved").contains(known.sha256());
    }

    @Test
    void says_what_it_tried_when_nothing_helps() {
        Impact impact = ROTATION.impactOn(LIBPQ.rootFile(store(Topology.STRANGER)));

        assertThat(impact.fix()).isInstanceOf(Fix.None.class);
        assertThat(impact.fix().message()).contains("tried every set");
        assertThat(impact.rollOut()).isEmpty();
    }

    @Test
    void asks_to_compare_the_fingerprint_of_a_certificate_that_was_only_seen_on_a_server() {
        Client client = PGJDBC.rootFile(store(Topology.OLD_ICA_A));
        Rotation offered = ROTATION.candidates(List.of(Topology.ROOT_A.certificate()));

        assertThat(ROTATION.impactOn(client).rollOut().get(0).what()).startsWith("compare the SHA-256");
        assertThat(offered.impactOn(client).rollOut().get(0).what()).startsWith("add to root.crt");
    }

    @Test
    void asks_for_no_root_when_the_certificate_of_the_server_has_ended() {
        Impact impact = Rotation.from(OLD)
                .to(NEW)
                .at(Topology.LEAF_END.plusSeconds(1))
                .impactOn(PGJDBC.rootFile(store(Topology.ROOT_A)));

        assertThat(impact.fix().message())
                .contains("no store helps", "CN=" + Topology.HOST, Topology.LEAF_END.toString())
                .doesNotContain("offer the root");
    }

    @Test
    void never_offers_to_pin_the_certificate_of_the_server() {
        Impact impact =
                Rotation.from(OLD).to(Topology.NEW_LEAF_ONLY).at(AT).impactOn(PGJDBC.rootFile(store(Topology.ROOT_A)));

        assertThat(impact.fix()).isInstanceOf(Fix.None.class);
    }

    @Test
    void knows_no_fix_on_the_client_for_a_server_that_does_not_let_it_in() {
        Impact impact = ROTATION.impactOn(Client.pgjdbc("42.7.14").sslmode(SslMode.DISABLE));

        assertThat(impact.effect()).isEqualTo(Effect.ALREADY_BROKEN);
        assertThat(impact.risk()).isEqualTo(Risk.SERVER_POLICY);
        assertThat(impact.fix().message()).contains("no change of the client helps");
    }

    @Test
    void starts_to_work_when_the_new_chain_fits() {
        Impact impact = ROTATION.impactOn(LIBPQ.rootFile(store(Topology.G2)));

        assertThat(impact.effect()).isEqualTo(Effect.FIXED);
        assertThat(impact.fix()).isEqualTo(new Fix.NotNeeded());
    }

    @Test
    void does_not_guess_about_a_client_that_is_not_modelled() {
        Impact impact = ROTATION.impactOn(PGJDBC.factory("com.example.Mine").rootFile(store(Topology.ROOT_A)));

        assertThat(impact.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(impact.risk()).isEqualTo(Risk.UNKNOWN);
        assertThat(impact.fix()).isEqualTo(new Fix.NotKnown());
        assertThat(impact.explain())
                .contains("com.example.Mine", "horizon  not known", "fix      not known")
                .doesNotContain("none needed");
    }

    @Test
    void advises_to_remove_the_old_root_only_after_the_last_old_chain() {
        Client client = PGJDBC.rootFile(store(Topology.ROOT_M, Topology.G2));
        Rotation rotation =
                Rotation.from(Topology.OLD_BY_M).to(NEW_WITHOUT_CROSS).at(AT);

        assertThat(rotation.impactOn(client).rollOut())
                .last()
                .isEqualTo(new RollOutStep(
                        RollOutStep.When.AFTER_LAST_OLD_CHAIN,
                        new RemoveCertificate(StoreKind.ROOT_FILE, "root.crt", Topology.ROOT_M.certificate())
                                .message()));
        assertThat(rotation.to(Topology.OLD_BY_M).impactOn(client).rollOut())
                .noneMatch(step -> step.when() == RollOutStep.When.AFTER_LAST_OLD_CHAIN);
    }

    @Test
    void does_not_advise_to_remove_a_root_that_the_new_chain_may_use() {
        assertThat(ROTATION.impactOn(PGJDBC.rootFile(store(Topology.ROOT_A, Topology.G2)))
                        .rollOut())
                .noneMatch(step -> step.when() == RollOutStep.When.AFTER_LAST_OLD_CHAIN);
    }

    @Test
    void keeps_the_old_chain_in_the_fix_until_it_is_gone() {
        Client client = PGJDBC.factory("org.postgresql.ssl.SingleCertValidatingFactory")
                .factoryCertificate(Topology.ROOT_M.certificate());
        Rotation rotation = Rotation.from(Topology.OLD_BY_M)
                .to(NEW_WITHOUT_CROSS)
                .at(AT)
                .candidates(List.of(Topology.G2.certificate()));

        assertThat(rotation.impactOn(client).fix()).isInstanceOf(Fix.None.class);
        assertThat(rotation.oldChainGone().impactOn(client).fix())
                .isInstanceOfSatisfying(
                        Fix.Proved.class,
                        fix -> assertThat(fix.message()).startsWith("point sslfactoryarg to CN=Root G2"));
    }

    @Test
    void names_what_is_odd_about_the_chains() {
        Client client = PGJDBC.rootFile(store(Topology.ROOT_A));

        assertThat(rules(Topology.NEW_LEAF_ONLY, client)).contains("WL-CL-002");
        assertThat(rules(Topology.NEW_MISORDERED, client)).contains("WL-CL-003");
        assertThat(rules(Topology.chain("x", Topology.NEW_LEAF, Topology.NEW_ICA, Topology.ROOT_M), client))
                .contains("WL-CL-004");
        assertThat(rules(Topology.EMPTY, client)).contains("WL-CL-001");
    }

    private static List<String> rules(PresentedChain chain, Client client) {
        return Rotation.from(OLD).to(chain).at(AT).impactOn(client).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void judges_an_empty_chain_as_one_that_nobody_can_connect_to() {
        Impact impact = Rotation.from(OLD).to(Topology.EMPTY).at(AT).impactOn(PGJDBC.rootFile(store(Topology.ROOT_A)));

        assertThat(impact.effect()).isEqualTo(Effect.BREAKS);
        assertThat(impact.leafEnds()).isEmpty();
        assertThat(impact.explain()).contains("the chain \"nothing\" is empty");
    }

    @Test
    void judges_a_date_before_the_certificates_exist() {
        Impact impact = Rotation.from(OLD)
                .to(NEW)
                .at(AT.minusSeconds(10 * 86_400))
                .impactOn(LIBPQ.rootFile(store(Topology.ROOT_A)));

        assertThat(impact.effect()).isEqualTo(Effect.ALREADY_BROKEN);
        assertThat(impact.fix()).isInstanceOf(Fix.None.class);
    }

    @Test
    void repairs_a_leaf_only_chain_with_the_issuing_ca() {
        Impact impact = Rotation.from(OLD)
                .to(Topology.NEW_LEAF_ONLY)
                .at(AT)
                .candidates(List.of(Topology.NEW_ICA.certificate(), Topology.G2.certificate()))
                .impactOn(PGJDBC.rootFile(store(Topology.ROOT_A)));

        assertThat(impact.effect()).isEqualTo(Effect.BREAKS);
        assertThat(((Fix.Proved) impact.fix()).changes())
                .containsExactly(new AddCertificate(StoreKind.ROOT_FILE, "root.crt", Topology.NEW_ICA.certificate()));
    }

    @Test
    void asks_for_the_missing_parts_of_the_question() {
        assertThatThrownBy(() -> Rotation.from(OLD).at(AT).impactOn(PGJDBC))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("to:");
        assertThatThrownBy(() -> Rotation.from(OLD).to(NEW).impactOn(PGJDBC))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at:");
    }

    @Test
    void explains_itself_in_a_few_lines() {
        String text = ROTATION.candidates(List.of(Topology.ROOT_A.certificate()))
                .impactOn(PGJDBC.rootFile(store(Topology.OLD_ICA_A)))
                .explain();

        assertThat(text.lines())
                .hasSizeBetween(8, 14)
                .first()
                .isEqualTo("BREAKS: pgjdbc 42.7.14, sslmode=verify-full, host db.windlass.example, rotation at " + AT);
        assertThat(text)
                .contains("  old      connects over TLS, chain and host verified\n")
                .contains("  new      does not connect: no valid path to an anchor of root.crt\n")
                .contains("  risk     certain outage\n")
                .contains("  fix      add to root.crt: CN=Root A,O=Windlass (SHA-256 ")
                .contains(
                        "           proved: connects to every chain; then good until 2029-06-19T23:59:59Z: the cross-certificate")
                .contains("  then     after the last old chain is gone: remove from root.crt: CN=Old Issuing CA");
    }

    @Test
    void reads_chains_as_lists_too() {
        Impact impact = Rotation.from(OLD.certificates())
                .to(NEW.certificates())
                .to(NEW_WITHOUT_CROSS.certificates())
                .at(AT)
                .impactOn(PGJDBC.rootFile(store(Topology.G2, Topology.ROOT_A)));

        assertThat(impact.before().chain().name()).isEqualTo("today");
        assertThat(impact.after()).extracting(o -> o.chain().name()).containsExactly("tomorrow", "tomorrow 2");
        assertThat(impact.before().verdict()).isInstanceOf(ConnectVerdict.Connects.class);
    }
}
