package io.github.windlass4j.scan.inventory;

/**
 * Told before each item of a scan, and able to stop it. A scan that is stopped returns what it has found so far, with a finding
 * that says so.
 */
@FunctionalInterface
public interface Progress {
    /** Never stops. */
    Progress UNSTOPPED = (item, done) -> true;

    /**
     * An item is about to be looked at.
     *
     * @param item its name: a file, an object, a layer
     * @param done how many items are done
     * @return false to stop the scan here
     */
    boolean next(String item, long done);
}
