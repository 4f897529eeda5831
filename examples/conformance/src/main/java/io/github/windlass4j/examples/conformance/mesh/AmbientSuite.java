package io.github.windlass4j.examples.conformance.mesh;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.authz.Access;
import io.github.windlass4j.mesh.authz.Authorization;
import io.github.windlass4j.mesh.authz.Authorization.Effect;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * PeerAuthentications and the policy that ztunnel gets from them: for each port they name and one more, whether a client
 * without identity is refused. Where ztunnel gets no policy of its own, one rule holds for all ports of the workload.
 * AuthorizationPolicies and what ztunnel gets from them: whether a connection is allowed.
 */
final class AmbientSuite implements Suite {
    private static final String IN = "-in.yaml";
    private static final int ACCESSES = 3_000;
    private static final int OTHER = 1;
    private static final String ONE_RULE = "one rule for all ports";

    @Override
    public String name() {
        return "istio-ambient";
    }

    @Override
    public String file() {
        return "mesh/istio-ambient/testdata/peer-authn-strict" + IN;
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return Trees.beside(file, name -> name.endsWith(IN)).stream().map(name -> {
            String id = name.substring(0, name.length() - IN.length());
            Mesh mesh = Mesh.of(Trees.manifests(file, name));
            String golden = file.companion(id + ".yaml").text();
            return mesh.all(PeerAuthentication.KIND).isEmpty()
                    ? new Case(id, "as ztunnel", () -> authorize(mesh, golden))
                    : new Case(id, expected(mesh, golden), () -> ask(mesh, golden));
        });
    }

    /** Connections from the policy's own words are put to ztunnel's policy and to us. */
    private static Answer authorize(Mesh mesh, String golden) {
        AuthorizationPolicy policy = mesh.all(AuthorizationPolicy.KIND).get(0);
        ZtunnelPolicy theirs = new ZtunnelPolicy(
                requireNonNull(Yaml.read(golden, "golden").get(0).root().toJava()));
        AccessMaker maker = new AccessMaker(
                List.of(requireNonNull(policy.resource().spec().node().toJava())), false);
        Map<Effect, Integer> tally = new EnumMap<>(Effect.class);
        for (int i = 0; i < ACCESSES; i++) {
            Access access = maker.next();
            Authorization.Decision ours =
                    Authorization.decideInTunnel(mesh, policy.namespace(), Map.of("app", "a"), access);
            Effect effect = theirs.effect(access);
            if (ours.effect() != effect) {
                return Answer.compare("as ztunnel", ours + " for " + access, "ztunnel says " + effect);
            }
            tally.merge(effect, 1, Integer::sum);
        }
        return Answer.compare("as ztunnel", "as ztunnel", tally.toString());
    }

    private static Object expected(Mesh mesh, String golden) {
        if (golden.isBlank()) {
            return ONE_RULE;
        }
        Object policy = requireNonNull(Yaml.read(golden, "golden").get(0).root().toJava());
        return refused(
                mesh,
                port -> any(
                        policy,
                        "groups",
                        group -> !any(
                                group, "rules", rule -> !any(rule, "matches", match -> takesStranger(match, port)))));
    }

    /** Each field of a match narrows it; notPrincipals with presence takes who shows none. */
    private static boolean takesStranger(Object match, int port) {
        Map<?, ?> fields = (Map<?, ?>) match;
        return fields.entrySet().stream().allMatch(field -> switch ((String) field.getKey()) {
            case "notPrincipals" -> true;
            case "destinationPorts" -> hasPort(field.getValue(), port);
            case "notDestinationPorts" -> !hasPort(field.getValue(), port);
            default -> throw new IllegalArgumentException("a golden with " + field.getKey());
        });
    }

    private static boolean hasPort(Object ports, int port) {
        return ((List<?>) ports).stream().anyMatch(one -> one.toString().equals(Integer.toString(port)));
    }

    private static boolean any(Object parent, String field, Predicate<Object> test) {
        return ((List<?>) requireNonNull(((Map<?, ?>) parent).get(field)))
                .stream().anyMatch(test);
    }

    private static Answer ask(Mesh mesh, String golden) {
        List<PeerAuthentication> policies = mesh.all(PeerAuthentication.KIND);
        PeerAuthentication last = policies.get(policies.size() - 1);
        PeerPolicy policy = PeerPolicy.of(mesh, last.namespace(), Map.of("app", "a"));
        Map<Integer, Boolean> ours = refused(mesh, port -> policy.port(port).mode() == MtlsMode.STRICT);
        Object told = golden.isBlank() && Set.copyOf(ours.values()).size() == 1 ? ONE_RULE : ours;
        return Answer.compare(expected(mesh, golden), told, policy.toString());
    }

    private static Map<Integer, Boolean> refused(Mesh mesh, IntPredicate isRefused) {
        Set<Integer> ports = new TreeSet<>(Set.of(OTHER));
        mesh.all(PeerAuthentication.KIND)
                .forEach(policy -> ports.addAll(policy.portModes().keySet()));
        Map<Integer, Boolean> all = new TreeMap<>();
        ports.forEach(port -> all.put(port, isRefused.test(port)));
        return all;
    }
}
