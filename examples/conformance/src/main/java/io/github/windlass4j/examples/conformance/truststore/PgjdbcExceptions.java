package io.github.windlass4j.examples.conformance.truststore;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.diagnose.Diagnosis;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Failures provoked on a real server. From the text alone the answer is the set of causes that look the same; with
 * settings, stores and chain it is the cause, or at most three that hold it; where the connection succeeded, the client
 * is predicted to connect.
 */
record PgjdbcExceptions() implements Suite {
    private static final int SHORT_LIST = 3;

    @Override
    public String name() {
        return "pgjdbc-exceptions";
    }

    @Override
    public String file() {
        return "truststore/pgjdbc-exceptions.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        Scene scene = Scene.of(file);
        return file.elements("cases").map(scene::read);
    }

    private record Scene(
            Map<String, Certificate> certificates, Map<String, List<String>> stores, CaseFile file, Instant at) {
        static Scene of(CaseFile file) {
            JsonNode head = file.head("cases");
            Map<String, Certificate> certificates = new HashMap<>();
            head.get("certs")
                    .properties()
                    .forEach(named -> Pem.read(named.getValue().get("pem").asString())
                            .ifPresent(certificate -> certificates.put(named.getKey(), certificate)));
            Map<String, List<String>> stores = new HashMap<>();
            head.get("stores").properties().forEach(named -> stores.put(named.getKey(), texts(named.getValue())));
            Instant at = LocalDate.parse(head.get("measuredOn").asString())
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return new Scene(certificates, stores, file, at);
        }

        Case read(JsonNode node) {
            Map<String, Object> expected = new TreeMap<>();
            expected.put("cause", cause(node));
            expected.put("possible", new TreeSet<>(texts(node.get("possibleCauses"))));
            return new Case(CaseIds.of(node), expected, () -> ask(node, expected));
        }

        private Answer ask(JsonNode node, Map<String, Object> expected) {
            Check check = new Check(new TreeMap<>(), new ArrayList<>());
            Server server = server(node);
            StoreFiles files = new StoreFiles(file, certificates, stores);
            for (int jdk : List.of(17, 25)) {
                JsonNode run = jdk == 25 && node.has("jdk25") ? node.get("jdk25") : node;
                Client client = files.pgjdbc(node, jdk);
                if (run.get("ok").asBoolean()) {
                    check.connects("jdk" + jdk, client.connect(server, at));
                } else {
                    Diagnosis text = Diagnosis.ofStackTrace(trace(run.get("exceptionChain")));
                    check.possible("jdk" + jdk, text, requireNonNull(expected.get("possible")));
                    check.cause("jdk" + jdk, text.in(client, server, at), cause(node));
                }
            }
            JsonNode libpq = node.get("libpq");
            if (libpq != null) {
                Client client = files.libpq(node);
                if (libpq.get("ok").asBoolean()) {
                    check.connects("libpq", client.connect(server, at));
                } else {
                    Diagnosis text = Diagnosis.ofLibpq(libpq.get("error").asString());
                    for (String line : texts(libpq.get("serverLog"))) {
                        text = text.plus(Diagnosis.ofServerLog(line));
                    }
                    check.cause("libpq", text.in(client, server, at), libpqCause(node));
                }
            }
            return new Answer(check.actual(), check.faults().isEmpty(), String.join("; ", check.faults()));
        }

        private Server server(JsonNode node) {
            Hba hba = node.get("user").asString().equals("host") ? Hba.HOST : Hba.HOSTSSL;
            if (node.get("serverChain").isNull()) {
                return Server.presenting(PresentedChain.of("none")).withHba(hba).withoutTls();
            }
            List<Certificate> sent = texts(node.get("serverChain")).stream()
                    .map(certificates::get)
                    .toList();
            return Server.presenting(PresentedChain.of("server", sent)).withHba(hba);
        }

        private static String cause(JsonNode node) {
            return node.get("expectedCause").isNull()
                    ? "none"
                    : node.get("expectedCause").asString();
        }

        private static String libpqCause(JsonNode node) {
            return node.hasNonNull("scenarioCause") ? node.get("scenarioCause").asString() : cause(node);
        }

        private static String trace(JsonNode chain) {
            StringBuilder text = new StringBuilder();
            for (JsonNode one : chain) {
                text.append(text.isEmpty() ? "" : "Caused by: ")
                        .append(one.get("class").asString())
                        .append(
                                one.get("message").isNull()
                                        ? ""
                                        : ": " + one.get("message").asString())
                        .append('\n');
            }
            return text.toString();
        }
    }

    /** Collects what each engine answered and what is wrong with it. */
    private record Check(Map<String, Object> actual, List<String> faults) {
        void connects(String engine, ConnectVerdict verdict) {
            actual.put(engine, verdict.connects() ? "connects" : verdict.message());
            if (!verdict.connects()) {
                faults.add(engine + " is predicted not to connect: " + verdict.message());
            }
        }

        void possible(String engine, Diagnosis text, Object expected) {
            Set<String> found = names(text);
            actual.put(engine + " text", found);
            if (!found.equals(expected)) {
                faults.add(engine + " from the text alone: " + found);
            }
        }

        void cause(String engine, Diagnosis all, String expected) {
            Set<String> found = names(all);
            actual.put(engine, found);
            if (!found.contains(expected) || found.size() > SHORT_LIST) {
                faults.add(engine + " with everything known: " + found + " (" + all.evidence() + ")");
            }
        }

        private static Set<String> names(Diagnosis diagnosis) {
            return diagnosis.causes().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
