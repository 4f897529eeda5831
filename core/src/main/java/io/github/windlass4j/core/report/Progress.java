package io.github.windlass4j.core.report;

/**
 * Told before each item of long work, and able to stop it. Work that is stopped returns what it has found so far and says
 * that it is not all.
 */
@FunctionalInterface
public interface Progress {
    /** Never stops. */
    Progress UNSTOPPED = (item, done) -> true;

    /**
     * An item is about to be looked at.
     *
     * @param item its name: a file, an object, a layer, a client
     * @param done how many items are done
     * @return false to stop the work here
     */
    boolean next(String item, long done);
}
