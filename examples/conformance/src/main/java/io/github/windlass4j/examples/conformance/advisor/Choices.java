package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.decide.Ratio;
import io.github.windlass4j.advisor.decide.Standing;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseIds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Cases that choose among the options of a shipped catalogue. */
final class Choices {
    private static final Map<String, String> SERVICES = Map.of(
            "front-door", "Azure Front Door",
            "traffic-manager", "Azure Traffic Manager",
            "application-gateway", "Azure Application Gateway",
            "load-balancer", "Azure Load Balancer");

    private static final Map<String, String> CONTROLLERS = Map.of(
            "managed-nginx", "Application Routing add-on",
            "agc", "Application Gateway for Containers",
            "istio-gateway", "Azure Service Mesh / Istio service mesh");

    private static final Map<String, String> REQUIREMENTS = Map.of(
            "internal (private) load balancer", "internalLoadBalancer",
            "internal LB", "internalLoadBalancer",
            "static IP address", "staticIp",
            "Gateway API", "gatewayApi",
            "mTLS", "mtls",
            "Azure hosted", "azureHosted",
            "rate limiting", "rateLimiting",
            "circuit breaking", "circuitBreaking",
            "Key Vault certificates", "keyVaultCertificates");

    private Choices() {}

    static Stream<Case> of(String suite, JsonNode json) {
        List<Case> cases = new ArrayList<>();
        if (json.isObject() && json.has("cases")) {
            if (suite.equals("aac-load-balancing")) {
                json.get("cases").forEach(one -> cases.add(service(one)));
            }
            if (suite.equals("aks-ingress-comparison")) {
                json.get("cases").forEach(one -> cases.add(controller(one)));
            }
        }
        return cases.stream();
    }

    private static Case service(JsonNode one) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("viable", CapabilityMatrices.strings(one.get("viable")));
        expected.put("prefer", one.has("prefer") ? one.get("prefer").asString() : "(any)");
        return new Case(CaseIds.of(one, "viable", "prefer", "why"), expected, () -> {
            Map<String, String> answers = new TreeMap<>();
            answers.put("scope", one.get("scope").asString().equals("Global") ? "global" : "regional");
            answers.put("traffic", one.get("traffic").asString().equals("HTTP(S)") ? "http" : "other");
            answers.put("layer7", one.get("needsL7").asBoolean() ? "yes" : "no");
            answers.put("edgeFeatures", "no");
            Advice advice = advise(answers, LocalDate.of(2026, 11, 22));
            List<Standing> viable = viable(advice.standings("load-balancer"));
            Map<String, Object> actual = new LinkedHashMap<>();
            actual.put("viable", names(viable, SERVICES));
            actual.put("prefer", one.has("prefer") ? String.join(", ", names(best(viable), SERVICES)) : "(any)");
            return Answer.compare(expected, actual, answers.toString());
        });
    }

    private static Case controller(JsonNode one) {
        Map<String, Object> expected = new LinkedHashMap<>();
        for (String kind : List.of("exclude", "choose", "viable")) {
            if (one.has(kind)) {
                List<String> names = new ArrayList<>(CapabilityMatrices.strings(one.get(kind)));
                if (one.has("conflict")) {
                    // The page's note denies what the page on the subject grants; the conflict must be listed, and
                    // resolved.
                    names.add("Azure Service Mesh / Istio service mesh");
                }
                expected.put(kind, names);
            }
        }
        if (one.has("conflict")) {
            expected.put("conflict", "istio-gateway");
        }
        return new Case(CaseIds.of(one, "exclude", "choose", "viable", "conflict"), expected, () -> {
            Map<String, String> answers = new TreeMap<>();
            REQUIREMENTS.values().forEach(q -> answers.put(q, "no"));
            CapabilityMatrices.strings(one.get("require"))
                    .forEach(r -> answers.put(REQUIREMENTS.getOrDefault(r, r), "yes"));
            // The day of the page: later on the managed NGINX ingress is out of support.
            Advice advice = advise(answers, LocalDate.of(2026, 6, 5));
            List<Standing> candidates = advice.standings("ingress").stream()
                    .filter(s -> CONTROLLERS.containsKey(s.option()))
                    .toList();
            List<Standing> excluded =
                    candidates.stream().filter(s -> s.viable() == Truth.FALSE).toList();
            List<Standing> possible =
                    candidates.stream().filter(s -> s.viable() != Truth.FALSE).toList();
            Map<String, Object> actual = new LinkedHashMap<>();
            actual.put("exclude", names(excluded, CONTROLLERS));
            actual.put("choose", names(best(possible), CONTROLLERS));
            actual.put("viable", names(possible, CONTROLLERS));
            actual.put("conflict", isResolved(advice, "istio-gateway") ? "istio-gateway" : "not listed");
            actual.keySet().retainAll(expected.keySet());
            return Answer.compare(expected, actual, answers.toString());
        });
    }

    private static boolean isResolved(Advice advice, String conflict) {
        return Provenance.of(advice).conflicts().stream()
                .anyMatch(c -> c.id().equals(conflict)
                        && c.resolution().value().filter("yes"::equals).isPresent());
    }

    private static Advice advise(Map<String, String> answers, LocalDate day) {
        Facts facts = Facts.none();
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            facts = facts.declare(answer.getKey(), answer.getValue());
        }
        return Advisor.advise(Knowledge.of(KnowledgePack.shipped("ingress")), facts, day);
    }

    private static List<Standing> viable(List<Standing> standings) {
        return standings.stream().filter(s -> s.viable() == Truth.TRUE).toList();
    }

    private static List<Standing> best(List<Standing> standings) {
        Ratio highest =
                standings.stream().map(Standing::worst).max(Ratio::compareTo).orElse(Ratio.ZERO);
        return standings.stream().filter(s -> s.worst().equals(highest)).toList();
    }

    private static List<String> names(List<Standing> standings, Map<String, String> names) {
        return standings.stream()
                .map(s -> names.getOrDefault(s.option(), s.option()))
                .toList();
    }
}
