package io.github.windlass4j.examples.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Mixed calls over all modules from many threads for some minutes: every answer equals the first one, and the heap after a
 * collection does not grow. Ends with an error if either fails. Run it in a small heap: {@code java -Xmx512m ... Soak 10}.
 */
public final class Soak {
    private static final int THREADS = 8;
    private static final int ROUNDS = 11;

    /** What the heap may differ by: compiled lambdas, caches that fill to their bound. */
    private static final long TOLERANCE = 8L << 20;

    private final Map<String, String> expected;
    private final List<Map.Entry<String, Callable<String>>> calls;
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Soak(Map<String, Callable<String>> calls) throws Exception {
        Map<String, String> answers = new HashMap<>();
        for (Map.Entry<String, Callable<String>> call : calls.entrySet()) {
            answers.put(call.getKey(), call.getValue().call());
        }
        this.expected = Map.copyOf(answers);
        this.calls = List.copyOf(calls.entrySet());
    }

    /** Runs as many minutes as the first argument says, 10 without one. */
    public static void main(String[] args) throws Exception {
        double minutes = args.length > 0 ? Double.parseDouble(args[0]) : 10;
        Soak soak = new Soak(new MixedCalls().all());
        System.out.printf(
                "%d kinds of call, %d threads, heap of %d MiB%n",
                soak.calls.size(), THREADS, Runtime.getRuntime().maxMemory() >> 20);
        System.exit(soak.run((long) (minutes * 60_000_000_000L / ROUNDS)) ? 0 : 1);
    }

    /** The first round warms up and is not compared. */
    private boolean run(long nanosPerRound) throws InterruptedException {
        List<Long> heaps = new ArrayList<>();
        for (int round = 0; round < ROUNDS && failure.get() == null; round++) {
            round(round, nanosPerRound);
            heaps.add(heapAfterCollection());
            System.out.printf("round %d: %,d calls, %,d bytes after collection%n", round, done.get(), heaps.get(round));
        }
        Throwable failed = failure.get();
        if (failed != null) {
            failed.printStackTrace();
            return false;
        }
        long growth = heaps.get(ROUNDS - 1) - heaps.get(1);
        System.out.printf("growth from round 1 to round %d: %,d bytes (at most %,d)%n", ROUNDS - 1, growth, TOLERANCE);
        return growth <= TOLERANCE;
    }

    private void round(int round, long nanos) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(1_000L * round + i);
            Thread thread = new Thread(() -> work(random, start, over));
            thread.start();
            threads.add(thread);
        }
        try {
            start.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        Thread.sleep(nanos / 1_000_000);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(Random random, CyclicBarrier start, AtomicBoolean over) {
        String name = "start";
        try {
            start.await();
            while (!over.get() && failure.get() == null) {
                Map.Entry<String, Callable<String>> call = calls.get(random.nextInt(calls.size()));
                name = call.getKey();
                String answer = call.getValue().call();
                if (!answer.equals(expected.get(name))) {
                    throw new AssertionError("another answer: " + answer + "\nbefore: " + expected.get(name));
                }
                done.incrementAndGet();
            }
        } catch (Throwable e) {
            // Whatever it is, running out of memory included, ends the soak.
            failure.compareAndSet(null, new AssertionError(name, e));
        }
    }

    private static long heapAfterCollection() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
