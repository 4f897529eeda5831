/** The fleet assessment on a distributed engine. */
module io.github.windlass4j.examples.fleet {
    requires static org.jspecify;
}
