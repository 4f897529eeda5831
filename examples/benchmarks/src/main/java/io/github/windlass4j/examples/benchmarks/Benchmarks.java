package io.github.windlass4j.examples.benchmarks;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Runs the benchmarks and prints a Markdown table of ratios: {@code [--rounds N] [--millis N] [--case TEXT] [--processor] [CLASS...]}. In
 * each round every class gets a fresh JVM in which its methods run in shuffled order; a ratio is taken inside a round, so that
 * both sides met the same machine. Lines start with {@code windlass...}; every other method of the class is a peer. Times are
 * JMH's, those of {@link ProcessorRows} processor times; {@code --processor} takes the thread's processor time of the other
 * classes too, their methods in turns, which other processes disturb less. Of processor times {@code --case} names those to
 * take.
 */
public final class Benchmarks {
    private static final List<Class<?>> ALL = List.of(
            ChainBenchmark.class,
            RepeatBenchmark.class,
            ParseBenchmark.class,
            StoreBenchmark.class,
            ReloadBenchmark.class,
            HostileBenchmark.class,
            FleetBenchmark.class,
            RuleBenchmark.class,
            ManifestBenchmark.class,
            AnalysisBenchmark.class,
            HandshakeBenchmark.class,
            ConnectBenchmark.class,
            FreshJvmBenchmark.class);

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = 5;
        int millis = 500;
        String part = "";
        String clock = "wall";
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
                case "--millis" -> millis = Integer.parseInt(arguments[++i]);
                case "--case" -> part = arguments[++i];
                case "--processor" -> clock = "processor";
                default -> wanted.add(arguments[i]);
            }
        }
        System.out.printf(
                Locale.ROOT, "JDK %s, %d rounds, medians with minimum and maximum%n%n", Runtime.version(), rounds);
        System.out.println("| class | case | ours | us | B | against | us | B | times as fast |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Class<?> type : ALL) {
            if (wanted.isEmpty() || wanted.contains(type.getSimpleName())) {
                List<Map<String, double[]>> results = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    results.add(round(type, part, round, millis, clock));
                }
                print(type.getSimpleName(), results);
            }
        }
    }

    /** Nanoseconds and bytes by case and method. */
    private static Map<String, double[]> round(Class<?> type, String part, int seed, int millis, String clock)
            throws IOException, InterruptedException {
        String methods = ProcessorRows.class.isAssignableFrom(type)
                ? part
                : Arrays.stream(type.getMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(Method::getName)
                        .sorted()
                        .collect(Collectors.joining(","));
        Path output = Files.createTempFile("round", ".tsv");
        Path log = Files.createTempFile("round", ".log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-cp",
                System.getProperty("java.class.path"),
                Round.class.getName(),
                type.getName(),
                methods,
                Integer.toString(seed),
                Integer.toString(millis),
                output.toString(),
                clock,
                part);
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(type.getSimpleName() + " failed:\n" + Files.readString(log));
        }
        Map<String, double[]> results = new TreeMap<>();
        for (String line : Files.readAllLines(output)) {
            String[] cells = line.split("\t", -1);
            results.put(
                    cells[0] + "\t" + cells[1],
                    new double[] {Double.parseDouble(cells[2]), Double.parseDouble(cells[3])});
        }
        Files.delete(output);
        Files.delete(log);
        return results;
    }

    private static void print(String type, List<Map<String, double[]>> rounds) {
        for (String ours : rounds.get(0).keySet()) {
            String name = ours.substring(ours.indexOf('\t') + 1);
            String setting = ours.substring(0, ours.indexOf('\t'));
            if (!name.startsWith("windlass")) {
                continue;
            }
            String suffix = name.substring("windlass".length());
            for (String peer : rounds.get(0).keySet()) {
                boolean same = peer.startsWith(setting + "\t") && !peer.contains("\twindlass");
                String kind = peer.substring(peer.indexOf('\t') + 1).replaceFirst("^[a-z]+", "");
                boolean fits = suffix.isEmpty()
                        || peer.endsWith(suffix)
                        || peer.endsWith("\tjdk")
                        || !kind.isEmpty() && suffix.endsWith(kind);
                if (same && fits) {
                    double[] ratios = rounds.stream()
                            .mapToDouble(round -> round.get(peer)[0] / round.get(ours)[0])
                            .sorted()
                            .toArray();
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %s | %s | %.4g | %s | %s | %.4g | %s | **%.3g** (%.3g to %.3g) |%n",
                            type,
                            setting,
                            name,
                            median(rounds, ours, 0) / 1000,
                            bytes(median(rounds, ours, 1)),
                            peer.substring(peer.indexOf('\t') + 1),
                            median(rounds, peer, 0) / 1000,
                            bytes(median(rounds, peer, 1)),
                            ratios[ratios.length / 2],
                            ratios[0],
                            ratios[ratios.length - 1]);
                }
            }
        }
    }

    private static String bytes(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0f", value);
    }

    private static double median(List<Map<String, double[]>> rounds, String key, int column) {
        return rounds.stream()
                .map(round -> round.get(key)[column])
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(rounds.size() / 2);
    }
}
