package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.truststore.rotation.Effect;
import io.github.windlass4j.truststore.rotation.Risk;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers as text, one per line. */
final class AnswerLines {
    private AnswerLines() {}

    static void write(Collection<Readiness.Answer> answers, Appendable out) throws IOException {
        for (Readiness.Answer answer : answers) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("client", FactFields.write(answer.client()));
            fields.put("rotation", answer.rotation());
            fields.put("effect", answer.effect().name());
            fields.put("risk", answer.risk().name());
            answer.lastGood().ifPresent(instant -> fields.put("lastGood", instant.toString()));
            fields.put("why", answer.why());
            fields.put("fix", answer.fix());
            out.append(Yaml.writeJson(Node.of(fields))).append('\n');
        }
    }

    static List<Readiness.Answer> read(BufferedReader lines, String name) throws IOException {
        List<Readiness.Answer> answers = new ArrayList<>();
        JsonLines.forEach(lines, name, (fields, line) -> answers.add(answer(fields)));
        return answers;
    }

    private static Readiness.Answer answer(Fields fields) {
        return new Readiness.Answer(
                FactFields.client(fields.child("client")),
                FactFields.want(fields, "rotation"),
                Effect.valueOf(FactFields.want(fields, "effect")),
                Risk.valueOf(FactFields.want(fields, "risk")),
                fields.text("lastGood").map(Instant::parse),
                fields.text("why", ""),
                fields.text("fix", ""));
    }
}
