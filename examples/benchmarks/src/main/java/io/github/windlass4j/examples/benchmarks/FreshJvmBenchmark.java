package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The first answer of a JVM that has just been started, all its threads and its start included: the verdict on a chain below
 * one of 144 roots in a PEM file, and advice from a pack of knowledge against Jackson's tree of the same pack. The start
 * alone stands beside them.
 */
final class FreshJvmBenchmark implements ProcessorRows {
    private static final int ROOTS = 144;

    private final Map<String, Callable<Cost>> operations = new TreeMap<>();

    FreshJvmBenchmark() throws IOException {
        for (Shape shape : List.of(Shape.P256, Shape.RSA_2048)) {
            KeyType keys = shape.keys();
            Mint mint = Mint.seeded(16).at(Shape.AT).keys(keys);
            Authority root = mint.root("Root");
            List<Certificate> roots = new ArrayList<>(List.of(root.certificate()));
            for (int i = 1; i < ROOTS; i++) {
                roots.add(mint.root("Root " + i).certificate());
            }
            Collections.shuffle(roots, new Random(16));
            String store = pem(roots);
            String chain = pem(root.issueAuthority("CA").issueLeaf(Shape.HOST).chain());
            for (String who : List.of("windlass", "jdk")) {
                add(shape + " chain, " + ROOTS + " roots\t" + who, who + "Verdict", store, chain);
            }
            add(shape + " chain, " + ROOTS + " roots\tstartAlone", "startAlone", store, chain);
        }
        add("advice\twindlass", "windlassAdvice");
        add("advice\tjacksonTree", "jacksonTree");
        add("advice\tstartAlone", "startAlone");
    }

    private static String pem(List<Certificate> certificates) throws IOException {
        Path file = Files.createTempFile("certificates", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, certificates.stream().map(Certificate::toPem).collect(Collectors.joining()));
        return file.toString();
    }

    private void add(String name, String... arguments) {
        operations.put(name, () -> run(arguments));
    }

    @Override
    public Map<String, Callable<Cost>> operations() {
        return operations;
    }

    /** The child says when it is done and waits: what it used can be asked for only while it lives. */
    private static Cost run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstAnswer.class.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = child.inputReader()) {
            String said = output.readLine();
            Duration used = child.info()
                    .totalCpuDuration()
                    .orElseThrow(() -> new IllegalStateException("this system does not tell processor times"));
            child.getOutputStream().close();
            if (!"done".equals(said) || child.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + ": " + said + "\n"
                        + output.lines().collect(Collectors.joining("\n")));
            }
            return new Cost(used.toNanos(), Double.NaN);
        }
    }
}
