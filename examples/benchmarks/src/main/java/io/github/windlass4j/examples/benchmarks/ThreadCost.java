package io.github.windlass4j.examples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** What the calling thread used, whatever other threads did meanwhile. */
final class ThreadCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadCost() {}

    /** The operation as one that tells what it cost. */
    static Callable<ProcessorRows.Cost> of(Callable<?> operation) {
        return () -> {
            long nanos = THREADS.getCurrentThreadCpuTime();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            operation.call();
            return new ProcessorRows.Cost(
                    THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        };
    }
}
