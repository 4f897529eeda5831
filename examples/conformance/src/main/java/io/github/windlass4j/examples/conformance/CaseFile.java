package io.github.windlass4j.examples.conformance;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of cases, plain or gzip, JSON or one JSON value a line, and the files that lie beside it. Nothing is kept: each
 * method reads the file anew.
 */
public final class CaseFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** For one value in the middle of a file, which others follow. */
    private static final ObjectReader ELEMENT = JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path path;
    private final List<Path> folders;

    private CaseFile(Path path, List<Path> folders) {
        this.path = path;
        this.folders = List.copyOf(folders);
    }

    /**
     * Names a file of cases and where its companions lie; nothing is read yet.
     *
     * @param path the file as given
     * @param caseFolder where companions are looked up when they do not lie beside the file
     * @param suiteFile where the suite's own file lies below {@code caseFolder}; its companions lie beside it
     */
    public static CaseFile of(Path path, Path caseFolder, String suiteFile) {
        Path file = path.toAbsolutePath().normalize();
        Path home = caseFolder.resolve(suiteFile).toAbsolutePath().normalize().getParent();
        return new CaseFile(file, List.of(file.getParent(), home, caseFolder));
    }

    public Path path() {
        return path;
    }

    /**
     * A companion file: beside this file, then where the suite's own file lies, then in the case folder; each time with
     * its name as given, then with {@code .gz} added.
     *
     * @param relative with {@code /}, may lead upwards
     * @throws CaseFileException when it is nowhere
     */
    public CaseFile companion(String relative) {
        for (Path folder : folders) {
            for (String name : List.of(relative, relative + ".gz")) {
                Path candidate = folder.resolve(name).normalize();
                if (Files.isReadable(candidate)) {
                    return new CaseFile(candidate, folders);
                }
            }
        }
        throw new CaseFileException(path + ": companion " + relative + " is not in any of " + folders);
    }

    /** The content after gzip, whole. */
    public byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new CaseFileException(path + ": " + e.getMessage(), e);
        }
    }

    /** The content as UTF-8. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The whole file as one JSON value: for files that fit into memory. */
    public JsonNode json() {
        try (InputStream in = open()) {
            return JSON.readTree(in);
        } catch (IOException | JacksonException e) {
            throw unreadable(e);
        }
    }

    /** One JSON value a line; empty lines are skipped. Close the stream. */
    public Stream<JsonNode> lines() {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(openUnchecked(), StandardCharsets.UTF_8), 1 << 16);
        int[] line = {0};
        return reader.lines()
                .peek(text -> line[0]++)
                .filter(text -> !text.isBlank())
                .map(text -> {
                    try {
                        return JSON.readTree(text);
                    } catch (JacksonException e) {
                        throw new CaseFileException(path + ":" + line[0] + ": " + e.getOriginalMessage(), e);
                    }
                })
                .onClose(() -> close(reader));
    }

    /** The top-level fields of the file's object, except {@code skipped}, which are not even held in memory. */
    public ObjectNode head(String... skipped) {
        Set<String> left = Set.of(skipped);
        ObjectNode head = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(openUnchecked())) {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (left.contains(field)) {
                    parser.skipChildren();
                } else {
                    JsonNode value = ELEMENT.readTree(parser);
                    head.set(field, value);
                }
            }
            return head;
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /** The elements of the file's array, one in memory at a time. Close the stream. */
    public Stream<JsonNode> elements() {
        JsonParser parser = JSON.createParser(openUnchecked());
        expect(parser, parser.nextToken(), JsonToken.START_ARRAY);
        return remaining(parser);
    }

    /** The elements of the array in the top-level field {@code field}, one in memory at a time. Close the stream. */
    public Stream<JsonNode> elements(String field) {
        JsonParser parser = JSON.createParser(openUnchecked());
        try {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(field)) {
                    expect(parser, value, JsonToken.START_ARRAY);
                    return remaining(parser);
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            throw unreadable(e);
        }
        throw new CaseFileException(path + ": no field \"" + field + "\" at the top level");
    }

    private Stream<JsonNode> remaining(JsonParser parser) {
        Spliterator<JsonNode> elements =
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super JsonNode> action) {
                        JsonNode element;
                        try {
                            if (parser.nextToken() == JsonToken.END_ARRAY) {
                                return false;
                            }
                            element = ELEMENT.readTree(parser);
                        } catch (JacksonException e) {
                            throw unreadable(e);
                        }
                        action.accept(element);
                        return true;
                    }
                };
        return StreamSupport.stream(elements, false).onClose(parser::close);
    }

    private void expect(JsonParser parser, JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new CaseFileException(path + ":" + parser.currentLocation().getLineNr() + ":"
                    + parser.currentLocation().getColumnNr() + ": " + found + " (want " + wanted + ")");
        }
    }

    private InputStream openUnchecked() {
        try {
            return open();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private CaseFileException unreadable(Exception e) {
        if (e instanceof JacksonException json && json.getLocation() != null) {
            return new CaseFileException(
                    path + ":" + json.getLocation().getLineNr() + ":"
                            + json.getLocation().getColumnNr() + ": " + json.getOriginalMessage(),
                    e);
        }
        return new CaseFileException(path + ": " + e, e);
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
