package io.github.windlass4j.examples.conformance;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command line: {@code run SUITE FILE} or {@code run --all}. */
public final class Conformance {
    private static final int CLEAN = 0;
    private static final int OFFENCES = 1;
    private static final int USAGE = 2;

    private Conformance() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), 1 << 16));
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(arguments, Path.of(System.getProperty("windlass.cases", "../shared/oracles")), out, err);
        out.flush();
        System.exit(code);
    }

    static int run(String[] arguments, Path caseFolder, PrintWriter out, PrintWriter err) {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            out.println(usage());
            return CLEAN;
        }
        if (arguments.length == 1 && arguments[0].equals("--all")) {
            return all(caseFolder, out);
        }
        if (arguments.length != 2) {
            err.println("arguments: " + arguments.length + " (want 2)\n" + usage());
            return USAGE;
        }
        List<Suite> suites = Suites.asked(arguments[0]);
        if (suites.isEmpty()) {
            err.println("no suite \"" + arguments[0] + "\"\n" + usage());
            return USAGE;
        }
        try {
            Path file = Path.of(arguments[1]);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                err.println(file + ": no such readable file");
                return USAGE;
            }
            return run(suites, file, caseFolder, out);
        } catch (CaseFileException | InvalidPathException e) {
            out.flush();
            err.println(e.getMessage());
            return USAGE;
        }
    }

    /** One line a suite, as the README shows them. */
    private static int all(Path caseFolder, PrintWriter out) {
        boolean clean = true;
        out.println("| suite | passed | argued |\n|---|---|---|");
        for (Suite suite : Suites.ALL) {
            Path file = caseFolder.resolve(suite.file());
            if (!Files.exists(file)) {
                out.println("| " + suite.name() + " | skipped, no " + suite.file() + " | |");
                continue;
            }
            Tally tally = Tally.of(
                    suite, CaseFile.of(file, caseFolder, suite.file()), Exceptions.of(suite.name()), line -> {});
            int cases = tally.passed() + tally.failed();
            out.println("| " + suite.name() + " | " + tally.passed() + " of " + cases + " | " + tally.argued() + " |");
            out.flush();
            clean &= tally.isClean();
        }
        return clean ? CLEAN : OFFENCES;
    }

    private static int run(List<Suite> suites, Path file, Path caseFolder, PrintWriter out) {
        int passed = 0;
        int failed = 0;
        boolean clean = true;
        for (Suite suite : suites) {
            Tally tally = Tally.of(
                    suite, CaseFile.of(file, caseFolder, suite.file()), Exceptions.of(suite.name()), out::println);
            passed += tally.passed();
            failed += tally.failed();
            clean &= tally.isClean();
        }
        out.println(passed + " passed, " + failed + " failed");
        return clean ? CLEAN : OFFENCES;
    }

    private static String usage() {
        return Suites.ALL.stream()
                .map(suite -> "  " + suite.name() + "  (" + suite.file() + ")")
                .collect(Collectors.joining("\n", """
                        usage: examples/conformance/run SUITE FILE | --all
                        Puts every case of FILE (JSON or JSON lines, plain or .gz) to the public API: one JSON line per case,
                        then "N passed, M failed". Exit code 1: a failure that the exceptions file does not argue, or an argued
                        case that passes. Exit code 2: wrong usage or unreadable file. --all: one line for every suite.
                        SUITE is a name of the list or the base name of its file, which stands for all suites that read it.
                        suites:
                        """, ""));
    }
}
