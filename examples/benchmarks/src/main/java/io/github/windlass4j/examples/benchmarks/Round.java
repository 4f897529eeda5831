package io.github.windlass4j.examples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One round in a JVM of its own: the methods of one benchmark class in shuffled order, one after the other. */
final class Round {
    private Round() {}

    /** Arguments: class, its methods joined by commas, seed, milliseconds per iteration, output file. */
    public static void main(String[] arguments) throws Exception {
        List<String> methods = new ArrayList<>(List.of(arguments[1].split(",", -1)));
        Collections.shuffle(methods, new Random(Long.parseLong(arguments[2])));
        TimeValue time = TimeValue.milliseconds(Long.parseLong(arguments[3]));
        TreeMap<String, String> lines = new TreeMap<>();
        for (String method : methods) {
            Options options = new OptionsBuilder()
                    .include("^" + arguments[0].replace(".", "\\.") + "\\." + method + "$")
                    .mode(Mode.AverageTime)
                    .timeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
                    .forks(0)
                    .warmupIterations(3)
                    .warmupTime(time)
                    .measurementIterations(3)
                    .measurementTime(time)
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .build();
            for (RunResult result : new Runner(options).run()) {
                String parameters = String.join(
                        ", ",
                        result.getParams().getParamsKeys().stream()
                                .map(key -> result.getParams().getParam(key))
                                .toList());
                double bytes = result.getSecondaryResults().entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                        .mapToDouble(entry -> entry.getValue().getScore())
                        .findFirst()
                        .orElse(Double.NaN);
                String key = parameters + "\t" + method;
                lines.put(key, key + "\t" + result.getPrimaryResult().getScore() + "\t" + bytes);
            }
        }
        Files.write(Path.of(arguments[4]), lines.values());
    }
}
