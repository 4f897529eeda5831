package io.github.windlass4j.examples.conformance.truststore;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.truststore.diagnose.Diagnosis;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Lines that a PostgreSQL server wrote, and everything that had provoked them. */
record ServerLog() implements Suite {
    @Override
    public String name() {
        return "server-log";
    }

    @Override
    public String file() {
        return "truststore/server-log.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("lines").map(ServerLog::read);
    }

    private static Case read(JsonNode node) {
        Set<String> expected = new TreeSet<>();
        node.get("causes").forEach(cause -> {
            // A line seen on success too says nothing about a cause.
            if (!cause.asString().equals("OK_CONNECTION")) {
                expected.add(cause.asString());
            }
        });
        return new Case(CaseIds.hash(node, "causes", "byEngine", "engines"), expected, () -> {
            Diagnosis diagnosis = Diagnosis.ofServerLog(node.get("text").asString());
            Set<String> actual =
                    diagnosis.causes().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
            return Answer.compare(expected, actual, diagnosis.toString());
        });
    }
}
