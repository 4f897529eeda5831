package io.github.windlass4j.manifest.yaml;

import io.github.windlass4j.manifest.yaml.Document.DuplicateKey;
import io.github.windlass4j.manifest.yaml.PlainScanner.NotPlain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that are written plainly, as nearly all manifests are: block mappings and sequences of scalars on one line,
 * literal blocks, short flow collections; no anchors, tags, merge keys or folded text. It gives the very documents that
 * {@link YamlReader} gives, and leaves to that one each document that is written in another way, and the whole text where
 * anything is wrong.
 */
final class PlainReader {
    private final PlainScanner in;
    private final String origin;
    private final YamlLimits limits;
    private List<DuplicateKey> duplicates = new ArrayList<>();

    private PlainReader(PlainScanner in, String origin, YamlLimits limits) {
        this.in = in;
        this.origin = origin;
        this.limits = limits;
    }

    /** The documents; null for a text in which something is wrong, or has directives. */
    static @Nullable List<Document> read(String text, String origin, YamlLimits limits) {
        try {
            return new PlainReader(new PlainScanner(text), origin, limits).documents();
        } catch (NotPlain other) {
            return null;
        }
    }

    private List<Document> documents() throws NotPlain {
        List<Document> documents = new ArrayList<>();
        while (in.nextPart()) {
            if (documents.size() == limits.documents()) {
                throw new NotPlain();
            }
            duplicates = new ArrayList<>();
            Document document = document();
            if (document != null) {
                documents.add(document);
            }
        }
        return documents;
    }

    /** The document of a part of the stream; null for one of comments alone, with which a text may begin. */
    private @Nullable Document document() throws NotPlain {
        if (in.isPartPlain()) {
            try {
                return plainDocument();
            } catch (NotPlain other) {
                duplicates = new ArrayList<>();
            }
        }
        try {
            List<Document> all = YamlReader.readAll(in.part(), in.linesBefore(), origin, limits);
            if (all.size() <= 1) {
                return all.isEmpty() ? null : all.get(0);
            }
        } catch (MalformedYamlException malformed) {
            // The whole text is read again by the other reader, which knows the words.
        }
        throw new NotPlain();
    }

    private @Nullable Document plainDocument() throws NotPlain {
        boolean marked = in.atMarker();
        if (marked) {
            in.at += 3;
            in.requireRestEmpty();
        }
        in.toContent();
        if (in.atEnd() && !marked) {
            return null;
        }
        Node root = in.atEnd() ? nothing(in.position()) : block(-1, 0);
        if (!in.atEnd()) {
            throw new NotPlain();
        }
        return new Document(root, origin, duplicates);
    }

    private static Node nothing(Position at) {
        return Scalar.of((Object) null, at, "");
    }

    void put(MappingBuilder entries, String key, Node value, Position at) {
        if (entries.put(key, value, at)) {
            duplicates.add(new DuplicateKey(key, at, false));
        }
    }

    /** The node that begins here, deeper than its parent; leaves the scanner at the content behind it. */
    private Node block(int parent, int depth) throws NotPlain {
        if (in.isItem()) {
            return sequence(in.column(), depth);
        }
        char c = in.peek(0);
        int colon = c == '|' || c == '{' || c == '[' || c == '"' || c == '\'' ? -1 : in.plainEnd();
        if (colon >= 0 && in.isColon(colon)) {
            Position at = in.position();
            return mapping(in.column(), depth, at, in.plainKey(colon));
        }
        if (c == '"' || c == '\'') {
            return quoted(parent, depth);
        }
        if (parent < 0) {
            // A scalar as a whole document is rare, and may go on in the next line.
            throw new NotPlain();
        }
        return ended(c == '|' ? in.literal(parent) : inLine(c, colon, depth), parent);
    }

    private Node inLine(char c, int plainEnd, int depth) throws NotPlain {
        Node value = c == '{' || c == '[' ? in.flow(depth, limits.depth(), this) : in.plain(plainEnd);
        in.requireRestEmpty();
        return value;
    }

    /** A quoted text, or the mapping of which it is the first key. */
    private Node quoted(int parent, int depth) throws NotPlain {
        Position at = in.position();
        int column = in.column();
        String key = in.quotedKey();
        if (key != null) {
            return mapping(column, depth, at, key);
        }
        if (parent < 0) {
            throw new NotPlain();
        }
        return quotedValue(parent);
    }

    private Node quotedValue(int parent) throws NotPlain {
        Position at = in.position();
        String text = in.quoted();
        in.requireRestEmpty();
        return ended(Scalar.of(text, at), parent);
    }

    /** Behind a scalar nothing may be deeper than its parent: it would be another line of the scalar, or wrong. */
    private Node ended(Node value, int parent) throws NotPlain {
        in.toContent();
        if (!in.atEnd() && in.column() > parent) {
            throw new NotPlain();
        }
        return value;
    }

    private void requireDepth(int depth) throws NotPlain {
        if (depth == limits.depth()) {
            throw new NotPlain();
        }
    }

    /** Behind the first key and its colon. */
    private Node mapping(int indent, int depth, Position start, String first) throws NotPlain {
        requireDepth(depth);
        MappingBuilder entries = new MappingBuilder();
        Position at = start;
        String key = first;
        while (true) {
            put(entries, key, value(indent, depth + 1), at);
            if (in.atEnd() || in.column() < indent) {
                return entries.build(start);
            }
            if (in.column() > indent || in.isItem()) {
                throw new NotPlain();
            }
            at = in.position();
            key = key();
        }
    }

    private String key() throws NotPlain {
        char c = in.peek(0);
        if (c == '"' || c == '\'') {
            String key = in.quotedKey();
            if (key == null) {
                throw new NotPlain();
            }
            return key;
        }
        int colon = in.plainEnd();
        if (!in.isColon(colon)) {
            throw new NotPlain();
        }
        return in.plainKey(colon);
    }

    /** What stands behind the colon of a key, in its line or below. */
    private Node value(int indent, int depth) throws NotPlain {
        Position behind = in.position();
        if (!in.restIsEmpty()) {
            char c = in.peek(0);
            if (in.isItem()) {
                throw new NotPlain();
            }
            if (c == '"' || c == '\'') {
                return quotedValue(indent);
            }
            if (c == '|') {
                return ended(in.literal(indent), indent);
            }
            int plainEnd = c == '{' || c == '[' ? -1 : in.plainEnd();
            if (plainEnd >= 0 && in.isColon(plainEnd)) {
                throw new NotPlain();
            }
            return ended(inLine(c, plainEnd, depth), indent);
        }
        in.toContent();
        if (in.atEnd() || in.column() < indent) {
            return nothing(behind);
        }
        if (in.column() > indent) {
            return block(indent, depth);
        }
        return in.isItem() ? sequence(indent, depth) : nothing(behind);
    }

    /** At the first item; items may stand as deep as the key above them. */
    private Node sequence(int indent, int depth) throws NotPlain {
        requireDepth(depth);
        Position start = in.position();
        List<Node> items = new ArrayList<>();
        while (in.isItem() && in.column() == indent) {
            in.at++;
            Position behind = in.position();
            if (!in.restIsEmpty()) {
                items.add(block(indent, depth + 1));
            } else {
                in.toContent();
                boolean deeper = !in.atEnd() && in.column() > indent;
                items.add(deeper ? block(indent, depth + 1) : nothing(behind));
            }
            if (in.atEnd()) {
                break;
            }
        }
        if (!in.atEnd() && in.column() > indent) {
            throw new NotPlain();
        }
        return Sequence.read(items, start);
    }
}
