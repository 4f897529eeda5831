package io.github.windlass4j.scan.files;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive entry by entry from a stream: POSIX ustar with pax headers and GNU's long names (POSIX.1-2017 pax, "ustar
 * Interchange Format"). After {@link #next}, this stream is the content of the entry.
 */
final class TarStream extends FilterInputStream {
    private static final int BLOCK = 512;

    /** Bytes of a long name or pax header: own bound; a path has at most 4,096. */
    private static final int MAX_HEADER = 1 << 20;

    private final byte[] header = new byte[BLOCK];
    private long left;
    private long padding;

    /**
     * One entry.
     *
     * @param name path as written
     * @param type {@code 0} file, {@code 1} hard link, {@code 2} symbolic link, {@code 5} directory
     * @param link target of a link; empty otherwise
     * @param size bytes of content
     */
    record Entry(String name, char type, String link, long size) {
        boolean isFile() {
            return type == '0';
        }

        boolean isLink() {
            return type == '1' || type == '2';
        }
    }

    TarStream(InputStream in) {
        super(in);
    }

    /** Tells whether this is the first block of an archive. */
    static boolean isHeader(byte[] block) {
        return block.length >= BLOCK
                && block[257] == 'u'
                && block[258] == 's'
                && block[259] == 't'
                && block[260] == 'a'
                && block[261] == 'r';
    }

    /**
     * Goes to the next entry; null at the end.
     *
     * @throws IOException if the archive ends early or a header is damaged
     */
    @Nullable
    Entry next() throws IOException {
        String name = null;
        String link = null;
        long size = -1;
        while (true) {
            skipFully(left + padding);
            left = 0;
            padding = 0;
            int read = in.readNBytes(header, 0, BLOCK);
            if (read == 0 || (read == BLOCK && isZero())) {
                return null;
            }
            if (read < BLOCK) {
                throw new EOFException("the archive ends within a header");
            }
            checkSum();
            long own = number(124, 12);
            char type = header[156] == 0 || header[156] == '7' ? '0' : (char) (header[156] & 0xff);
            open(own);
            if (type == 'L') {
                name = text(longHeader(own));
            } else if (type == 'K') {
                link = text(longHeader(own));
            } else if (type == 'x') {
                Pax pax = Pax.read(longHeader(own));
                name = pax.path() == null ? name : pax.path();
                link = pax.linkPath() == null ? link : pax.linkPath();
                size = pax.size() < 0 ? size : pax.size();
            } else if (type != 'g') {
                if (size >= 0) {
                    open(size);
                }
                String linkName = link == null ? field(157, 100) : link;
                return new Entry(name == null ? plainName() : name, type, linkName, left);
            }
        }
    }

    /** What a pax header says about the entry after it. */
    private record Pax(@Nullable String path, @Nullable String linkPath, long size) {
        static Pax read(byte[] records) throws IOException {
            String path = null;
            String linkPath = null;
            long size = -1;
            int position = 0;
            while (position < records.length) {
                int space = position;
                int length = 0;
                while (space < records.length
                        && records[space] >= '0'
                        && records[space] <= '9'
                        && length < MAX_HEADER) {
                    length = length * 10 + records[space] - '0';
                    space++;
                }
                int end = position + length;
                if (length < 4 || end > records.length || space >= end || records[space] != ' ') {
                    throw new IOException("a damaged pax header");
                }
                String record = new String(records, space + 1, Math.max(0, end - space - 2), StandardCharsets.UTF_8);
                if (record.startsWith("path=")) {
                    path = record.substring("path=".length());
                } else if (record.startsWith("linkpath=")) {
                    linkPath = record.substring("linkpath=".length());
                } else if (record.matches("size=\\d{1,18}")) {
                    size = Long.parseLong(record.substring("size=".length()));
                }
                position = end;
            }
            return new Pax(path, linkPath, size);
        }
    }

    private void open(long size) throws IOException {
        if (size < 0) {
            throw new IOException("an entry of negative size");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private byte[] longHeader(long size) throws IOException {
        if (size > MAX_HEADER) {
            throw new IOException("a name of " + size + " bytes");
        }
        byte[] content = readNBytes((int) size);
        if (content.length < size) {
            throw new EOFException("the archive ends within a name");
        }
        return content;
    }

    private static String text(byte[] zeroEnded) {
        int end = 0;
        while (end < zeroEnded.length && zeroEnded[end] != 0) {
            end++;
        }
        return new String(zeroEnded, 0, end, StandardCharsets.UTF_8);
    }

    private String plainName() {
        boolean ustar = isHeader(header) && header[262] == 0;
        String prefix = ustar ? field(345, 155) : "";
        return (prefix.isEmpty() ? "" : prefix + "/") + field(0, 100);
    }

    private String field(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Octal digits, or GNU's base 256 where the first bit is set. */
    private long number(int offset, int length) throws IOException {
        if ((header[offset] & 0x80) != 0) {
            long value = header[offset] & 0x3f;
            for (int i = 1; i < length; i++) {
                if (value >>> 55 != 0) {
                    throw new IOException("a number that is too large");
                }
                value = (value << 8) | (header[offset + i] & 0xff);
            }
            return value;
        }
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            int c = header[i];
            if (c >= '0' && c <= '7') {
                value = value * 8 + c - '0';
            } else if (c != ' ' && c != 0) {
                throw new IOException("a damaged number");
            }
        }
        return value;
    }

    private void checkSum() throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(148, 8)) {
            throw new IOException("a header with a wrong checksum");
        }
    }

    private boolean isZero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private void skipFully(long count) throws IOException {
        in.skipNBytes(count);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the archive ends within an entry");
        }
        left -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    /** Nothing: the archive is closed by who opened it, and an entry is closed by going to the next. */
    @Override
    public void close() {}
}
