package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * The first answer of a JVM that has just been started, all its threads and its start included: the verdict on a chain below
 * one of 144 roots in a PEM file, and advice from a pack of knowledge against Jackson's tree of the same pack. The start
 * alone stands beside them.
 */
final class FreshJvmBenchmark implements ProcessorRows {
    private static final int ROOTS = 144;

    private final Map<String, Callable<Cost>> operations = new TreeMap<>();

    FreshJvmBenchmark() throws IOException, URISyntaxException {
        String jars =
                String.join(File.pathSeparator, jar(FirstAnswer.class), jar(Certificate.class), jar(TrustStore.class));
        for (Shape shape : List.of(Shape.P256, Shape.RSA_2048)) {
            KeyType keys = shape.keys();
            Mint mint = Mint.seeded(16).at(Shape.AT).keys(keys);
            Authority root = mint.root("Root");
            List<Certificate> roots = new ArrayList<>(List.of(root.certificate()));
            KeyPair others = mint.keyPair(keys);
            for (int i = 1; i < ROOTS; i++) {
                roots.add(mint.root("CN=Root " + i, spec -> spec.key(others)).certificate());
            }
            Collections.shuffle(roots, new Random(16));
            String store = pem(roots);
            String chain = pem(root.issueAuthority("CA").issueLeaf(Shape.HOST).chain());
            for (String who : List.of("windlass", "jdk")) {
                add(shape + " chain, " + ROOTS + " roots\t" + who, jars, who + "Verdict", store, chain);
            }
            add(shape + " chain, " + ROOTS + " roots\tstartAlone", jars, "startAlone", store, chain);
        }
        String everything = System.getProperty("java.class.path");
        add("advice\twindlass", everything, "windlassAdvice");
        add("advice\tjacksonTree", everything, "jacksonTree");
        add("advice\tstartAlone", everything, "startAlone");
    }

    /** Where the class comes from, as the jar that its users have: a folder of classes is packed first. */
    private static String jar(Class<?> type) throws IOException, URISyntaxException {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(place)) {
            return place.toString();
        }
        Path jar = Files.createTempFile(type.getSimpleName(), ".jar");
        int failed = ToolProvider.findFirst("jar")
                .orElseThrow(() -> new IllegalStateException("no jar tool: a JDK is needed"))
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", place.toString(), ".");
        if (failed != 0) {
            throw new IllegalStateException("cannot pack " + place);
        }
        jar.toFile().deleteOnExit();
        return jar.toString();
    }

    private static String pem(List<Certificate> certificates) throws IOException {
        Path file = Files.createTempFile("certificates", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, certificates.stream().map(Certificate::toPem).collect(Collectors.joining()));
        return file.toString();
    }

    private void add(String name, String classPath, String... arguments) {
        operations.put(name, () -> run(classPath, arguments));
    }

    @Override
    public Map<String, Callable<Cost>> operations() {
        return operations;
    }

    /** The child says when it is done and waits: what it used can be asked for only while it lives. */
    private static Cost run(String classPath, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                FirstAnswer.class.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = child.inputReader()) {
            String said = output.readLine();
            long used = nanos(child);
            child.getOutputStream().close();
            if (!"done".equals(said) || child.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + ": " + said + "\n"
                        + output.lines().collect(Collectors.joining("\n")));
            }
            return new Cost(used, Double.NaN);
        }
    }

    /** To the nanosecond where Linux tells it of each thread (those that have ended are left out), else as the JDK tells it. */
    private static long nanos(Process child) throws IOException {
        Path threads = Path.of("/proc", Long.toString(child.pid()), "task");
        if (!Files.exists(threads.resolve(child.pid() + "/schedstat"))) {
            return child.info()
                    .totalCpuDuration()
                    .orElseThrow(() -> new IllegalStateException("this system does not tell processor times"))
                    .toNanos();
        }
        long nanos = 0;
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                String told = Files.readString(thread.resolve("schedstat"));
                nanos += Long.parseLong(told.substring(0, told.indexOf(' ')));
            }
        }
        return nanos;
    }
}
