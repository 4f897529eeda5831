package io.github.windlass4j.truststore.diagnose;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.Refusal;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.diagnose.SymptomPack.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a failed connection means: one cause, or an honest short list of all causes that look the same, with the text that
 * says so. Texts are compared with those that drivers and servers are known to write; a text that is not known gives an
 * empty list and says so. A diagnosis never guesses: texts alone often cannot tell a missing root from a pinned
 * certificate, what the client trusted and what the server sent can.
 *
 * {@snippet :
 * try {
 *     dataSource.getConnection();
 * } catch (SQLException e) {
 *     System.err.println(Diagnosis.of(e));
 * }
 * }
 *
 * @param causes the most frequent first; empty if the text is not known
 * @param evidence the texts that led here, in the order in which they were looked at
 */
public record Diagnosis(List<Cause> causes, List<String> evidence) implements Reportable {
    /** How far a chain of throwables is followed; own bound, several times the deepest one seen. */
    static final int MAX_CHAIN = 64;

    // One class of characters, no repeated group: those cost stack for every part of a long line.
    private static final Pattern HEAD =
            Pattern.compile("(?:Caused by: |Exception in thread \"[^\"]*\" )?([\\w$][\\w$.]*\\.[\\w$]+)(?:: (.*))?");

    /** Copies the collections. */
    public Diagnosis {
        causes = List.copyOf(new LinkedHashSet<>(causes));
        evidence = List.copyOf(evidence);
    }

    /** Diagnoses a throwable of a JDBC driver, all its causes included. */
    public static Diagnosis of(Throwable failure) {
        List<Message> messages = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = failure; t != null && seen.add(t) && messages.size() < MAX_CHAIN; t = t.getCause()) {
            messages.add(new Message(simpleName(t.getClass().getName()), t.getMessage() == null ? "" : t.getMessage()));
        }
        return look(Speaker.JDBC, messages);
    }

    /** Diagnoses a Java stack trace as it stands in a log; frames and other lines are skipped. */
    public static Diagnosis ofStackTrace(String text) {
        List<Message> messages = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            Matcher head = HEAD.matcher(line.strip());
            if (head.matches() && messages.size() < MAX_CHAIN) {
                messages.add(new Message(simpleName(head.group(1)), head.group(2) == null ? "" : head.group(2)));
            }
        }
        return look(Speaker.JDBC, messages);
    }

    /** Diagnoses the error text of psql or of any other client built on libpq. */
    public static Diagnosis ofLibpq(String text) {
        return look(Speaker.LIBPQ, List.of(new Message("", text)));
    }

    /** Diagnoses one line of a PostgreSQL server's log; a line that is no failure of a connection gives no cause. */
    public static Diagnosis ofServerLog(String line) {
        return look(Speaker.SERVER_LOG, List.of(new Message("", line)));
    }

    /**
     * Diagnoses a chain that was rejected, from the reasons and from what was sent and trusted.
     *
     * @param rejected the verdict
     * @param anchors what the client trusts
     * @param sent what the server presented, its own certificate first, never empty
     */
    public static Diagnosis of(ChainVerdict.Rejected rejected, List<Certificate> anchors, List<Certificate> sent) {
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("sent: 0 (want >= 1)");
        }
        return new Diagnosis(
                RefusalCauses.ofChain(rejected, anchors, sent),
                List.of(rejected.obstacles().get(0).message()));
    }

    /**
     * Returns what both diagnoses allow. Where one knows nothing the other stands; where they contradict each other, they
     * speak of different failures and this one stands, with the contradiction in the evidence.
     */
    public Diagnosis plus(Diagnosis other) {
        if (other.causes.isEmpty()) {
            return new Diagnosis(causes, joined(evidence, other.evidence));
        }
        if (causes.isEmpty()) {
            return new Diagnosis(other.causes, joined(evidence, other.evidence));
        }
        List<Cause> both = causes.stream().filter(other.causes::contains).toList();
        return both.isEmpty()
                ? new Diagnosis(causes, joined(evidence, List.of("not the same failure: " + other.evidence)))
                : new Diagnosis(both, joined(evidence, other.evidence));
    }

    /**
     * Returns what is left when the same connection is judged by what is known about it: the text names what may be, the
     * client's settings and stores and the server's chain say what is. Where they contradict each other, something is not
     * as it was stated; the text stands and the evidence says so.
     *
     * @param client the client with everything that is known about its stores
     * @param server the chain that the server presented, and what its pg_hba.conf admits
     * @param at when the failure happened
     */
    public Diagnosis in(Client client, Server server, Instant at) {
        ConnectVerdict verdict = client.connect(server, at);
        if (!(verdict instanceof ConnectVerdict.Refused refused)) {
            return new Diagnosis(causes, joined(evidence, List.of("as stated, " + client + " " + verdict.message())));
        }
        Set<Cause> expected = new LinkedHashSet<>();
        List<String> seen = new ArrayList<>();
        for (Refusal refusal : refused.attempts()) {
            expected.addAll(RefusalCauses.of(refusal, client, server));
            seen.add(refusal.rule() + " " + refusal.message());
        }
        return plus(new Diagnosis(List.copyOf(expected), seen));
    }

    /** The diagnosis for a report: each cause with its remedy, and the texts that led there. */
    @Override
    public Section section() {
        List<List<String>> rows = causes.stream()
                .map(cause -> List.of(cause.name(), cause.meaning(), cause.remedy()))
                .toList();
        Section section = Section.of(
                "Failed connection",
                causes.isEmpty() ? Outcome.UNKNOWN : Outcome.FAILS,
                causes.isEmpty()
                        ? "no known cause has this text"
                        : isCertain() ? causes.get(0).meaning() : "one of " + causes.size() + " causes");
        return section.with(new Block.Table("Causes", List.of("cause", "meaning", "remedy"), rows))
                .with(new Block.Text("Evidence", String.join("\n", evidence)));
    }

    /** Tells whether exactly one cause is left. */
    public boolean isCertain() {
        return causes.size() == 1;
    }

    private static Diagnosis look(Speaker speaker, List<Message> messages) {
        return SymptomPack.shipped()
                .firstFitting(speaker, messages)
                .map(rule -> new Diagnosis(List.copyOf(rule.causes()), List.of(rule.quote(messages))))
                .orElseGet(() -> new Diagnosis(
                        List.of(),
                        List.of("no known text in: "
                                + messages.stream().map(Message::text).collect(Collectors.joining(" <- ")))));
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The causes with their remedies, one a line, then the evidence. */
    @Override
    public String toString() {
        String list = causes.stream()
                .map(cause -> cause + ": " + cause.meaning() + ". Remedy: " + cause.remedy() + ".")
                .collect(Collectors.joining("\n"));
        String head = causes.isEmpty() ? "cause not known" : isCertain() ? list : "one of\n" + list;
        return head + "\nevidence: " + String.join("; ", evidence);
    }
}
