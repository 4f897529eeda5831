package io.github.windlass4j.scan.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How many bytes one scan may still unpack, whatever they are packed in: the end of every archive bomb. */
final class Allowance {
    private long left;

    Allowance(long bytes) {
        left = bytes;
    }

    /** The allowance is used up. */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("unpacks to more bytes than the scan may read");
        }
    }

    void spend(long bytes) throws Exceeded {
        left -= bytes;
        if (left < 0) {
            throw new Exceeded();
        }
    }

    /** The stream, every byte of which is spent. */
    InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                spend(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                spend(Math.max(0, read));
                return read;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = super.skip(count);
                spend(skipped);
                return skipped;
            }
        };
    }
}
