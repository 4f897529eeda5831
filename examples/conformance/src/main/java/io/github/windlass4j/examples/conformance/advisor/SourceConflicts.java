package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.explain.Conflict;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.explain.StaleClaim;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Contradictions between sources: each must be listed by a shipped pack and resolved as stated, or marked as stale. */
final class SourceConflicts implements Suite {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** Subject, by a fragment, to the pack's topics with what each resolves to in the pack's words. */
    private static final Map<String, List<String>> TOPICS = topics();

    private static Map<String, List<String>> topics() {
        Map<String, List<String>> result = new LinkedHashMap<>();
        result.put("Python/certifi", List.of("certifi-risk=MEDIUM"));
        result.put("Recommended sslmode", List.of("recommended-sslmode=verify-full"));
        result.put("Security label", List.of("label-require=WEAK", "label-verify-ca=MODERATE"));
        result.put("put into a custom trust store", List.of("store-contents=roots-only"));
        result.put("Oldest JRE", List.of("jre-threshold=8u381, 11.0.20, 17.0.8"));
        result.put("feel a rotation", List.of("require-impact=depends-on-driver-and-root-file"));
        result.put("default pgjdbc", List.of("pgjdbc-default-store=root.crt-unless-java-factory"));
        result.put("alert threshold", List.of("alert-threshold=>5"));
        result.put("strictest mode", List.of("strictest-mode=verify-full"));
        result.put("catalogue size", List.of("model-count=1,900+"));
        result.put("production agents", List.of("agents-where=both"));
        result.put("Low-code", List.of("low-code-where=both"));
        result.put("Tables per Genie", List.of("genie-tables=50"));
        result.put("Istio add-on support Gateway API", List.of("istio-gateway=yes"));
        result.put("WAF on AGC", List.of("agc-waf=GA"));
        result.put("AGC subnet", List.of("agc-subnet=/24"));
        result.put("managed NGINX", List.of("managed-nginx-advice=no"));
        result.put("Lakebase", List.of("lakebase=available, 14 regions"));
        result.put("Kiali", List.of("kiali=stale"));
        result.put("Ambient on AKS", List.of("ambient=application-network-preview", "addon-ambient=no"));
        return result;
    }

    @Override
    public String name() {
        return "source-conflicts";
    }

    @Override
    public String file() {
        return "advisor/source-conflicts.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        List<Advice> packs = Stream.of("ca-rotation", "ingress", "mesh", "ai-platform")
                .map(p -> Advisor.advise(Knowledge.of(KnowledgePack.shipped(p)), Facts.none(), TODAY))
                .toList();
        return StreamSupport.stream(file.json().get("rows").spliterator(), false)
                .map(row -> one(packs, row));
    }

    private static Case one(List<Advice> packs, JsonNode row) {
        String subject = row.get("subject").asString();
        List<String> expected = TOPICS.entrySet().stream()
                .filter(t -> subject.contains(t.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of("no topic for this subject"));
        return new Case(row.get("id").asString(), expected, () -> {
            List<String> actual = new ArrayList<>();
            List<String> sources = new ArrayList<>();
            for (String topic : expected) {
                String id = topic.split("=", -1)[0];
                actual.add(id + "=" + answer(packs, id, sources));
            }
            boolean each = sources.stream().distinct().count()
                    >= Math.min(2, row.get("claims").size());
            return new Answer(actual, actual.equals(expected) && each, "sources " + sources);
        });
    }

    // A contradiction must be listed as one; agreement of several sources answers as well, a stale claim says so.
    private static String answer(List<Advice> packs, String id, List<String> sources) {
        for (Advice advice : packs) {
            Provenance provenance = Provenance.of(advice);
            for (StaleClaim stale : provenance.stale()) {
                if (stale.id().equals(id)) {
                    sources.add(stale.claim().source());
                    return "stale";
                }
            }
            for (Conflict conflict : provenance.conflicts()) {
                if (conflict.id().equals(id)) {
                    conflict.resolution().claims().forEach(c -> sources.add(c.source() + " says " + c.value()));
                    return conflict.resolution().value().orElse("open");
                }
            }
            if (advice.knowledge().topics().stream().anyMatch(t -> t.id().equals(id))) {
                advice.topic(id).claims().forEach(c -> sources.add(c.source() + " says " + c.value()));
                return advice.topic(id).value().orElse("open");
            }
        }
        return "no such topic";
    }
}
