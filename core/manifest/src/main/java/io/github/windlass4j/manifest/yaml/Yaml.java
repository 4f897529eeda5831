package io.github.windlass4j.manifest.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads and writes YAML and JSON the way kubectl and the API server do.
 *
 * <p>The reader follows sigs.k8s.io/yaml (go-yaml v2: YAML 1.1 scalars, merge keys, last key wins) and, for a text that
 * starts with an opening brace, the API server's JSON decoder, falling back to YAML. Comments are not kept. What the
 * writer writes reads back as the same value with this reader and with YAML 1.1 and YAML 1.2 readers.
 */
public final class Yaml {
    private Yaml() {}

    /**
     * Reads all documents of a stream.
     *
     * @param content UTF-8, or UTF-16 with a byte order mark
     * @param origin name used in errors ("mesh.yaml")
     * @return the documents in order, also empty ones
     * @throws MalformedYamlException with line and column
     */
    public static List<Document> read(byte[] content, String origin) {
        return read(content, origin, YamlLimits.standard());
    }

    /**
     * Reads all documents of a stream within limits.
     *
     * @param content UTF-8, or UTF-16 with a byte order mark
     * @param origin name used in errors
     * @param limits when to stop
     * @return the documents in order, also empty ones
     * @throws MalformedYamlException with line and column
     */
    public static List<Document> read(byte[] content, String origin, YamlLimits limits) {
        if (content.length / 4 > limits.characters()) {
            throw tooLong(origin, limits);
        }
        return read(decode(content, origin), origin, limits);
    }

    /**
     * Reads all documents of a text.
     *
     * @param text YAML or JSON
     * @param origin name used in errors
     * @return the documents in order, also empty ones
     * @throws MalformedYamlException with line and column
     */
    public static List<Document> read(String text, String origin) {
        return read(text, origin, YamlLimits.standard());
    }

    /**
     * Reads all documents of a text within limits.
     *
     * @param text YAML or JSON
     * @param origin name used in errors
     * @param limits when to stop
     * @return the documents in order, also empty ones
     * @throws MalformedYamlException with line and column
     */
    public static List<Document> read(String text, String origin, YamlLimits limits) {
        if (text.length() > limits.characters()) {
            throw tooLong(origin, limits);
        }
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (content.stripLeading().startsWith("{")) {
            JsonReader json = new JsonReader(content, origin, limits);
            try {
                return json.read();
            } catch (MalformedYamlException notJson) {
                if (json.isRefused()) {
                    throw notJson;
                }
                try {
                    return documents(content, origin, limits);
                } catch (MalformedYamlException notYaml) {
                    // A flow mapping is rare, a typo in JSON is not: the JSON reader's complaint is the useful one.
                    throw notJson;
                }
            }
        }
        return documents(content, origin, limits);
    }

    private static List<Document> documents(String content, String origin, YamlLimits limits) {
        try {
            return YamlReader.read(Stream.prepared(content, origin), origin, limits);
        } catch (MalformedYamlException e) {
            // The line that begins behind an end given to the last one is no line of the text.
            Position end = Stream.end(content);
            throw e.at().line() <= end.line() ? e : new MalformedYamlException(origin, end, e.problem());
        }
    }

    /**
     * Writes one document in block style, keys in their order, ending with a line break.
     *
     * @param node the value
     * @return YAML
     */
    public static String write(Node node) {
        return new YamlWriter().write(node);
    }

    /**
     * Writes several documents, separated by {@code ---}.
     *
     * @param nodes the values in order
     * @return YAML
     */
    public static String write(List<? extends Node> nodes) {
        StringBuilder out = new StringBuilder();
        for (Node node : nodes) {
            out.append(out.length() == 0 ? "" : "---\n").append(write(node));
        }
        return out.toString();
    }

    /**
     * Writes compact JSON, keys in their order.
     *
     * @param node the value
     * @return JSON
     */
    public static String writeJson(Node node) {
        StringBuilder out = new StringBuilder();
        JsonWriter.write(node, out);
        return out.toString();
    }

    private static MalformedYamlException tooLong(String origin, YamlLimits limits) {
        return new MalformedYamlException(origin, Position.NONE, "longer than " + limits.characters() + " characters");
    }

    private static String decode(byte[] content, String origin) {
        boolean big = content.length > 1 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF;
        boolean little = content.length > 1 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE;
        CharsetDecoder decoder = (big || little ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            String before = out.flip().toString();
            throw new MalformedYamlException(
                    origin,
                    YamlReader.positionOf(before, before.length()),
                    "not " + decoder.charset() + ": bad byte at offset " + in.position());
        }
        return out.flip().toString();
    }
}
