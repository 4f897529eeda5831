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
import java.util.stream.Stream;

/**
 * AuthorizationPolicies and the filters that istiod makes of them: thousands of accesses, made from the policies' own words,
 * are put to the filters and to us. An access is unknown on both sides or on none: tokens, addresses behind proxies and the
 * workload's own address are no part of an access. Policies that ask a provider are not put.
 */
final class AuthorizationSuite implements Suite {
    private static final String IN = "-in.yaml";
    private static final int ACCESSES = 3_000;
    private static final Map<String, String> LABELS = Map.of("app", "httpbin", "version", "v1");

    /** What the goldens were made with. */
    private static final Map<String, String> DOMAINS = Map.of(
            "simple-policy-td-aliases", "trustDomain: td1\ntrustDomainAliases: [cluster.local]",
            "simple-policy-multiple-td-aliases", "trustDomain: td1\ntrustDomainAliases: [cluster.local, some-td]",
            "simple-policy-principal-with-wildcard", "trustDomain: td1\ntrustDomainAliases: [foobar]",
            "td-aliases-source-principal", "trustDomain: new-td\ntrustDomainAliases: [old-td, some-trustdomain]");

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
        return Trees.beside(file, name -> name.endsWith(IN) && !name.startsWith("custom-")).stream()
                .map(name -> {
                    String id = name.substring(0, name.length() - IN.length());
                    return new Case(id, "as the filters", () -> ask(file, id));
                });
    }

    private Answer ask(CaseFile file, String id) {
        List<RbacFilter> filters = Trees.beside(file, name -> name.matches("\\Q" + id + "\\E-out\\d?\\.yaml")).stream()
                .map(name -> new RbacFilter(
                        requireNonNull(Yaml.read(file.companion(name).text(), name)
                                .get(0)
                                .root()
                                .toJava())))
                .toList();
        Manifests policies = Trees.manifests(file, id + IN);
        Mesh mesh = Mesh.of(policies, MeshConfig.read(DOMAINS.getOrDefault(id, "{}"), "mesh"));
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
