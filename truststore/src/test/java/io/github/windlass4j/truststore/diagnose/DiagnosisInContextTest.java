package io.github.windlass4j.truststore.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.JsseProfile;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import io.github.windlass4j.truststore.rotation.Topology;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a diagnosis says when chain, store and settings are known. */
class DiagnosisInContextTest {
    private static final Instant AT = Topology.AT;
    private static final Mint MINT = Mint.seeded(99).at(AT);
    private static final Diagnosis NO_TEXT = Diagnosis.ofLibpq("");
    private static final Server SERVER = Server.presenting(Topology.OLD);
    private static final Client PGJDBC = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_CA);
    private static final String JAVA_FACTORY = "org.postgresql.ssl.DefaultJavaSSLFactory";

    @Test
    void a_root_that_nobody_trusts_is_no_anchor() {
        assertThat(chain(List.of(Topology.STRANGER), Topology.OLD_LEAF, Topology.OLD_ICA_A, Topology.ROOT_A))
                .containsExactly(Cause.NO_ANCHOR);
        assertThat(chain(List.of(Topology.STRANGER), Topology.OLD_LEAF, Topology.OLD_ICA_A))
                .containsExactly(Cause.NO_ANCHOR, Cause.SERVER_OMITS_INTERMEDIATE);
    }

    @Test
    void a_certificate_alone_lacks_an_intermediate_or_its_root() {
        assertThat(chain(List.of(Topology.ROOT_A), Topology.OLD_LEAF))
                .containsExactly(Cause.SERVER_OMITS_INTERMEDIATE, Cause.NO_ANCHOR);
        Authority other = MINT.root("CN=Directly issuing");
        assertThat(chain(List.of(Topology.ROOT_A), other.issueLeaf("db.example")))
                .contains(Cause.NO_ANCHOR);
    }

    @Test
    void a_certificate_that_signed_itself_is_named() {
        Issued own = MINT.selfSigned("db.example", spec -> spec);
        assertThat(chain(List.of(Topology.ROOT_A), own)).containsExactly(Cause.SELF_SIGNED_SERVER);
        assertThat(chain(List.of(), own)).containsExactly(Cause.SELF_SIGNED_SERVER);
    }

    @Test
    void a_store_of_nothing_but_pins_was_left_behind() {
        assertThat(chain(List.of(Topology.OLD_ICA_A), Topology.NEW_LEAF, Topology.NEW_ICA))
                .containsExactly(Cause.PINNED_CERTIFICATE_ROTATED);
        assertThat(chain(List.of(Topology.OLD_ICA_A, Topology.STRANGER), Topology.NEW_LEAF, Topology.NEW_ICA))
                .doesNotContain(Cause.PINNED_CERTIFICATE_ROTATED);
    }

    @Test
    void a_root_of_the_right_name_with_another_key_was_rekeyed() {
        Authority rekeyed = Topology.ROOT_A.rekey();
        assertThat(chain(List.of(rekeyed), Topology.OLD_LEAF, Topology.OLD_ICA_A))
                .containsExactly(Cause.ANCHOR_REKEYED);
        assertThat(chain(List.of(rekeyed), Topology.OLD_LEAF, Topology.OLD_ICA_A, Topology.ROOT_A))
                .doesNotContain(Cause.ANCHOR_REKEYED);
    }

    @Test
    void an_expired_certificate_is_the_leaf_one_that_was_sent_or_one_of_the_store() {
        Authority root = MINT.root("CN=Root");
        Authority issuer = root.issueAuthority("Issuer");
        Issued expired = issuer.issueLeaf(
                "db.example", spec -> spec.notBefore(AT.minusSeconds(99)).notAfter(AT.minusSeconds(1)));
        assertThat(chain(List.of(root), expired, issuer)).containsExactly(Cause.LEAF_EXPIRED);
        Authority ended = root.issueAuthority(
                "Ended", spec -> spec.notBefore(AT.minusSeconds(99)).notAfter(AT.minusSeconds(1)));
        assertThat(chain(List.of(root), ended.issueLeaf("db.example"), ended)).containsExactly(Cause.SENT_CA_EXPIRED);
        Authority old =
                MINT.root("CN=Old", spec -> spec.notBefore(AT.minusSeconds(99)).notAfter(AT.minusSeconds(1)));
        Authority below = old.issueAuthority("Below");
        assertThat(openssl(List.of(old), below.issueLeaf("db.example"), below)).containsExactly(Cause.ANCHOR_EXPIRED);
    }

    @Test
    void a_certificate_of_tomorrow_is_not_valid_yet_wherever_it_stands() {
        Authority root = MINT.root("CN=Root");
        Issued early = root.issueLeaf("db.example", spec -> spec.notBefore(AT.plusSeconds(1)));
        assertThat(chain(List.of(root), early)).containsExactly(Cause.LEAF_NOT_YET_VALID);
        Authority next = root.issueAuthority("Next", spec -> spec.notBefore(AT.plusSeconds(1)));
        assertThat(chain(List.of(root), next.issueLeaf("db.example"), next)).containsExactly(Cause.LEAF_NOT_YET_VALID);
        assertThat(Cause.LEAF_NOT_YET_VALID.meaning()).contains("an authority above it");
    }

    /** Rules of validation that a profile of the user's may apply, and what they mean for the connection. */
    @ParameterizedTest
    @CsvSource({
        "ANCHOR_EXPIRED, ANCHOR_EXPIRED",
        "RSA_KEY_TOO_SHORT, ALGORITHM_DISABLED",
        "DIGEST_NOT_ALLOWED, ALGORITHM_DISABLED",
        "PATH_LENGTH_EXCEEDED, PATH_LENGTH",
        "BASIC_CONSTRAINTS_MISSING, NOT_CA",
        "BASIC_CONSTRAINTS_NOT_CA, NOT_CA",
        "KEY_CERT_SIGN_MISSING, NOT_CA",
        "LEAF_PURPOSE_MISSING, EKU",
        "LEAF_EKU_MISSING, EKU",
        "LEAF_IS_CA, ",
        "DNS_NAME_NOT_PERMITTED, NAME_CONSTRAINT",
        "UNKNOWN_CRITICAL_EXTENSION, UNKNOWN_CRITICAL_EXTENSION",
        "AUTHORITY_KEY_ID_MISSING, ",
        "REVOKED, REVOKED",
        "REVOCATION_UNKNOWN, REVOCATION_UNKNOWN",
        "DISTRUSTED, ANCHOR_DISTRUSTED",
        "DUPLICATE_EXTENSION, ",
        "NO_VALID_POLICY, ",
        "BUDGET_EXCEEDED, "
    })
    void every_kind_of_obstacle_has_its_cause_or_none(Rule rule, Cause cause) {
        ChainVerdict.Rejected real = rejected(JSSE, List.of(Topology.STRANGER), Topology.OLD_LEAF);
        Obstacle obstacle = new Obstacle(rule, 0, "CN=db", "found", "wanted", "fix");
        Diagnosis diagnosis = Diagnosis.of(
                new ChainVerdict.Rejected(List.of(obstacle), real.exploration()),
                List.of(),
                List.of(Topology.OLD_LEAF.certificate()));
        assertThat(diagnosis.causes()).isEqualTo(cause == null ? List.of() : List.of(cause));
        assertThat(diagnosis.evidence()).containsExactly(obstacle.message());
    }

    @Test
    void a_name_that_the_certificate_lacks_is_a_mismatch_for_the_chain_too() {
        ChainVerdict.Rejected real = rejected(JSSE, List.of(Topology.STRANGER), Topology.OLD_LEAF);
        Rule name = Stream.of(Rule.values())
                .filter(rule -> rule.rank() == Rule.Rank.NAME)
                .findFirst()
                .orElseThrow();
        Obstacle obstacle = new Obstacle(name, 0, "CN=db", "found", "wanted", "fix");
        assertThat(Diagnosis.of(
                                new ChainVerdict.Rejected(List.of(obstacle), real.exploration()),
                                List.of(),
                                List.of(Topology.OLD_LEAF.certificate()))
                        .causes())
                .containsExactly(Cause.HOSTNAME_MISMATCH);
    }

    @Test
    void nothing_sent_is_no_question() {
        ChainVerdict.Rejected real = rejected(JSSE, List.of(Topology.STRANGER), Topology.OLD_LEAF);
        assertThatThrownBy(() -> Diagnosis.of(real, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sent: 0 (want >= 1)");
    }

    @Test
    void settings_that_the_driver_refuses_are_the_mode() {
        assertThat(in(Client.pgjdbc("42.7.14").sslmode("verify-all"), SERVER)).containsExactly(Cause.SSLMODE_INVALID);
        assertThat(in(Client.libpq("17.11").with("sslnegotiation", "direct").sslmode(SslMode.PREFER), SERVER))
                .containsExactly(Cause.SSLMODE_INVALID);
        assertThat(in(Client.of("npgsql", "7.0.0").sslmode(SslMode.REQUIRE), SERVER))
                .containsExactly(Cause.SSLMODE_INVALID);
    }

    @Test
    void a_store_that_is_not_there_is_named_by_its_kind() {
        assertThat(in(PGJDBC.withoutRootFile(), SERVER)).containsExactly(Cause.ROOT_FILE_MISSING);
        assertThat(in(PGJDBC.factory(JAVA_FACTORY).store(StoreKind.JVM_STORE, TrustMaterial.absent()), SERVER))
                .containsExactly(Cause.TRUSTSTORE_FILE_MISSING);
    }

    @Test
    void a_store_that_cannot_be_read_and_is_not_at_hand_has_a_short_list() {
        assertThat(in(PGJDBC.store(StoreKind.ROOT_FILE, TrustMaterial.unreadable("permission denied")), SERVER))
                .containsExactly(Cause.STORE_UNREADABLE, Cause.STORE_PASSWORD, Cause.STORE_EMPTY);
        assertThat(in(
                        PGJDBC.factory("org.postgresql.ssl.SingleCertValidatingFactory")
                                .with("sslfactoryarg", ""),
                        SERVER))
                .containsExactly(Cause.FACTORY_ARGUMENT, Cause.STORE_UNREADABLE);
    }

    @Test
    void a_store_at_hand_says_itself_what_is_wrong_with_it() {
        TrustStore good = Topology.store(Topology.ROOT_A);
        Client java = PGJDBC.factory(JAVA_FACTORY).jdk(17);
        byte[] jks = StoreFile.jks(good, "changeit".toCharArray(), AT).bytes();
        TrustStore file = TrustStore.read(jks, "trust.jks", "changeit".toCharArray());
        assertThat(in(loaded(java, file, "BKS", Loader.Password.RIGHT), SERVER))
                .containsExactly(Cause.STORE_TYPE_UNAVAILABLE);
        assertThat(in(loaded(java, file, "JKS", Loader.Password.WRONG), SERVER)).containsExactly(Cause.STORE_PASSWORD);
        assertThat(in(
                        PGJDBC.rootFile(read(Topology.ROOT_A.certificate().toPem()
                                + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")),
                        SERVER))
                .containsExactly(Cause.STORE_UNREADABLE);
        assertThat(in(PGJDBC.rootFile(read("")), SERVER)).containsExactly(Cause.STORE_EMPTY);
        assertThat(in(
                        PGJDBC.jdk(17)
                                .rootFile(read(
                                        "\uFEFF" + Topology.ROOT_A.certificate().toPem())),
                        SERVER))
                .containsExactly(Cause.STORE_BOM);
    }

    @Test
    void a_keystore_as_root_file_is_not_read_whatever_is_in_it() {
        byte[] empty = StoreFile.jks(TrustStore.of("memory", List.of()), "changeit".toCharArray(), AT)
                .bytes();
        TrustStore jks = TrustStore.read(empty, "empty.jks", "changeit".toCharArray());
        Diagnosis text =
                Diagnosis.ofStackTrace("org.postgresql.util.PSQLException: Loading the SSL root certificate empty.jks"
                        + " into a TrustManager failed.\nCaused by: java.security.cert.CertificateException: No"
                        + " certificate data found\n");
        Diagnosis diagnosis = text.in(PGJDBC.jdk(17).rootFile(jks), SERVER, AT);
        assertThat(diagnosis.causes()).containsExactly(Cause.STORE_UNREADABLE);
        assertThat(diagnosis.evidence()).noneMatch(line -> line.startsWith("not the same failure"));
    }

    @Test
    void a_password_is_the_cause_only_where_the_right_one_would_help() {
        Client java = PGJDBC.factory(JAVA_FACTORY).jdk(17);
        TrustStore pem = read(Topology.ROOT_A.certificate().toPem());
        for (Loader.Password password : Loader.Password.values()) {
            assertThat(in(loaded(java, pem, "PKCS12", password), SERVER))
                    .as("%s", password)
                    .containsExactly(Cause.STORE_UNREADABLE);
        }
        TrustStore good = Topology.store(Topology.ROOT_A);
        byte[] p12 = StoreFile.pkcs12(good, "changeit".toCharArray()).bytes();
        TrustStore file = TrustStore.read(p12, "trust.p12", "changeit".toCharArray());
        assertThat(in(loaded(java, file, "JCEKS", Loader.Password.RIGHT), SERVER))
                .containsExactly(Cause.STORE_UNREADABLE);
        assertThat(in(loaded(java, file, "PKCS12", Loader.Password.NONE), SERVER))
                .containsExactly(Cause.STORE_PASSWORD);
        byte[] nothing = StoreFile.jks(TrustStore.of("memory", List.of()), "changeit".toCharArray(), AT)
                .bytes();
        TrustStore empty = TrustStore.read(nothing, "empty.jks", "changeit".toCharArray());
        assertThat(in(loaded(java, empty, "PKCS12", Loader.Password.WRONG), SERVER))
                .containsExactly(Cause.STORE_PASSWORD);
        assertThat(in(loaded(java, empty, "PKCS12", Loader.Password.NONE), SERVER))
                .containsExactly(Cause.STORE_EMPTY);
    }

    @Test
    void the_server_and_its_policy_are_causes_too() {
        Client trusting = PGJDBC.rootFile(Topology.store(Topology.ROOT_A));
        assertThat(in(trusting, SERVER.withoutTls())).containsExactly(Cause.SERVER_WITHOUT_TLS);
        assertThat(in(trusting, Server.presenting(PresentedChain.of("nothing"))))
                .containsExactly(Cause.SERVER_WITHOUT_TLS);
        assertThat(in(trusting, SERVER.withHba(Hba.HOSTNOSSL))).containsExactly(Cause.PG_HBA_NO_ENTRY);
        assertThat(in(PGJDBC.sslmode(SslMode.DISABLE), SERVER)).containsExactly(Cause.PG_HBA_NO_ENCRYPTION);
        assertThat(in(trusting.sslmode(SslMode.VERIFY_FULL).host("other.example"), SERVER))
                .containsExactly(Cause.HOSTNAME_MISMATCH);
    }

    @Test
    void a_chain_is_judged_against_the_store_in_use() {
        assertThat(in(PGJDBC.rootFile(Topology.store(Topology.OLD_ICA_A)), Server.presenting(Topology.NEW)))
                .containsExactly(Cause.PINNED_CERTIFICATE_ROTATED);
    }

    @Test
    void every_attempt_of_the_mode_counts() {
        Client prefer = Client.libpq("15.18").rootFile(Topology.store(Topology.STRANGER));
        Diagnosis diagnosis = NO_TEXT.in(prefer, SERVER, AT);
        assertThat(diagnosis.causes())
                .containsExactly(Cause.NO_ANCHOR, Cause.SERVER_OMITS_INTERMEDIATE, Cause.PG_HBA_NO_ENCRYPTION);
        assertThat(diagnosis.evidence())
                .anyMatch(line -> line.startsWith("WL-CL-105 OpenSSL finds no valid path"))
                .anyMatch(line -> line.startsWith("WL-CL-109 "));
    }

    @Test
    void what_is_stated_and_connects_leaves_the_text_and_says_so() {
        Diagnosis text = Diagnosis.ofLibpq("SSL error: invalid padding");
        Diagnosis diagnosis = text.in(PGJDBC.rootFile(Topology.store(Topology.ROOT_A)), SERVER, AT);
        assertThat(diagnosis.causes()).containsExactly(Cause.ANCHOR_REKEYED);
        assertThat(diagnosis.evidence()).last().asString().startsWith("as stated, pgjdbc 42.7.14, sslmode=verify-ca");
    }

    @Test
    void one_side_that_knows_nothing_leaves_the_other_with_all_evidence() {
        Diagnosis known = Diagnosis.ofLibpq("SSL error: invalid padding");
        Diagnosis unknown = Diagnosis.ofServerLog("LOG:  checkpoint starting: time");
        assertThat(known.plus(unknown).causes()).containsExactly(Cause.ANCHOR_REKEYED);
        assertThat(known.plus(unknown).evidence()).hasSize(2);
        assertThat(unknown.plus(known).causes()).containsExactly(Cause.ANCHOR_REKEYED);
        assertThat(unknown.plus(known).evidence()).hasSize(2);
    }

    @Test
    void a_report_lists_causes_with_remedies_and_the_evidence() {
        Diagnosis certain = Diagnosis.ofLibpq("SSL error: invalid padding");
        assertThat(certain.section().outcome()).isEqualTo(Outcome.FAILS);
        assertThat(certain.section().summary()).isEqualTo(Cause.ANCHOR_REKEYED.meaning());
        assertThat(certain.section().blocks())
                .containsExactly(
                        new Block.Table(
                                "Causes",
                                List.of("cause", "meaning", "remedy"),
                                List.of(List.of(
                                        "ANCHOR_REKEYED",
                                        Cause.ANCHOR_REKEYED.meaning(),
                                        Cause.ANCHOR_REKEYED.remedy()))),
                        new Block.Text("Evidence", "SSL error: invalid padding"));
        Diagnosis several = Diagnosis.ofLibpq("EOF detected");
        assertThat(several.isCertain()).isFalse();
        assertThat(several.section().summary()).isEqualTo("one of 2 causes");
        assertThat(several).asString().startsWith("one of\nDIRECT_TLS_UNSUPPORTED: ");
        Diagnosis unknown = Diagnosis.ofLibpq("relation does not exist");
        assertThat(unknown.section().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(unknown.section().summary()).isEqualTo("no known cause has this text");
    }

    private static final Profile JSSE = Profile.jsse(17, JsseProfile.Entry.TRUST_MANAGER);

    private static List<Cause> chain(List<Authority> anchors, Issued... sent) {
        return causes(JSSE, anchors, sent);
    }

    private static List<Cause> openssl(List<Authority> anchors, Issued... sent) {
        return causes(Profile.openssl(OpensslProfile.Version.V3_0), anchors, sent);
    }

    private static List<Cause> causes(Profile profile, List<Authority> anchors, Issued... sent) {
        return Diagnosis.of(rejected(profile, anchors, sent), certificates(anchors), certificates(List.of(sent)))
                .causes();
    }

    private static ChainVerdict.Rejected rejected(Profile profile, List<Authority> anchors, Issued... sent) {
        return (ChainVerdict.Rejected) ChainValidator.of(profile)
                .validate(ChainRequest.of(certificates(List.of(sent)))
                        .anchors(certificates(anchors))
                        .at(AT));
    }

    private static List<Certificate> certificates(List<? extends Issued> issued) {
        return issued.stream().map(Issued::certificate).toList();
    }

    private static List<Cause> in(Client client, Server server) {
        return NO_TEXT.in(client, server, AT).causes();
    }

    private static Client loaded(Client client, TrustStore store, String type, Loader.Password password) {
        return client.store(
                StoreKind.JVM_STORE,
                TrustMaterial.of(store, new Loader.KeyStoreFile(Loader.Jdk.JDK_17, type, password)));
    }

    private static TrustStore read(String text) {
        return TrustStore.read(text.getBytes(StandardCharsets.UTF_8), "root.crt");
    }
}
