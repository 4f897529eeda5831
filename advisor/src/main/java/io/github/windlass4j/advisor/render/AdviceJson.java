package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.explain.Conflict;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.explain.StaleClaim;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.knowledge.Claim;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Advice as JSON for a program. Same advice, same bytes, on every JDK. */
public final class AdviceJson {
    private AdviceJson() {}

    /** Returns all answers of the advice with its facts, conflicts and stale claims. */
    public static String render(Advice advice) {
        return render(advice, advice.decisions());
    }

    /** Returns the answers of these tables and catalogues with facts, conflicts and stale claims. */
    private static String render(Advice advice, List<String> decisions) {
        JsonText json = new JsonText().object();
        json.name("asOf").text(advice.asOf().toString());
        json.name("packs").array();
        advice.knowledge()
                .packs()
                .forEach(p -> json.object()
                        .name("pack")
                        .text(p.pack())
                        .name("asOf")
                        .text(p.asOf().toString())
                        .end());
        json.end().name("overrides").array();
        advice.knowledge().overrides().forEach(json::text);
        json.end().name("facts").array();
        for (Fact fact : advice.facts().all()) {
            json.object().name("question").text(fact.question()).name("value").text(fact.value());
            json.name("origin")
                    .text(fact.origin().name())
                    .name("evidence")
                    .text(fact.evidence())
                    .end();
        }
        json.end().name("answers").array();
        decisions.forEach(id -> answer(advice.answer(id), json));
        json.end().name("conflicts").array();
        Provenance provenance = Provenance.of(advice);
        for (Conflict conflict : provenance.conflicts()) {
            json.object()
                    .name("id")
                    .text(conflict.id())
                    .name("ground")
                    .text(conflict.resolution().ground().name());
            json.name("claims").array();
            conflict.resolution().claims().forEach(c -> claim(c, json));
            json.end().end();
        }
        json.end().name("stale").array();
        for (StaleClaim stale : provenance.stale()) {
            json.object().name("id").text(stale.id()).name("claim");
            claim(stale.claim(), json);
            json.end();
        }
        return json.end().end().toString();
    }

    /** Returns the SHA-256 of the JSON, lower-case hex: equal for equal advice. */
    public static String fingerprint(Advice advice) {
        return Hex.sha256(render(advice).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Answer answer, JsonText json) {
        json.object().name("id").text(answer.id()).name("decided").bool(answer.isDecided());
        json.name("exact").bool(answer.exact()).name("possible").array();
        for (Possibility outcome : answer.possible()) {
            json.array();
            outcome.rows().forEach(row -> {
                json.object();
                row.forEach((output, value) -> json.name(output).text(value));
                json.end();
            });
            json.end();
        }
        json.end().end();
    }

    private static void claim(Claim<String> claim, JsonText json) {
        json.object()
                .name("value")
                .text(claim.value())
                .name("source")
                .text(claim.source())
                .end();
    }
}
