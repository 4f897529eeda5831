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

    /** Characters of a name in a message. */
    private static final int MAX_SHOWN = 200;

    private final byte[] header = new byte[BLOCK];
    private long position;
    private long left;
    private long padding;
    private @Nullable String current;

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
     * @throws IOException if the archive ends early or a header is damaged; the message names the byte and the entry
     */
    @Nullable
    Entry next() throws IOException {
        String name = null;
        String link = null;
        long size = -1;
        while (openHeader(name)) {
            char type = header[156] == 0 || header[156] == '7' ? '0' : (char) (header[156] & 0xff);
            switch (type) {
                case 'L' -> name = text(longHeader());
                case 'K' -> link = text(longHeader());
                case 'x' -> {
                    Pax pax = pax(longHeader());
                    name = pax.path() == null ? name : pax.path();
                    link = pax.linkPath() == null ? link : pax.linkPath();
                    size = pax.size() < 0 ? size : pax.size();
                }
                case 'g' -> {
                    // For all entries after it: times, owners and comments, of which none is asked for.
                }
                default -> {
                    if (size >= 0) {
                        open(size);
                    }
                    String full = name == null ? plainName() : name;
                    return new Entry(full, type, link == null ? field(157, 100) : link, left);
                }
            }
        }
        return null;
    }

    /**
     * Reads the next header, whatever it stands for; false at the end.
     *
     * @param longName what an earlier header said of the name; null for nothing
     */
    private boolean openHeader(@Nullable String longName) throws IOException {
        skipRest();
        current = null;
        int read = in.readNBytes(header, 0, BLOCK);
        if (read == 0 || (read == BLOCK && isZero())) {
            return false;
        }
        if (read < BLOCK) {
            throw ends("the archive ends within a header");
        }
        checkSum();
        long size = number(124, 12);
        position += BLOCK;
        current = longName == null ? plainName() : longName;
        open(size);
        return true;
    }

    /** What a pax header says about the entry after it. */
    private record Pax(@Nullable String path, @Nullable String linkPath, long size) {}

    private Pax pax(byte[] records) throws IOException {
        String path = null;
        String linkPath = null;
        long size = -1;
        int start = 0;
        while (start < records.length) {
            int space = start;
            int length = 0;
            while (space < records.length && records[space] >= '0' && records[space] <= '9' && length < MAX_HEADER) {
                length = length * 10 + records[space] - '0';
                space++;
            }
            int end = start + length;
            if (length < 4 || end > records.length || space >= end || records[space] != ' ') {
                throw damaged("a damaged pax header");
            }
            String record = new String(records, space + 1, Math.max(0, end - space - 2), StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                path = record.substring("path=".length());
            } else if (record.startsWith("linkpath=")) {
                linkPath = record.substring("linkpath=".length());
            } else if (record.matches("size=\\d{1,18}")) {
                size = Long.parseLong(record.substring("size=".length()));
            }
            start = end;
        }
        return new Pax(path, linkPath, size);
    }

    private void open(long size) throws IOException {
        if (size < 0) {
            throw damaged("an entry of negative size");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    /** The content of a header that is longer than a block. */
    private byte[] longHeader() throws IOException {
        long size = left;
        if (size > MAX_HEADER) {
            throw damaged("a name of " + size + " bytes");
        }
        byte[] content = readNBytes((int) size);
        if (content.length < size) {
            throw ends("the archive ends within a name");
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
                    throw damaged("a number that is too large");
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
                throw damaged("a damaged number");
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
            throw damaged("a header with a wrong checksum");
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

    /** Goes to the next header. A seek would not tell that there is nothing, so the last byte is read. */
    private void skipRest() throws IOException {
        long rest = left + padding;
        while (rest > 0) {
            long skipped = rest > 1 ? in.skip(rest - 1) : 0;
            if (skipped <= 0) {
                if (in.read() < 0) {
                    throw ends(left > 0 ? "the archive ends within the entry" : "the archive ends after the entry");
                }
                skipped = 1;
            }
            moved(skipped);
            rest -= skipped;
        }
    }

    private void moved(long bytes) {
        position += bytes;
        long content = Math.min(bytes, left);
        left -= content;
        padding -= bytes - content;
    }

    private IOException damaged(String problem) {
        return new IOException(where() + problem);
    }

    private EOFException ends(String problem) {
        return new EOFException(where() + problem);
    }

    private String where() {
        String entry = current == null ? "" : current;
        String shown = entry.length() > MAX_SHOWN ? entry.substring(0, MAX_SHOWN) + "..." : entry;
        return "byte " + position + (shown.isEmpty() ? ": " : ", entry \"" + shown + "\": ");
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
            throw ends("the archive ends within the entry");
        }
        moved(read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        moved(skipped);
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
