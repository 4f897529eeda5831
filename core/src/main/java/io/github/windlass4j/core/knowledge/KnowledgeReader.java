package io.github.windlass4j.core.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document into a record, strictly: what the record does not know, what the record needs and the document
 * lacks, a property given twice, a value of another type, {@code null}, and a reference to a source that is not there or
 * a source to which nothing refers are all refused with file, line, column and property path.
 *
 * <p>A record's properties are its components, by name. Components may be of type {@code String}, {@code int},
 * {@code long}, {@code boolean} (or their boxes), {@code BigDecimal}, {@code BigInteger}, {@code LocalDate},
 * {@code Instant}, {@code Period}, {@code Duration}, {@code URI} (text in ISO 8601 or RFC 3986 form), an enum (the
 * constant's name), another record (generic ones too), {@code List}, {@code Set} (no repetitions) or {@code Map} with
 * {@code String} or enum keys; the order of the document is kept. {@link Omittable} and {@link SourceRef} refine a
 * component. What a record's constructor refuses with {@code IllegalArgumentException} is refused here, with the place.
 *
 * <p>Openness: records are created through their canonical constructor. Public records in exported packages need nothing
 * more. For records that are not public or not exported, the module opens their package:
 * {@code opens my.pack to io.github.windlass4j.core}. On the class path every record works.
 *
 * {@snippet :
 * record Facts(List<Source> sources, List<Claim<Integer>> limits) {}
 * Facts facts = KnowledgeReader.read(Facts.class.getResourceAsStream("facts.json"), "facts.json", Facts.class);
 * }
 */
public final class KnowledgeReader {
    /** Largest document, in bytes; own bound, a hundred times the largest one shipped here. */
    public static final int MAX_BYTES = 16 << 20;

    /** Deepest nesting of objects and arrays; own bound, far above what packs use and far below any stack. */
    public static final int MAX_DEPTH = 64;

    private KnowledgeReader() {}

    /**
     * Reads the whole stream and leaves it open.
     *
     * @param name name for messages, like {@code ca-rotation.json}
     * @throws MalformedKnowledgeException if the document is refused
     * @throws UncheckedIOException if the stream fails
     */
    public static <T extends Record> T read(InputStream in, String name, Class<T> type) {
        try {
            return read(in.readNBytes(MAX_BYTES + 1), name, type);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a resource that a module carries, and closes it. The module itself has to open it: what lies in a package of a
     * module is closed to others.
     *
     * @param resource what {@link Class#getResourceAsStream} gave
     * @param name name for messages, like {@code ca-rotation.json}
     * @throws IllegalStateException if the resource is not there
     * @throws MalformedKnowledgeException if the document is refused
     * @throws UncheckedIOException if the stream fails
     */
    public static <T extends Record> T shipped(@Nullable InputStream resource, String name, Class<T> type) {
        if (resource == null) {
            throw new IllegalStateException(name + " is not in the module");
        }
        try (resource) {
            return read(resource, name, type);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads UTF-8 bytes.
     *
     * @param name name for messages, like {@code ca-rotation.json}
     * @throws MalformedKnowledgeException if the document is refused
     */
    public static <T extends Record> T read(byte[] content, String name, Class<T> type) {
        if (content.length > MAX_BYTES) {
            throw new MalformedKnowledgeException(name, 0, 0, "", "larger than " + MAX_BYTES + " bytes", null);
        }
        return new Binding(name, decode(content, name)).root(type);
    }

    // Jackson counts columns of byte input in bytes; an editor counts characters.
    private static String decode(byte[] content, String name) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            boolean marked = text.length() > 0 && text.charAt(0) == '\uFEFF';
            return text.subSequence(marked ? 1 : 0, text.length()).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedKnowledgeException(name, 0, 0, "", "not UTF-8 at byte " + bytes.position(), e);
        }
    }
}
