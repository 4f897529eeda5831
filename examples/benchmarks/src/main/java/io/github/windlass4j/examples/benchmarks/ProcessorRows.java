package io.github.windlass4j.examples.benchmarks;

import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Rows that JMH's clock cannot tell because others work at the same time, a server or other processes: what one thread, or
 * one JVM, used of the processor. A class of this kind has a constructor without arguments that prepares everything.
 */
interface ProcessorRows {
    /**
     * What one operation cost.
     *
     * @param nanos nanoseconds of processor time
     * @param bytes bytes allocated; not a number where that is not known
     */
    record Cost(double nanos, double bytes) {}

    /**
     * One operation of each candidate, under its case and name, a tab between them as in {@code P256\twindlass}. Names are
     * read as those of methods are: ours start with {@code windlass}, the others are peers.
     */
    Map<String, Callable<Cost>> operations();
}
