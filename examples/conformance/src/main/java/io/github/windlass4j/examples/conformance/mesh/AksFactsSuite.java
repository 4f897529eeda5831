package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.mesh.aks.AksProfile;
import io.github.windlass4j.mesh.aks.AksRevision;
import io.github.windlass4j.mesh.aks.EnvoyFilterRule;
import io.github.windlass4j.mesh.aks.FieldSupport;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the pages of the Istio add-on state, row by row. */
final class AksFactsSuite implements Suite {
    private static final AksProfile PROFILE = AksProfile.shipped();
    private static final String PLACEHOLDER = "<revision>";

    @Override
    public String name() {
        return "istio-addon-facts";
    }

    @Override
    public String file() {
        return "mesh/aks/istio-addon-facts.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        JsonNode facts = file.json();
        List<Case> cases = new ArrayList<>();
        cases.addAll(fields(facts, "meshConfig", PROFILE::meshConfig));
        cases.addAll(fields(facts, "proxyConfig", PROFILE::proxyConfig));
        cases.addAll(fields(facts, "telemetry", PROFILE::telemetry));
        text(facts, "rootNamespace", PROFILE.rootNamespace(), cases);
        text(facts, "ingressNamespace", PROFILE.ingressNamespace(), cases);
        text(facts, "egressNamespace", PROFILE.egressNamespace(), cases);
        text(facts, "sharedConfigMap", PROFILE.sharedConfigMap(PLACEHOLDER), cases);
        text(
                facts,
                "otherMeshConfigFields",
                PROFILE.meshConfig("configSources").name().toLowerCase(Locale.ROOT),
                cases);
        if (facts.has("blockedKinds")) {
            List<String> expected = texts(facts.get("blockedKinds"));
            cases.add(new Case(
                    "blockedKinds",
                    new TreeSet<>(expected),
                    () -> Answer.compare(new TreeSet<>(expected), new TreeSet<>(PROFILE.blockedKinds()), "kinds")));
        }
        for (JsonNode row : list(facts, "envoyFilter")) {
            cases.add(new Case("envoyFilter/" + row.get("from").asString(), row, () -> envoyFilter(row)));
        }
        for (JsonNode row : list(facts, "revisions")) {
            cases.add(new Case("revisions/" + row.get("revision").asString(), revision(row), () -> ask(row)));
        }
        return cases.stream();
    }

    private static List<JsonNode> list(JsonNode facts, String field) {
        return facts.has(field)
                ? StreamSupport.stream(facts.get(field).spliterator(), false).toList()
                : List.of();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static List<Case> fields(JsonNode facts, String section, Function<String, FieldSupport> profile) {
        return list(facts, section).stream()
                .map(row -> {
                    String field = row.get("field").asString();
                    String expected = row.get("class").asString().toUpperCase(Locale.ROOT);
                    return new Case(
                            section + "/" + field,
                            expected,
                            () -> Answer.compare(expected, profile.apply(field).name(), field));
                })
                .toList();
    }

    private static void text(JsonNode facts, String field, String actual, List<Case> cases) {
        if (facts.has(field)) {
            String expected = facts.get(field).asString();
            cases.add(new Case(field, expected, () -> Answer.compare(expected, actual, field)));
        }
    }

    private static Answer envoyFilter(JsonNode row) {
        EnvoyFilterRule rule =
                PROFILE.envoyFilter(LocalDate.parse(row.get("from").asString())).orElseThrow();
        boolean unsupported = row.has("support");
        boolean pass = rule.from().toString().equals(row.get("from").asString())
                && rule.types().equals(texts(row.get("allowed")))
                && rule.isSupported() != unsupported;
        return new Answer(rule.toString(), pass, "rule of that day");
    }

    private static Map<String, Object> revision(JsonNode row) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("upstream", month(row.get("upstream").asString()));
        expected.put("released", month(row.get("aksRelease").asString()));
        expected.put("endOfLife", month(row.get("endOfLife").asString()));
        expected.put("expected", row.get("endOfLife").asString().contains("expected"));
        expected.put("kubernetes", texts(row.get("aks")));
        expected.put("longTermSupport", texts(row.get("lts")));
        return expected;
    }

    /** {@code ~Sept 2026 (expected)} is 2026-09. */
    private static String month(String text) {
        String[] words = text.replace("~", "").split(" ", -1);
        Month month = Arrays.stream(Month.values())
                .filter(known ->
                        known.name().startsWith(words[0].substring(0, 3).toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        return String.format(Locale.ROOT, "%s-%02d", words[1], month.getValue());
    }

    private static Answer ask(JsonNode row) {
        AksRevision revision = PROFILE.revision(row.get("revision").asString()).orElseThrow();
        Map<String, Object> actual = new LinkedHashMap<>();
        actual.put("upstream", revision.upstream());
        actual.put("released", revision.released());
        actual.put("endOfLife", revision.endOfLife());
        actual.put("expected", revision.expected());
        actual.put("kubernetes", revision.kubernetes());
        actual.put("longTermSupport", revision.longTermSupport());
        return Answer.compare(revision(row), actual, revision.toString());
    }
}
