/** Speed as ratios, the peer in the same run. */
module io.github.windlass4j.examples.benchmarks {
    requires static org.jspecify;
}
