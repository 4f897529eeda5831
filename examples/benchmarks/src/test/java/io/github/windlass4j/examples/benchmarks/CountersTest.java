package io.github.windlass4j.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.chain.Work;
import io.github.windlass4j.core.chain.tls.ChainTrustManager;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.fleet.FleetAssessment;
import io.github.windlass4j.scan.fleet.FleetAssessor;
import io.github.windlass4j.truststore.store.StoreMemory;
import java.lang.management.ManagementFactory;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the benchmarks rest on, as counters: they are the same on every machine, so a build may fail by them. */
class CountersTest {
    private static ChainVerdict validate(Hostile hostile) {
        return ChainValidator.of(Profile.RFC5280).validate(hostile.request().firstPathOnly());
    }

    @Test
    void a_kept_memo_answers_every_signature() {
        Shape.Pair pair = Shape.P256.chains(1).chains().get(0);
        ChainRequest request = ChainRequest.of(
                        List.of(Certificate.parse(pair.leaf()), Certificate.parse(pair.intermediate())))
                .anchors(List.of(Certificate.parse(Shape.P256.chains(1).root())))
                .at(Shape.AT)
                .memo(SignatureMemo.standard());
        ChainValidator validator = ChainValidator.of(Profile.RFC5280);
        assertThat(validator.validate(request).work().signatureChecks()).isEqualTo(2);
        assertThat(validator.validate(request).work()).isEqualTo(new Work(0, 0, 0));
        assertThat(validator.validate(request.at(Shape.AT.plusSeconds(1))).work())
                .isEqualTo(new Work(0, 0, 0));
        Work other = validator.validate(request.maxIntermediates(1)).work();
        assertThat(other.signatureChecks()).isZero();
        assertThat(other.buildSteps()).isPositive();
    }

    /**
     * Octets that a call allocates once its code has run for a while: the smallest of some rounds, as others may disturb one.
     */
    private static long allocated(Runnable call) {
        return allocated(call, 200);
    }

    private static long allocated(Runnable call, int calls) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / calls);
        }
        return least;
    }

    /** Measured 592 for 439 octets, compiled or not: the copy of the DER that makes it immutable, and 136. */
    @Test
    void a_certificate_is_indexed_in_six_hundred_bytes_with_its_copy() {
        byte[] leaf = Shape.P256.chains(1).chains().get(0).leaf();
        assertThat(leaf).hasSizeLessThanOrEqualTo(440);
        assertThat(allocated(() -> Certificate.parse(leaf))).isLessThanOrEqualTo(600);
    }

    private static ChainRequest memoised(Shape.Pair pair, byte[] root, SignatureMemo memo) {
        return ChainRequest.of(List.of(Certificate.parse(pair.leaf()), Certificate.parse(pair.intermediate())))
                .anchors(List.of(Certificate.parse(root)))
                .at(Shape.AT)
                .memo(memo);
    }

    /** Measured 40 with compiled code at most, 208 at another second. */
    @Test
    void a_repeated_validation_allocates_next_to_nothing() {
        Shape.Material material = Shape.P256.chains(1);
        ChainRequest request = memoised(material.chains().get(0), material.root(), SignatureMemo.standard());
        ChainValidator validator = ChainValidator.of(Profile.RFC5280);
        assertThat(allocated(() -> validator.validate(request))).isLessThan(500);
    }

    /** Measured 390 with compiled code for another name of the leaf, 730 for a store with another root beside the right one. */
    @Test
    void another_host_or_store_costs_no_validation() {
        Shape.Material material = Shape.P256.chains(1);
        ChainRequest request = memoised(material.chains().get(0), material.root(), SignatureMemo.standard());
        List<Certificate> stores = List.of(
                Certificate.parse(material.root()),
                Mint.seeded(5).at(Shape.AT).root("Stranger").certificate());
        List<ServerName> hosts = List.of(ServerName.parse("DB.example.com"), ServerName.parse("db.Example.com"));
        ChainValidator validator = ChainValidator.of(Profile.RFC5280);
        validator.validate(request);
        AtomicInteger number = new AtomicInteger();
        assertThat(allocated(() -> validator.validate(request.host(hosts.get(number.incrementAndGet() & 1)))))
                .isLessThan(1_000);
        assertThat(allocated(() -> validator.validate(request.anchors(stores)))).isLessThan(1_500);
        assertThat(validator
                        .validate(request.host(hosts.get(0)).anchors(stores))
                        .work())
                .isEqualTo(new Work(0, 0, 0));
    }

    /** Measured 264 with compiled code: neither copies of the octets nor a parse. */
    @Test
    void a_trust_manager_knows_the_chains_that_it_trusted() throws Exception {
        Shape.Material material = Shape.P256.chains(1);
        Shape.Pair pair = material.chains().get(0);
        ChainTrustManager manager = ChainTrustManager.of(
                ChainValidator.of(Profile.RFC5280),
                List.of(Certificate.parse(material.root())),
                InstantSource.fixed(Shape.AT));
        X509Certificate[] chain = {
            Certificate.parse(pair.leaf()).toX509(),
            Certificate.parse(pair.intermediate()).toX509()
        };
        assertThat(allocated(() -> trust(manager, chain))).isLessThan(600);
    }

    private static void trust(ChainTrustManager manager, X509Certificate[] chain) {
        try {
            manager.checkServerTrusted(chain, "ECDHE_ECDSA");
        } catch (CertificateException refused) {
            throw new AssertionError(refused);
        }
    }

    /** Questions that were not asked before about a chain whose signatures are known. */
    private static UnaryOperator<ChainRequest> others() {
        AtomicInteger number = new AtomicInteger();
        return request -> request.maxIntermediates(number.incrementAndGet());
    }

    /** Measured 1,800 with compiled code, the kept answer among it. */
    @Test
    void a_validation_with_known_signatures_allocates_a_few_kilobytes() {
        Shape.Material material = Shape.P256.chains(1);
        ChainRequest request = memoised(material.chains().get(0), material.root(), SignatureMemo.standard());
        ChainValidator validator = ChainValidator.of(Profile.RFC5280);
        UnaryOperator<ChainRequest> others = others();
        assertThat(allocated(() -> validator.validate(others.apply(request)))).isLessThan(5_000);
    }

    /** Measured 5,800 with compiled code for leaf, intermediate and root, their DER of 1,200 among it. */
    @Test
    void a_validation_allocates_little_beside_its_signatures() {
        Shape.Material material = Shape.P256.chains(1);
        SignatureMemo memo = SignatureMemo.standard();
        ChainValidator validator = ChainValidator.of(Profile.RFC5280);
        UnaryOperator<ChainRequest> others = others();
        assertThat(allocated(() -> validator.validate(
                        others.apply(memoised(material.chains().get(0), material.root(), memo)))))
                .isLessThan(9_000);
    }

    /** Measured 95,000: four octets a name, and the rest of the validation. */
    @Test
    void twenty_thousand_names_cost_less_than_a_megabyte_beside_their_octets() {
        Hostile hostile = Hostile.names(20_000);
        byte[] leaf = hostile.leafFirst().get(0).encoded();
        Certificate ca = hostile.leafFirst().get(1);
        ChainRequest request = hostile.request().memo(SignatureMemo.standard()).firstPathOnly();
        ChainValidator validator = ChainValidator.of(Profile.RFC5280);
        assertThat(validator
                        .validate(request.presenting(List.of(Certificate.parse(leaf), ca)))
                        .isTrusted())
                .isTrue();
        UnaryOperator<ChainRequest> others = others();
        long all = allocated(
                () -> validator.validate(others.apply(request.presenting(List.of(Certificate.parse(leaf), ca)))), 5);
        assertThat(all - leaf.length).isLessThan(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16, 24})
    void a_mesh_that_reaches_no_anchor_costs_no_signature(int size) {
        ChainVerdict verdict = validate(Hostile.mesh(size, false));
        assertThat(verdict.isTrusted()).isFalse();
        assertThat(verdict.work().signatureChecks()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16, 32, 64})
    void a_mesh_with_one_way_out_costs_at_most_eight(int size) {
        ChainVerdict verdict = validate(Hostile.mesh(size, true));
        assertThat(verdict.isTrusted()).isTrue();
        assertThat(verdict.work().signatureChecks()).isLessThanOrEqualTo(8);
    }

    /** Other validators refuse such a chain or compare every name with every subtree; the counter is that product. */
    @Test
    void four_thousand_names_below_eight_thousand_subtrees_are_judged() {
        ChainVerdict verdict = validate(Hostile.constraints(4_000));
        assertThat(verdict.isTrusted()).isTrue();
        assertThat(verdict.work().nameComparisons()).isGreaterThanOrEqualTo(16_000_000L);
    }

    @Test
    void a_fleet_costs_each_edge_once() {
        FleetMaterial fleet = FleetMaterial.of(400, 120);
        FleetAssessor assessor = FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT);
        fleet.stores().forEach(store -> assessor.assess("store", store));
        int edges = fleet.chains().size() + 60;
        assertThat(assessor.signatureChecks()).isEqualTo(edges);
        assertThat(assessor.validations())
                .isLessThanOrEqualTo(2L * fleet.chains().size());
    }

    @Test
    void every_certificate_of_a_fleet_of_bundles_is_parsed_once() {
        FleetMaterial fleet = FleetMaterial.of(400, 20);
        StoreMemory memory = new StoreMemory();
        Set<Certificate> distinct = new HashSet<>();
        for (int i = 0; i < fleet.stores().size(); i++) {
            List<Certificate> store = fleet.stores().get(i);
            assertThat(memory.read(FleetMaterial.pem(store), "store " + i).certificates())
                    .isEqualTo(store);
            distinct.addAll(store);
        }
        assertThat(memory.parses()).isEqualTo(distinct.size());
    }

    @Test
    void shuffled_parts_of_a_fleet_fold_to_the_whole_in_parallel() {
        FleetMaterial fleet = FleetMaterial.of(200, 60);
        Map<String, List<Certificate>> stores = new HashMap<>();
        for (int i = 0; i < fleet.stores().size(); i++) {
            stores.put("store " + i, fleet.stores().get(i));
        }
        FleetAssessor alone = FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT);
        FleetAssessment whole = fold(alone, new ArrayList<>(stores.keySet()), stores);
        List<String> names = new ArrayList<>(stores.keySet());
        Collections.shuffle(names, new Random(7));
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < names.size(); from += 30) {
            parts.add(names.subList(from, Math.min(names.size(), from + 30)));
        }
        FleetAssessment merged = parts.parallelStream()
                .map(part -> fold(FleetAssessor.of(Profile.RFC5280, fleet.chains(), Shape.AT), part, stores))
                .reduce(FleetAssessment::merge)
                .orElseThrow();
        assertThat(merged).isEqualTo(whole);
        assertThat(whole.rejections()).isPositive();
    }

    private static FleetAssessment fold(
            FleetAssessor assessor, List<String> names, Map<String, List<Certificate>> stores) {
        return names.stream()
                .map(name -> assessor.assess(name, stores.get(name)))
                .reduce(FleetAssessment::merge)
                .orElseThrow();
    }

    @Test
    void both_engines_answer_the_same_rules_on_the_same_values() {
        RuleBenchmark benchmark = new RuleBenchmark();
        benchmark.compile();
        assertThat(benchmark.evaluations()).isGreaterThan(100 * 100);
        assertThat(benchmark.devCel()).isEqualTo(benchmark.evaluations());
        assertThat(benchmark.windlass()).isEqualTo(benchmark.baseWithoutRules()).isEqualTo(100);
        assertThat(benchmark.compiledKinds()).isEqualTo(2);
    }

    @Test
    void both_readers_see_all_documents_and_every_route_is_judged() throws Exception {
        ManifestBenchmark benchmark = new ManifestBenchmark();
        assertThat(benchmark.windlassRead()).isEqualTo(benchmark.jacksonRead()).isEqualTo(500);
        assertThat(benchmark.windlass()).isEqualTo(250);
    }
}
