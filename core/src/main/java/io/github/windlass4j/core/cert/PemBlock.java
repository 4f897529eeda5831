package io.github.windlass4j.core.cert;

/**
 * One encapsulated text.
 *
 * @param label what stands behind BEGIN
 * @param endLabel what stands behind END; empty if there is no END before the next BEGIN or the end of the file
 * @param body the text between the boundaries
 * @param line line of BEGIN, counted from 1
 * @param bodyLine line on which the body starts
 * @param last true if nothing follows that could end it
 */
record PemBlock(String label, String endLabel, String body, int line, int bodyLine, boolean last) {
    boolean isClosed() {
        return !endLabel.isEmpty();
    }
}
