package io.github.windlass4j.truststore.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;

/** Octets behind their number, as the key stores of the JDK and of Bouncy Castle write certificates and keys. */
final class Blocks {
    private Blocks() {}

    /**
     * The block that comes next in what is held in memory.
     *
     * @throws IOException if its length is negative or more than what is left
     */
    static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new IOException("length " + length + " (want >= 0)");
        }
        if (length > in.available()) {
            throw new EOFException();
        }
        return in.readNBytes(length);
    }
}
