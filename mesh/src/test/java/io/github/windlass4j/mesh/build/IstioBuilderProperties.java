package io.github.windlass4j.mesh.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.ClientTls;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.validate.IstioSchemas;
import io.github.windlass4j.mesh.validate.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is called with whatever words: a valid object, or a refusal that names it. */
class IstioBuilderProperties {
    private static final Schemas SCHEMAS = IstioSchemas.shipped();
    private static final List<String> WORDS = List.of(
            "cart",
            "shop.example.com",
            "*",
            "*.example.com",
            "",
            "10.0.0.0/8",
            "ns/sa",
            "./*",
            "HTTP",
            "TLS",
            "STATIC",
            "DNS",
            "a b",
            "UPPER",
            "/path",
            "https://a.example.com",
            "cart.shop.svc.cluster.local");
    private static final List<Integer> NUMBERS = List.of(80, 443, 8080, 1, 0, -1, 65_535, 65_536, 100);

    /** Builders with some of their methods called at random. */
    private static final List<Function<Words, IstioBuilder<?, ?>>> BUILDERS = List.of(
            words -> words.some(
                    PeerAuthenticationBuilder.of("shop", "a"),
                    List.of(
                            made -> made.pods(words.labels()),
                            made -> made.mtls(words.one(List.of(MtlsMode.values()))),
                            made -> made.port(words.number(), words.one(List.of(MtlsMode.values()))),
                            made -> made.target("", "Service", words.word()))),
            words -> words.some(
                    RequestAuthenticationBuilder.of("shop", "a"),
                    List.of(
                            made -> made.pods(words.labels()),
                            made -> made.target("", "Service", words.word()),
                            made -> made.jwt(words.word(), jwt -> jwt.jwksUri(words.word())),
                            made -> made.jwt(
                                    words.word(), jwt -> jwt.jwks(words.word()).audience(words.word())),
                            made -> made.jwt(words.word(), jwt -> jwt.fromHeader(words.word(), words.word())))),
            words -> words.some(
                    AuthorizationPolicyBuilder.of("shop", "a"),
                    List.of(
                            made -> made.pods(words.labels()),
                            made -> made.target("", "Service", words.word()),
                            made -> made.action(words.one(List.of(AuthorizationPolicy.Action.values()))),
                            made -> made.ask(words.word()),
                            made -> made.rule(rule -> rule),
                            made -> made.rule(rule -> rule.from(source -> source.principals(words.word()))),
                            made -> made.rule(rule -> rule.from(source ->
                                    source.serviceAccounts(words.word()).namespaces(words.word()))),
                            made -> made.rule(rule -> rule.from(source -> source.notIpBlocks(words.word()))),
                            made -> made.rule(rule -> rule.to(
                                    operation -> operation.paths(words.word()).ports(words.word()))),
                            made -> made.rule(rule -> rule.when(words.word(), words.word())))),
            words -> words.some(
                    TelemetryBuilder.of("shop", "a"),
                    List.of(
                            made -> made.tracing(words.word(), words.number()),
                            made -> made.accessLog(words.word(), words.word()),
                            made -> made.withoutMetric(words.word(), words.word()))),
            words -> words.some(
                    WasmPluginBuilder.of("shop", "a"),
                    List.of(
                            made -> made.url(words.word()),
                            made -> made.sha256(words.word()),
                            made -> made.phase(words.word()),
                            made -> made.config(words.labels()))),
            words -> words.some(
                    TrafficExtensionBuilder.of("shop", "a"),
                    List.of(
                            made -> made.lua(words.word()),
                            made -> made.wasm(words.word()),
                            made -> made.target("", "Service", words.word()))),
            words -> words.some(
                    ProxyConfigBuilder.of("shop", "a"),
                    List.of(
                            made -> made.concurrency(words.number()),
                            made -> made.image(words.word()),
                            made -> made.environment(words.labels()))),
            words -> words.some(
                    EnvoyFilterBuilder.of("shop", "a"),
                    List.of(
                            made -> made.pods(words.labels()),
                            made -> made.patch("HTTP_FILTER", "INSERT_BEFORE", patch -> patch.value(words.labels())),
                            made -> made.patch(words.word(), "MERGE", patch -> patch.match(words.labels())))),
            words -> words.some(
                    IstioGatewayBuilder.of("shop", "a"),
                    List.of(
                            made -> made.pods(words.labels()),
                            made -> made.server(words.number(), "HTTP", server -> server.hosts(words.word())),
                            made -> made.server(
                                    words.number(),
                                    "HTTPS",
                                    server -> server.hosts(words.word()).tls("SIMPLE", "s")),
                            made -> made.server(
                                    words.number(),
                                    words.word(),
                                    server -> server.hosts(words.word()).passthrough()))),
            words -> words.some(
                    VirtualServiceBuilder.of("shop", "a"),
                    List.of(
                            made -> made.hosts(words.word()),
                            made -> made.gateways(words.word()),
                            made -> made.exportTo(words.word()),
                            made -> made.http(rule -> rule.to(words.word(), words.number())),
                            made -> made.http(rule -> rule.match(match -> match.prefix(words.word()))
                                    .to(words.word(), to -> to.weight(words.number()))
                                    .timeout(Duration.ofMillis(words.number()))),
                            made -> made.http(rule -> rule.redirect(words.word(), words.word())),
                            made -> made.http(rule -> rule.respond(words.number())),
                            made -> made.tls(rule ->
                                    rule.sni(words.number(), words.word()).to(words.word(), 443)),
                            made -> made.tcp(rule -> rule.port(words.number()).to(words.word(), 80)))),
            words -> words.some(
                    DestinationRuleBuilder.of("shop", "a"),
                    List.of(
                            made -> made.host(words.word()),
                            made -> made.policy(policy -> policy.tls(words.one(List.of(ClientTls.Mode.values())))),
                            made -> made.policy(policy -> policy.loadBalancer(words.word())
                                    .port(words.number(), port -> port.maxConnections(words.number()))),
                            made -> made.subset(words.word(), words.labels()),
                            made -> made.pods(words.labels()),
                            made -> made.exportTo(words.word()))),
            words -> words.some(
                    ServiceEntryBuilder.of("shop", "a"),
                    List.of(
                            made -> made.hosts(words.word()),
                            made -> made.addresses(words.word()),
                            made -> made.port(words.number(), words.word(), words.word()),
                            made -> made.resolution(words.word()),
                            made -> made.location("MESH_INTERNAL"),
                            made -> made.endpoint(words.word(), endpoint -> endpoint.port("http", words.number())),
                            made -> made.pods(words.labels()))),
            words -> words.some(
                    WorkloadEntryBuilder.of("shop", "a"),
                    List.of(made -> made.machine(
                            words.word(),
                            machine -> machine.port("http", words.number()).labels(words.labels())))),
            words -> words.some(
                    WorkloadGroupBuilder.of("shop", "a"),
                    List.of(
                            made -> made.pods(words.labels()),
                            made -> made.template(machine -> machine.port(words.word(), words.number())))),
            words -> words.some(
                    SidecarBuilder.of("shop", "a"),
                    List.of(
                            made -> made.pods(words.labels()),
                            made -> made.egress(words.word()),
                            made -> made.egress(words.number(), "TCP", words.word()),
                            made -> made.ingress(words.number(), "HTTP", words.word()),
                            made -> made.outboundPolicy(words.word()))));

    private record Words(Random random) {
        <T> T one(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        String word() {
            return one(WORDS);
        }

        int number() {
            return one(NUMBERS);
        }

        Map<String, String> labels() {
            return random.nextInt(5) == 0 ? Map.of() : Map.of(one(List.of("app", "version", "*", "a b")), word());
        }

        <B extends IstioBuilder<?, B>> B some(B builder, List<Function<B, B>> calls) {
            B made = builder;
            for (int i = random.nextInt(5); i >= 0; i--) {
                made = one(calls).apply(made);
            }
            return made;
        }
    }

    @Property(tries = 10_000)
    void a_builder_gives_a_valid_object_or_says_what_is_wrong(@ForAll long seed) {
        Words words = new Words(new Random(seed));
        IstioBuilder<?, ?> builder = words.one(BUILDERS).apply(words);
        Resource object = builder.unchecked();
        SchemaVerdict verdict = SCHEMAS.create(object);
        boolean valid = verdict.isAccepted()
                && verdict.dropped().isEmpty()
                && Webhook.review(object).orElseThrow().isAccepted();
        try {
            Resource built = builder.build().resource();
            assertThat(valid).as(Yaml.write(object.root())).isTrue();
            assertThat(Manifests.read(Yaml.write(built.root()), "built").resources())
                    .containsExactly(object);
        } catch (RefusedObjectException refusal) {
            assertThat(valid).as(refusal.getMessage()).isFalse();
            assertThat(refusal).hasMessageContaining(object.ref() + ": ").hasMessageMatching("(?s).*: .+");
        }
    }
}
