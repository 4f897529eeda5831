package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.hostname.PublicSuffixes;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A memo may only say what a validation would say, and says so: its answers cost nothing. */
class KeptVerdictsTest {
    private static final Work NOTHING = new Work(0, 0, 0);
    private static final Instant CA_END = Pki.AT.plus(Duration.ofDays(200));
    private static final Instant LEAF_END = Pki.AT.plus(Duration.ofDays(100));
    private static final Mint MINT = Mint.seeded(81).at(Pki.AT);
    private static final Authority ROOT = MINT.root("Root");
    private static final Authority CA = ROOT.issueAuthority("CA", spec -> spec.notAfter(CA_END));
    private static final String SECOND = "second.example.test";
    private static final Issued LEAF =
            CA.issueLeaf(Pki.HOST, spec -> spec.notAfter(LEAF_END).dns(Pki.HOST, SECOND));
    private static final Issued OTHER = CA.issueLeaf("other.example.test");
    private static final Certificate STRANGER = MINT.root("Stranger").certificate();
    private static final List<Certificate> STRANGERS = IntStream.range(0, 12)
            .mapToObj(i -> MINT.root("Stranger " + i).certificate())
            .toList();

    /** Bears the leaf's name, which is nobody's issuer. */
    private static final Certificate LONER = MINT.root(Pki.HOST).certificate();

    /** Another root with the name of the first. */
    private static final Certificate NAMESAKE = MINT.root("Root").certificate();

    private static final RevocationData CRLS =
            RevocationData.crls(List.of(Crl.parse(CA.crl(c -> c.revoke(LEAF.certificate()))), Crl.parse(ROOT.crl())));

    /** Every field of a request with a change of it, but for the two that no answer rests on. */
    private static final Map<String, UnaryOperator<ChainRequest>> CHANGES = changes();

    private static Map<String, UnaryOperator<ChainRequest>> changes() {
        Map<String, UnaryOperator<ChainRequest>> changes = new HashMap<>();
        changes.put("presented", r -> r.presenting(OTHER.chain()));
        changes.put("extra", r -> r.alsoTry(List.of(STRANGER)));
        changes.put("anchors", r -> r.anchors(List.of(ROOT.certificate(), NAMESAKE)));
        changes.put("trustedLeaves", r -> r.trustedLeaves(List.of(LEAF.certificate())));
        changes.put("distrusted", r -> r.distrusted(List.of(CA.certificate())));
        changes.put("at", r -> r.at(CA_END.plusSeconds(1)));
        changes.put("leafAt", r -> r.leafAt(LEAF_END.plusSeconds(1)));
        changes.put("host", r -> r.host(ServerName.parse("elsewhere.example.test")));
        changes.put("mailboxes", r -> r.mailboxes(List.of("root@example.test")));
        changes.put("purpose", r -> r.purpose(Purpose.CLIENT_AUTH));
        changes.put("policies", r -> r.policies(PolicyInputs.oneOf(Set.of("1.2.3"))));
        changes.put("maxIntermediates", r -> r.maxIntermediates(0));
        changes.put("understood", r -> r.understoodExtensions(Set.of("1.2.3")));
        changes.put("budget", r -> r.budget(Budget.standard().withDepth(9)));
        changes.put("firstPathOnly", ChainRequest::firstPathOnly);
        changes.put("revocation", r -> r.revocation(CRLS, RevocationPolicy.IGNORE));
        changes.put("revocationPolicy", r -> r.revocation(CRLS, RevocationPolicy.PREFER));
        return changes;
    }

    /** What makes no difference to what is known: other names of the leaf, and anchors that stand in no path. */
    private static final List<UnaryOperator<ChainRequest>> ALIKE = List.of(
            r -> r.host(ServerName.parse(Pki.HOST.toUpperCase(Locale.ROOT))),
            r -> r.host(ServerName.parse(Pki.HOST + ".")),
            r -> r.host(ServerName.parse(SECOND)),
            r -> r.anchors(List.of(STRANGER, ROOT.certificate())),
            r -> r.anchors(Stream.concat(Stream.of(ROOT.certificate()), STRANGERS.stream())
                    .toList()),
            r -> r.host(ServerName.parse(SECOND)).anchors(List.of(ROOT.certificate(), STRANGER, LONER)));

    private final SignatureMemo memo = SignatureMemo.standard();
    private final ChainRequest request =
            Pki.request(LEAF.chain(), ROOT.certificate()).memo(memo);

    private static ChainVerdict validate(ChainRequest request) {
        return ChainValidator.of(Profile.RFC5280).validate(request);
    }

    private static ChainVerdict fresh(RuleProfile profile, ChainRequest request) {
        return ChainValidator.of(profile).validate(request.memo(SignatureMemo.standard()));
    }

    /** Everything but the work. */
    private static void same(ChainVerdict told, ChainVerdict fresh) {
        assertThat(told.isTrusted()).isEqualTo(fresh.isTrusted());
        assertThat(told.at()).isEqualTo(fresh.at());
        assertThat(told.candidates()).isEqualTo(fresh.candidates());
        assertThat(told.exploration().complete()).isEqualTo(fresh.exploration().complete());
        assertThat(told.toString()).isEqualTo(fresh.toString());
    }

    @Test
    void the_same_question_costs_nothing() {
        ChainVerdict first = validate(request);
        ChainVerdict second = validate(request);
        ChainVerdict copied = validate(Pki.request(
                        LEAF.chain().stream()
                                .map(certificate -> Certificate.parse(certificate.encoded()))
                                .toList(),
                        Certificate.parse(ROOT.certificate().encoded()))
                .memo(memo));

        assertThat(first.work()).isNotEqualTo(NOTHING);
        assertThat(second.work()).isEqualTo(NOTHING);
        assertThat(copied.work()).isEqualTo(NOTHING);
        same(second, first);
        same(copied, first);
    }

    @Test
    void dates_are_asked_again_at_each_instant() {
        validate(request);
        for (Instant at : List.of(Pki.AT.plusSeconds(1), LEAF_END)) {
            assertThat(validate(request.at(at)).work()).isEqualTo(NOTHING);
            same(validate(request.at(at)), fresh(Profile.RFC5280, request.at(at)));
        }
        ChainVerdict late = validate(request.at(LEAF_END.plusSeconds(1)));
        assertThat(late.isTrusted()).isFalse();
        assertThat(validate(request.at(Pki.AT.minus(Duration.ofDays(900)))).isTrusted())
                .isFalse();
        ChainRequest renewed = request.at(CA_END).leafAt(LEAF_END);
        assertThat(validate(renewed).work()).isEqualTo(NOTHING);
        assertThat(validate(renewed.at(CA_END.plusSeconds(1))).isTrusted()).isFalse();
    }

    @Test
    void every_field_of_a_request_is_changed_here() {
        assertThat(Arrays.stream(ChainRequest.class.getDeclaredFields())
                        .filter(field -> !field.isSynthetic())
                        .map(Field::getName)
                        .filter(name ->
                                !Set.of("memo", "intermediates", "anchorsHash").contains(name)))
                .containsExactlyInAnyOrderElementsOf(CHANGES.keySet());
    }

    static Stream<String> fields() {
        return CHANGES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_change_is_judged_anew(String field) {
        validate(request);
        ChainRequest changed = CHANGES.get(field).apply(request);

        ChainVerdict told = validate(changed);

        assertThat(told.work()).isNotEqualTo(NOTHING);
        same(told, fresh(Profile.RFC5280, changed));
    }

    static Stream<UnaryOperator<ChainRequest>> alike() {
        return ALIKE.stream();
    }

    @ParameterizedTest
    @MethodSource("alike")
    void what_makes_no_difference_costs_nothing(UnaryOperator<ChainRequest> change) {
        ChainRequest changed = change.apply(request);
        for (List<ChainRequest> order : List.of(List.of(request, changed), List.of(changed, request))) {
            SignatureMemo own = SignatureMemo.standard();
            validate(order.get(0).memo(own));

            for (int times = 0; times < 2; times++) {
                ChainVerdict told = validate(order.get(1).memo(own).at(Pki.AT.plusSeconds(times)));
                assertThat(told.work()).isEqualTo(NOTHING);
                same(told, fresh(Profile.RFC5280, order.get(1).at(Pki.AT.plusSeconds(times))));
            }
        }
    }

    /** A profile that only warns of a wrong host tells so each time. */
    @Test
    void a_warning_about_one_host_is_none_about_another() {
        RuleProfile lenient = Profile.RFC5280.warning(Rule.HOST_NOT_NAMED);
        ChainRequest wrong = request.host(ServerName.parse("elsewhere.example.test"));
        ChainRequest second = request.host(ServerName.parse(SECOND));
        for (ChainRequest question : List.of(wrong, request, second, wrong, second)) {
            same(ChainValidator.of(lenient).validate(question), fresh(lenient, question));
        }
    }

    /** The leaf itself, an intermediate or a namesake of an issuer among the anchors makes paths of its own. */
    @Test
    void anchors_of_consequence_are_judged_anew() {
        validate(request);
        for (Certificate anchor : List.of(LEAF.certificate(), CA.certificate(), NAMESAKE)) {
            ChainRequest changed = request.anchors(List.of(ROOT.certificate(), anchor));
            ChainVerdict told = validate(changed);
            assertThat(told.work()).isNotEqualTo(NOTHING);
            same(told, fresh(Profile.RFC5280, changed));
        }
        ChainRequest none = request.anchors(List.of(STRANGER));
        same(validate(none), fresh(Profile.RFC5280, none));
    }

    static List<RuleProfile> profiles() {
        return List.of(
                Profile.RFC5280_PATH,
                Profile.RFC5280.named("another"),
                Profile.RFC5280.without(Rule.EXPIRED),
                Profile.RFC5280.warning(Rule.HOST_NOT_NAMED),
                Profile.RFC5280.with(Switch.UNDERSCORE_HOST_NAMES),
                Profile.RFC5280.with(AlgorithmPolicy.WEB),
                Profile.RFC5280.with(PublicSuffixes.of(List.of("test"))));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void another_profile_judges_anew(RuleProfile profile) {
        validate(request);

        assertThat(ChainValidator.of(profile).validate(request).work()).isNotEqualTo(NOTHING);
    }

    @Test
    void an_equal_profile_knows() {
        validate(request);

        assertThat(ChainValidator.of(Profile.RFC5280.named(Profile.RFC5280.name()))
                        .validate(request)
                        .work())
                .isEqualTo(NOTHING);
    }

    @Test
    void what_was_refused_is_judged_again() {
        ChainRequest refused = request.host(ServerName.parse("elsewhere.example.test"));
        validate(refused);

        assertThat(validate(refused).work()).isNotEqualTo(NOTHING);
    }

    @Test
    void revocation_is_looked_at_each_time() {
        ChainRequest preferring = request.revocation(RevocationData.NONE, RevocationPolicy.PREFER);
        validate(preferring);

        assertThat(validate(preferring).work()).isNotEqualTo(NOTHING);
    }

    /** A warning tells the instant. */
    @Test
    void a_path_with_dates_to_warn_of_is_judged_again() {
        RuleProfile lenient = Profile.RFC5280.warning(Rule.EXPIRED);
        ChainRequest late = request.at(LEAF_END.plusSeconds(1));
        ChainVerdict first = ChainValidator.of(lenient).validate(late);
        ChainVerdict later = ChainValidator.of(lenient).validate(late.at(LEAF_END.plusSeconds(2)));

        assertThat(first.isTrusted()).isTrue();
        assertThat(later.work()).isNotEqualTo(NOTHING);
        same(later, fresh(lenient, late.at(LEAF_END.plusSeconds(2))));
    }

    /** Findings quote the address as it was asked for. */
    @Test
    void an_address_written_differently_is_another_question() {
        RuleProfile lenient = Profile.RFC5280.warning(Rule.ADDRESS_NOT_NAMED);
        ChainRequest first = request.host(ServerName.parse("2001:db8::1"));
        ChainRequest second = request.host(ServerName.parse("2001:db8:0::1"));
        ChainValidator.of(lenient).validate(first);

        same(ChainValidator.of(lenient).validate(second), fresh(lenient, second));
    }

    @Test
    void sixteen_chains_are_kept() {
        List<Issued> leaves = IntStream.range(0, 17)
                .mapToObj(i -> CA.issueLeaf("host" + i + ".example.test"))
                .toList();
        List<ChainRequest> requests = leaves.stream()
                .map(leaf -> ChainRequest.of(leaf.chain())
                        .anchors(List.of(ROOT.certificate()))
                        .at(Pki.AT)
                        .memo(memo))
                .toList();
        requests.forEach(KeptVerdictsTest::validate);

        assertThat(requests.subList(1, 17))
                .allSatisfy(known -> assertThat(validate(known).work()).isEqualTo(NOTHING));
        assertThat(validate(requests.get(0)).work()).isNotEqualTo(NOTHING);
    }

    @Test
    void what_is_large_is_not_kept() {
        String filler = "x".repeat(20_000);
        List<Certificate> large = IntStream.range(0, 14)
                .mapToObj(i -> MINT.root(filler + i).certificate())
                .toList();
        ChainRequest among = request.alsoTry(large);
        validate(among);
        assertThat(validate(among).work()).isNotEqualTo(NOTHING);
        ChainRequest some = request.alsoTry(large.subList(0, 6)).distrusted(large.subList(6, 12));
        validate(some);
        assertThat(validate(some).work()).isEqualTo(NOTHING);
    }

    @Test
    void many_paths_are_not_kept() {
        List<Certificate> roots = IntStream.range(0, 20)
                .mapToObj(i -> ROOT.crossSign(ROOT, spec -> spec.notAfter(CA_END.plusSeconds(i)))
                        .certificate())
                .toList();
        ChainRequest many = request.anchors(roots);
        assertThat(validate(many).candidates()).hasSize(20);

        assertThat(validate(many).work()).isNotEqualTo(NOTHING);
        assertThat(validate(many.budget(Budget.standard().withPaths(1))).work()).isNotEqualTo(NOTHING);
    }

    /** Questions in a random order, at instants around every date. */
    @Property(tries = 60)
    void a_memo_tells_what_a_validation_would(@ForAll long seed) {
        Random random = new Random(seed);
        SignatureMemo shared = SignatureMemo.standard();
        List<UnaryOperator<ChainRequest>> changes = List.copyOf(CHANGES.values());
        List<RuleProfile> profiles =
                List.of(Profile.RFC5280, Profile.WEBPKI, Profile.PRIVATE_PKI, Profile.RFC5280.warning(Rule.EXPIRED));
        List<Instant> edges =
                List.of(Pki.AT, LEAF_END, CA_END, ROOT.certificate().notAfter());
        for (int i = 0; i < 40; i++) {
            ChainRequest question = request.memo(shared);
            if (random.nextInt(3) == 0) {
                question = changes.get(random.nextInt(changes.size())).apply(question);
            }
            if (random.nextInt(3) == 0) {
                question = ALIKE.get(random.nextInt(ALIKE.size())).apply(question);
            }
            question = question.at(edges.get(random.nextInt(4)).plusSeconds(random.nextInt(3)));
            if (random.nextBoolean()) {
                question = question.leafAt(edges.get(random.nextInt(4)).plusSeconds(random.nextInt(3)));
            }
            RuleProfile profile = profiles.get(random.nextInt(4));
            same(ChainValidator.of(profile).validate(question), fresh(profile, question));
        }
    }

    @Test
    void threads_may_share_it() {
        List<ChainRequest> questions = IntStream.range(0, 400)
                .mapToObj(i -> (i % 3 == 0 ? request.presenting(OTHER.chain()) : request).at(Pki.AT.plusSeconds(i % 5)))
                .toList();
        assertThat(questions.parallelStream().map(question -> validate(question).toString()))
                .isEqualTo(questions.stream()
                        .map(question -> fresh(Profile.RFC5280, question).toString())
                        .toList());
    }
}
