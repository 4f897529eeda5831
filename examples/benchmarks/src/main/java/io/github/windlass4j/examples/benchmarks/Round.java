package io.github.windlass4j.examples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One round in a JVM of its own: the methods of one benchmark class in shuffled order, one after the other; of
 * {@link ProcessorRows} the candidates in turns, in another order each turn.
 */
final class Round {
    private static final int LEAST_TURNS = 5;

    private Round() {}

    /**
     * Arguments: class, its methods joined by commas (of processor rows what the names of the cases contain), seed,
     * milliseconds per iteration, output file, {@code processor} if the processor time of the thread counts, and then what the
     * names of its cases contain.
     */
    public static void main(String[] arguments) throws Exception {
        Class<?> type = Class.forName(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[2]));
        long millis = Long.parseLong(arguments[3]);
        Map<String, ProcessorRows.Cost> costs;
        if (ProcessorRows.class.isAssignableFrom(type)) {
            var constructor = type.getDeclaredConstructor();
            Map<String, Callable<ProcessorRows.Cost>> operations =
                    new TreeMap<>(((ProcessorRows) constructor.newInstance()).operations());
            operations.keySet().removeIf(name -> !name.contains(arguments[1]));
            costs = inTurns(operations, random, millis);
        } else {
            List<String> methods = new ArrayList<>(List.of(arguments[1].split(",", -1)));
            Collections.shuffle(methods, random);
            if (arguments[5].equals("processor")) {
                try (MethodRows rows = new MethodRows(type, methods)) {
                    Map<String, Callable<ProcessorRows.Cost>> operations = rows.operations();
                    operations.keySet().removeIf(name -> !name.contains(arguments[6]));
                    costs = inTurns(operations, random, millis);
                }
            } else {
                costs = byJmh(type, methods, millis);
            }
        }
        List<String> lines = new ArrayList<>();
        costs.forEach((name, cost) -> lines.add(name + "\t" + cost.nanos() + "\t" + cost.bytes()));
        Files.write(Path.of(arguments[4]), lines);
    }

    /**
     * Medians of turns that take three times as long as an iteration for each candidate, after as long a warm-up.
     */
    private static Map<String, ProcessorRows.Cost> inTurns(
            Map<String, Callable<ProcessorRows.Cost>> operations, Random random, long millis) throws Exception {
        List<String> names = new ArrayList<>(operations.keySet());
        long nanos = 3_000_000 * millis * names.size();
        Map<String, List<ProcessorRows.Cost>> costs = new TreeMap<>();
        for (boolean warm : new boolean[] {false, true}) {
            costs.clear();
            int least = warm ? LEAST_TURNS : 1;
            long start = System.nanoTime();
            for (int turns = 0; turns < least || System.nanoTime() - start < nanos; turns++) {
                Collections.shuffle(names, random);
                for (String name : names) {
                    ProcessorRows.Cost cost = operations.get(name).call();
                    costs.computeIfAbsent(name, none -> new ArrayList<>()).add(cost);
                }
            }
        }
        Map<String, ProcessorRows.Cost> medians = new TreeMap<>();
        costs.forEach((name, all) -> medians.put(
                name,
                new ProcessorRows.Cost(
                        median(all.stream().mapToDouble(ProcessorRows.Cost::nanos)),
                        median(all.stream().mapToDouble(ProcessorRows.Cost::bytes)))));
        return medians;
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Map<String, ProcessorRows.Cost> byJmh(Class<?> type, List<String> methods, long millis)
            throws RunnerException {
        TimeValue time = TimeValue.milliseconds(millis);
        Map<String, ProcessorRows.Cost> costs = new TreeMap<>();
        for (String method : methods) {
            Options options = new OptionsBuilder()
                    .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
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
                costs.put(
                        parameters + "\t" + method,
                        new ProcessorRows.Cost(result.getPrimaryResult().getScore(), bytes));
            }
        }
        return costs;
    }
}
