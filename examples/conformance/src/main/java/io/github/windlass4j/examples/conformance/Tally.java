package io.github.windlass4j.examples.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The count of one run.
 *
 * @param passed cases that agree
 * @param failed cases that do not, the argued ones among them
 * @param argued failed cases that deviate exactly as the exceptions file says
 * @param offences the first ids that make the run a failure: unargued failures and argued cases that pass
 */
record Tally(int passed, int failed, int argued, int offending, List<String> offences) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OFFENCES_KEPT = 20;

    Tally {
        offences = List.copyOf(offences);
    }

    boolean isClean() {
        return offending == 0;
    }

    /** Runs every case of {@code file} and hands each result to {@code line} as one JSON object on one line. */
    static Tally of(Suite suite, CaseFile file, Exceptions exceptions, Consumer<String> line) {
        Counter counter = new Counter(suite.name(), exceptions, line);
        try (Stream<Case> cases = suite.cases(file)) {
            cases.forEachOrdered(counter::run);
        }
        return new Tally(counter.passed, counter.failed, counter.argued, counter.offending, counter.offences);
    }

    private static final class Counter {
        private final String suite;
        private final Exceptions exceptions;
        private final Consumer<String> line;
        private final List<String> offences = new ArrayList<>();
        private int passed;
        private int failed;
        private int argued;
        private int offending;

        Counter(String suite, Exceptions exceptions, Consumer<String> line) {
            this.suite = suite;
            this.exceptions = exceptions;
            this.line = line;
        }

        void run(Case one) {
            Answer answer = ask(one);
            JsonNode actual = JSON.valueToTree(answer.actual());
            Optional<Exceptions.Argued> exception = exceptions.of(one);
            boolean asArgued = !answer.pass()
                    && exception.filter(known -> known.actual().equals(actual)).isPresent();
            String why = answer.why();
            if (answer.pass() && exception.isPresent()) {
                why = "passes although argued: strike it from the exceptions; " + why;
            } else if (asArgued) {
                why = exception.get().reason() + "; " + why;
            } else if (exception.isPresent()) {
                why = "deviates otherwise than argued (" + exception.get().actual() + "); " + why;
            }
            count(one, answer, asArgued, exception.isPresent(), why);
            line.accept(render(one, answer.pass(), asArgued, actual, why));
        }

        @SuppressWarnings("CatchAndPrintStackTrace")
        private static Answer ask(Case one) {
            try {
                return one.question().ask();
            } catch (Exception | StackOverflowError | AssertionError e) {
                StackTraceElement[] trace = e.getStackTrace();
                return new Answer(
                        e.getClass().getName(), false, e.getMessage() + (trace.length == 0 ? "" : ", at " + trace[0]));
            }
        }

        private void count(Case one, Answer answer, boolean asArgued, boolean known, String why) {
            if (answer.pass()) {
                passed++;
            } else {
                failed++;
            }
            if (asArgued) {
                argued++;
            }
            if (answer.pass() ? known : !asArgued) {
                offending++;
                if (offences.size() < OFFENCES_KEPT) {
                    offences.add(one.id() + ": " + why);
                }
            }
        }

        private String render(Case one, boolean pass, boolean asArgued, JsonNode actual, String why) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("suite", suite);
            result.put("id", one.id());
            result.put("expected", one.expected());
            result.put("actual", actual);
            result.put("pass", pass);
            if (asArgued) {
                result.put("argued", true);
            }
            result.put("why", why);
            return JSON.writeValueAsString(result);
        }
    }

    /** {@code 205 passed, 3 failed (3 argued)}. */
    String summary() {
        return passed + " passed, " + failed + " failed (" + argued + " argued)";
    }
}
