package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.EmulatedProfile;
import io.github.windlass4j.core.chain.GoProfile;
import io.github.windlass4j.core.chain.JsseProfile.Entry;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.OpensslProfile.Version;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What real engines said to the questions of {@link EngineMatrix}, one file each: so both JDKs, OpenSSL and Go are at hand
 * wherever the tests run. A file holds each answer once, and below it, indented, the questions that got it.
 */
enum RecordedAnswers {
    JDK_17_TRUST_MANAGER(Profile.jsse(17, Entry.TRUST_MANAGER)),
    JDK_17_BUILDER(Profile.jsse(17, Entry.CERT_PATH_BUILDER)),
    JDK_25_TRUST_MANAGER(Profile.jsse(25, Entry.TRUST_MANAGER)),
    JDK_25_BUILDER(Profile.jsse(25, Entry.CERT_PATH_BUILDER)),
    OPENSSL_3_0(Profile.openssl(Version.V3_0)),
    OPENSSL_3_0_PARTIAL(Profile.openssl(Version.V3_0).withPartialChain()),
    GO_1_19(Profile.go(GoProfile.Version.V1_19));

    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";
    private static final String NEXT = "; then ";
    private static final String NOT_LOADED = "Unable to load certificate file";
    private static final String PARSER = "java.security.cert.CertificateParsingException";
    private static final Pattern THEN = Pattern.compile(NEXT);
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern PRINTED = Pattern.compile("error (\\d+) at (\\d+) depth lookup: ([^\\n]+)");
    private static final Pattern SAID = Pattern.compile("(?:the JDK|OpenSSL|Go) says \"(.*?)\": .*");
    private static final Pattern UNREADABLE = Pattern.compile("the JDK refuses this certificate: (.*), at byte 0");
    private static final SignatureMemo MEMO = SignatureMemo.bounded(20_000);

    private final EmulatedProfile profile;

    RecordedAnswers(EmulatedProfile profile) {
        this.profile = profile;
    }

    /**
     * What the emulation predicts, in the words of the engine. OpenSSL's words are a selection: it prints an error, and for
     * some of them goes on; ours name all that it could have said.
     */
    String predicted(ChainCase question, String recorded) {
        ChainVerdict verdict =
                ChainValidator.of(profile).validate(question.request().memo(MEMO));
        if (verdict instanceof ChainVerdict.Trusted trusted) {
            return isBuilder() ? places(trusted.path(), question) : ACCEPTED;
        }
        if (isBuilder()) {
            return REFUSED;
        }
        List<String> said = obstacles(verdict).map(RecordedAnswers::words).toList();
        // A parser's own words are those of the JDK that runs, not of the one that was asked.
        if (recorded.equals(PARSER)
                && obstacles(verdict)
                        .anyMatch(found -> UNREADABLE.matcher(found).matches())) {
            return recorded;
        }
        List<String> printed = THEN.splitAsStream(recorded).toList();
        // The command goes on after a self-signed leaf; the emulation has then said what decides.
        boolean decided = printed.get(0).startsWith("error 18 ") && said.contains(printed.get(0));
        return decided || said.containsAll(printed) ? recorded : String.join(NEXT, said);
    }

    private static Stream<String> obstacles(ChainVerdict verdict) {
        return ((ChainVerdict.Rejected) verdict).obstacles().stream().map(Obstacle::found);
    }

    private boolean isBuilder() {
        return this == JDK_17_BUILDER || this == JDK_25_BUILDER;
    }

    /** The engine itself, with a folder of its own; only where {@link #isHere}. */
    Running start(Path folder) throws IOException, InterruptedException {
        return switch (this) {
            case JDK_17_BUILDER, JDK_25_BUILDER ->
                question -> RunningJdk.builtPath(question)
                        .map(path -> places(path, question))
                        .orElse(REFUSED);
            case JDK_17_TRUST_MANAGER, JDK_25_TRUST_MANAGER ->
                question -> RunningJdk.trustManager(question)
                        .map(RecordedAnswers::withoutTypes)
                        .orElse(ACCEPTED);
            case OPENSSL_3_0, OPENSSL_3_0_PARTIAL -> {
                RunningOpenssl openssl = new RunningOpenssl(folder);
                yield question -> openssl.verify(question, (OpensslProfile) profile)
                        .map(RecordedAnswers::printed)
                        .orElse(ACCEPTED);
            }
            case GO_1_19 -> new AskedGo(RunningGo.start(folder));
        };
    }

    /** An engine that answers. */
    interface Running extends AutoCloseable {
        /** In the words that are recorded. */
        String answer(ChainCase question);

        @Override
        default void close() {}
    }

    private record AskedGo(RunningGo go) implements Running {
        @Override
        public String answer(ChainCase question) {
            return go.verify(question).map(RunningGo::kind).orElse(ACCEPTED);
        }

        @Override
        public void close() {
            go.close();
        }
    }

    /** True if this engine is the JDK that runs, or the openssl or go of the PATH. */
    boolean isHere() {
        return switch (this) {
            case JDK_17_BUILDER, JDK_17_TRUST_MANAGER -> RunningJdk.RELEASE == 17;
            case JDK_25_BUILDER, JDK_25_TRUST_MANAGER -> RunningJdk.RELEASE == 25;
            case OPENSSL_3_0, OPENSSL_3_0_PARTIAL ->
                RunningOpenssl.version()
                        .filter(text -> text.startsWith("OpenSSL 3.0."))
                        .isPresent();
            case GO_1_19 ->
                RunningGo.version().filter(text -> text.contains("go1.19")).isPresent();
        };
    }

    /** Leaf to anchor as places in the chain as sent, the anchor as its place in the store. */
    private static String places(List<Certificate> path, ChainCase question) {
        List<String> places = new ArrayList<>();
        for (Certificate certificate : path.subList(0, path.size() - 1)) {
            places.add(Integer.toString(question.chain().indexOf(certificate)));
        }
        return String.join(" ", places) + " anchor " + question.anchors().indexOf(path.get(path.size() - 1));
    }

    private static String words(String found) {
        return withoutTypes(Stream.of(SAID, UNREADABLE)
                .map(pattern -> pattern.matcher(found))
                .filter(Matcher::matches)
                .map(said -> said.group(1))
                .findFirst()
                .orElse(found));
    }

    /**
     * Without the types of exceptions, but where the message is the virtual machine's or the parser's: there the type alone.
     */
    private static String withoutTypes(String text) {
        String typed = text.replaceAll("^(java.lang.(NullPointer|StringIndexOutOfBounds)Exception): .*", "$1")
                .replaceAll("^(" + PARSER + "): .*", "$1");
        return typed.replaceAll("[a-zA-Z0-9.]+(Exception|Error): ", "");
    }

    private static String printed(String text) {
        return text.contains(NOT_LOADED)
                ? NOT_LOADED
                : PRINTED.matcher(text)
                        .results()
                        .map(error -> "error " + error.group(1) + " at depth " + error.group(2) + ": " + error.group(3))
                        .collect(Collectors.joining(NEXT));
    }

    /** By question. */
    Map<String, String> recorded() {
        Map<String, String> answers = new LinkedHashMap<>();
        String answer = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("  ")) {
                for (String id : BLANK.split(line.strip())) {
                    answers.put(id, answer);
                }
            } else if (!line.startsWith("#")) {
                answer = line;
            }
        }
        return answers;
    }

    private String text() {
        try (InputStream in = RecordedAnswers.class.getResourceAsStream(file())) {
            if (in == null) {
                throw new IllegalStateException(file() + " is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }

    /** True if each question means to start a process. */
    boolean isSlow() {
        return this == OPENSSL_3_0 || this == OPENSSL_3_0_PARTIAL;
    }

    private String version() {
        return switch (this) {
            case OPENSSL_3_0, OPENSSL_3_0_PARTIAL -> RunningOpenssl.version().orElseThrow();
            case GO_1_19 -> RunningGo.version().orElseThrow();
            default -> "OpenJDK " + Runtime.version();
        };
    }

    /** Asks the engine everything and writes its file anew. */
    void record(Path into, Running engine) throws IOException {
        Map<String, List<String>> byAnswer = new TreeMap<>();
        for (List<ChainCase> group : EngineMatrix.groups().values()) {
            for (ChainCase question : group) {
                byAnswer.computeIfAbsent(engine.answer(question), answer -> new ArrayList<>())
                        .add(question.id());
            }
        }
        StringBuilder out = new StringBuilder("# " + version() + "\n");
        byAnswer.forEach((answer, ids) -> {
            out.append(answer).append('\n');
            for (int i = 0; i < ids.size(); i += 6) {
                List<String> line = ids.subList(i, Math.min(i + 6, ids.size()));
                out.append("  ").append(String.join(" ", line)).append('\n');
            }
        });
        Files.writeString(into.resolve(file()), out);
    }
}
