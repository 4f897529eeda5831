package io.github.windlass4j.scan.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes tar archives for tests. */
final class Tar {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Tar file(String name, byte[] content) {
        entry(out, name, '0', "", content);
        return this;
    }

    Tar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Tar symlink(String name, String target) {
        entry(out, name, '2', target, new byte[0]);
        return this;
    }

    Tar hardlink(String name, String target) {
        entry(out, name, '1', target, new byte[0]);
        return this;
    }

    /** A file whose name stands in a pax header, as tar does it for names that are too long. */
    Tar paxFile(String name, byte[] content) {
        String record = " path=" + name + "\n";
        int length = record.length() + 2;
        while (String.valueOf(length).length() + record.length() != length) {
            length++;
        }
        entry(out, "PaxHeader", 'x', "", (length + record).getBytes(StandardCharsets.UTF_8));
        return file("short", content);
    }

    /** A file whose name stands in an entry of its own, as GNU tar does it. */
    Tar gnuLongFile(String name, byte[] content) {
        entry(out, "././@LongLink", 'L', "", (name + "\0").getBytes(StandardCharsets.UTF_8));
        return file(name.substring(0, 100), content);
    }

    byte[] bytes() {
        byte[] entries = out.toByteArray();
        return Arrays.copyOf(entries, entries.length + 1024);
    }

    byte[] gzip() {
        return gzip(bytes());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return packed.toByteArray();
    }

    private static void entry(ByteArrayOutputStream out, String name, char type, String link, byte[] content) {
        out.writeBytes(header(name, type, link, content.length));
        out.writeBytes(content);
        out.writeBytes(new byte[(512 - content.length % 512) % 512]);
    }

    static byte[] header(String name, char type, String link, long size) {
        byte[] header = new byte[512];
        text(header, 0, name);
        text(header, 100, "0000644\0");
        text(header, 124, String.format(Locale.ROOT, "%011o", size));
        text(header, 136, "00000000000");
        header[156] = (byte) type;
        text(header, 157, link);
        text(header, 257, "ustar\00000");
        text(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        text(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void text(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, Math.min(bytes.length, 100));
    }
}
