package io.github.windlass4j.core.cert;

import org.jspecify.annotations.Nullable;

/**
 * One encapsulated text.
 *
 * @param label what stands behind BEGIN
 * @param endLabel what stands behind END; empty if there is no END before the next BEGIN or the end of the file
 * @param body the text between the boundaries
 * @param plain the body, if it is a {@link PlainBody}; any other is yet to be decoded
 * @param line line of BEGIN, where the body starts too, counted from 1
 * @param last for a block that is not closed: true if it runs to the end of the text
 */
record PemBlock(
        String label,
        String endLabel,
        String body,
        @Nullable PlainBody plain,
        int line,
        boolean last) {
    boolean isClosed() {
        return !endLabel.isEmpty();
    }

    byte[] decode() throws PemBody.NotBase64 {
        return plain == null ? PemBody.decode(body) : plain.content();
    }
}
