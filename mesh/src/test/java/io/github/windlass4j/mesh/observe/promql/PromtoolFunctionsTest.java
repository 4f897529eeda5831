package io.github.windlass4j.mesh.observe.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every function of the table against Prometheus' own parser: numbers and types of arguments, and what comes back. */
class PromtoolFunctionsTest {
    /** Those that 2.42, the oldest release in use, does not know; read in promql/parser/functions.go at 032c0535. */
    private static final Set<String> NEWER = Set.of(
            "double_exponential_smoothing",
            "end",
            "first_over_time",
            "histogram_avg",
            "histogram_quantiles",
            "histogram_stddev",
            "histogram_stdvar",
            "info",
            "integral",
            "mad_over_time",
            "range",
            "sort_by_label",
            "sort_by_label_desc",
            "start",
            "step",
            "ts_of_first_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time");

    private static final Pattern REFUSAL =
            Pattern.compile("group \"g\", rule (\\d+)[^\n]*?: could not parse expression: ([^\n]*)");

    @TempDir
    Path folder;

    @Test
    void the_table_agrees_with_prometheus() throws Exception {
        Map<String, FunctionTable.Signature> functions = FunctionTable.shipped().functions();
        assertThat(functions.keySet()).containsAll(NEWER);
        List<String> calls = new ArrayList<>();
        functions.forEach((name, signature) -> {
            if (!NEWER.contains(name)) {
                calls.addAll(calls(name, signature));
            }
        });
        Map<Integer, String> refused = refused(calls);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            String theirs = refused.getOrDefault(i + 1, "");
            // Prometheus 3 has holt_winters under another name only.
            boolean renamed = theirs.contains("unknown function with name \"holt_winters\"");
            if (!renamed && accepts(calls.get(i)) != theirs.isEmpty()) {
                differences.add(calls.get(i) + ": promtool says " + (theirs.isEmpty() ? "fine" : theirs));
            }
        }
        assertThat(differences).isEmpty();
        System.out.println("functions of PromQL: " + calls.size() + " calls as promtool judges them");
    }

    /**
     * With every number of arguments around those that are allowed, each argument of every type, the result used as every type.
     */
    private static List<String> calls(String name, FunctionTable.Signature signature) {
        List<String> calls = new ArrayList<>();
        int most = Math.min(signature.most(), signature.least() + 3);
        for (int count = Math.max(0, signature.least() - 1); count <= most + 1; count++) {
            calls.add(call(name, signature, count, -1, ValueType.STRING));
        }
        for (int wrong = 0; wrong < most; wrong++) {
            for (ValueType type : ValueType.values()) {
                calls.add(call(name, signature, Math.max(signature.least(), wrong + 1), wrong, type));
            }
        }
        for (ValueType type : ValueType.values()) {
            String inner = call(name, signature, signature.least(), -1, type);
            calls.add(
                    switch (type) {
                        case VECTOR -> "abs(" + inner + ")";
                        case SCALAR -> "vector(" + inner + ")";
                        case MATRIX -> "rate(" + inner + ")";
                        case STRING -> "label_replace(x, " + inner + ", \"a\", \"a\", \"a\")";
                    });
        }
        return calls;
    }

    private static String call(String name, FunctionTable.Signature signature, int count, int wrong, ValueType type) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ValueType given = i == wrong || signature.arguments().isEmpty() ? type : signature.argument(i);
            arguments.add(
                    switch (given) {
                        case VECTOR -> "x";
                        case MATRIX -> "x[5m]";
                        case SCALAR -> "1";
                        case STRING -> "\"a\"";
                    });
        }
        return name + "(" + String.join(", ", arguments) + ")";
    }

    private static boolean accepts(String call) {
        try {
            PromQuery.parse(call, "call");
            return true;
        } catch (MalformedPromqlException refused) {
            return false;
        }
    }

    /** What promtool says, by the number of the rule, from 1. */
    private Map<Integer, String> refused(List<String> calls) throws IOException, InterruptedException {
        StringBuilder rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        calls.forEach(
                call -> rules.append("  - {record: r, expr: '").append(call).append("'}\n"));
        Files.writeString(folder.resolve("rules.yaml"), rules);
        Path output = folder.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder("promtool", "check", "rules", "--lint=none", "rules.yaml")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException absent) {
            System.out.println("functions of PromQL: skipped, promtool is not on the PATH");
            return Assumptions.abort("promtool is not on the PATH");
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("promtool ends").isTrue();
        Map<Integer, String> refused = new LinkedHashMap<>();
        Matcher line = REFUSAL.matcher(Files.readString(output));
        while (line.find()) {
            refused.put(Integer.valueOf(line.group(1)), line.group(2));
        }
        assertThat(refused).as(Files.readString(output)).isNotEmpty();
        return refused;
    }
}
