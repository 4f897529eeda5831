package io.github.windlass4j.examples.conformance.mesh;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.authz.Access;
import io.github.windlass4j.mesh.authz.Authorization;
import io.github.windlass4j.mesh.authz.Authorization.Decision;
import io.github.windlass4j.mesh.authz.Authorization.Effect;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * AuthorizationPolicies and the filters that istiod makes of them: thousands of accesses, made from the policies' own words,
 * are put to the filters and to us. An access is unknown on both sides or on none: tokens, addresses behind proxies, the
 * workload's own address and what a provider says are no part of an access. Every set of filters is a case, and so is an input
 * of which istiod makes none.
 */
final class AuthorizationSuite implements Suite {
    private static final String IN = "-in.yaml";
    private static final String EXTENDED = "extended-";
    private static final Pattern OUT = Pattern.compile("(.+)-out[0-9]?\\.yaml");
    private static final int ACCESSES = 3_000;
    private static final Map<String, String> LABELS = Map.of("app", "httpbin", "version", "v1");

    /** What the goldens were made with. */
    private static final Map<String, String> DOMAINS = Map.of(
            "simple-policy-td-aliases", "trustDomain: td1\ntrustDomainAliases: [cluster.local]",
            "simple-policy-multiple-td-aliases", "trustDomain: td1\ntrustDomainAliases: [cluster.local, some-td]",
            "simple-policy-principal-with-wildcard", "trustDomain: td1\ntrustDomainAliases: [foobar]",
            "td-aliases-source-principal", "trustDomain: new-td\ntrustDomainAliases: [old-td, some-trustdomain]");

    /** The inputs of filters that have another name. */
    private static final Map<String, String> INPUTS = Map.of(
            "custom-http-provider", "custom-simple-http",
            "custom-grpc-provider", "custom-simple-http",
            "custom-grpc-provider-no-namespace", "custom-simple-http",
            "custom-bad", "custom-simple-http");

    /** The provider that the goldens of a CUSTOM policy were made with; the bad ones had none. */
    private static String provider(String id) {
        String kind = id.contains("-bad") ? "" : id.contains("grpc") || id.contains("both") ? "Grpc" : "Http";
        return kind.isEmpty()
                ? "extensionProviders: []"
                : "extensionProviders: [{name: default, envoyExtAuthz" + kind
                        + ": {service: my-custom-ext-authz.foo.svc.cluster.local, port: 9000}}]";
    }

    private final boolean tcp;

    AuthorizationSuite(boolean tcp) {
        this.tcp = tcp;
    }

    @Override
    public String name() {
        return tcp ? "istio-authz-tcp" : "istio-authz-http";
    }

    @Override
    public String file() {
        return "mesh/istio-authz/" + (tcp ? "tcp/dry-run-mix" : "http/single-policy") + IN;
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        Set<String> ids = new TreeSet<>();
        Trees.beside(file, name -> true).forEach(name -> {
            Matcher golden = OUT.matcher(name);
            if (golden.matches()) {
                ids.add(golden.group(1));
            } else if (!INPUTS.containsValue(name.replace(IN, ""))) {
                ids.add(name.replace(IN, ""));
            }
        });
        return ids.stream().map(id -> new Case(id, "as the filters", () -> ask(file, id)));
    }

    private Answer ask(CaseFile file, String id) {
        List<RbacFilter> filters = RbacFilter.all(
                Trees.beside(file, name -> OUT.matcher(name).replaceFirst("$1").equals(id)).stream()
                        .map(name ->
                                requireNonNull(Yaml.read(file.companion(name).text(), name)
                                        .get(0)
                                        .root()
                                        .toJava()))
                        .toList());
        String plain = id.startsWith(EXTENDED) ? id.substring(EXTENDED.length()) : id;
        Manifests policies = Trees.manifests(file, INPUTS.getOrDefault(plain, plain) + IN);
        String config = plain.startsWith("custom-") ? provider(plain) : DOMAINS.getOrDefault(plain, "{}");
        Mesh mesh = Mesh.of(policies, MeshConfig.read(config, "mesh"));
        List<Object> specs = new ArrayList<>();
        for (Resource policy : policies.resources()) {
            specs.add(policy.spec().node().toJava());
        }
        AccessMaker maker = new AccessMaker(specs, !tcp);
        Map<Effect, Integer> tally = new EnumMap<>(Effect.class);
        for (int i = 0; i < ACCESSES; i++) {
            Access access = maker.next();
            Decision ours = Authorization.decide(mesh, "foo", LABELS, access);
            Effect theirs = RbacFilter.effect(filters, access);
            if (ours.effect() != theirs) {
                return Answer.compare("as the filters", ours + " for " + access, "the filters say " + theirs);
            }
            tally.merge(theirs, 1, Integer::sum);
        }
        return Answer.compare("as the filters", "as the filters", tally.toString());
    }
}
