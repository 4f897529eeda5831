package io.github.windlass4j.manifest.yaml;

import io.github.windlass4j.manifest.yaml.Document.DuplicateKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Composes the parser's events into nodes with Kubernetes' scalars, merge keys and alias limits. */
final class YamlReader {
    /** Characters read again because of spellings of YAML 1.1, all attempts together: about a second of work. */
    private static final long REREAD_CHARACTERS = 32 << 20;

    /** Characters that the engine reads at once, for short and for long texts. */
    private static final int SMALL_BUFFER = 1 << 10;

    private static final int LARGE_BUFFER = 1 << 18;

    private static final String MERGE_TAG = "tag:yaml.org,2002:merge";

    private final String origin;
    private final YamlLimits limits;
    private final Iterator<Event> events;
    private final SourceCheck source;

    /** To a node, or while that is being read to the event with which it began; the last that began counts. */
    private final Map<String, Object> anchors = new HashMap<>();

    /** The same few names stand in every object: one text for each saves memory and later hashing. */
    private final Map<String, String> names = new HashMap<>();

    private List<DuplicateKey> duplicates = new ArrayList<>();
    private long nodes;
    private long aliased;

    /** Flow collections around the event. */
    private int flows;

    private final int linesBefore;

    private YamlReader(String text, int linesBefore, String origin, YamlLimits limits) {
        this.linesBefore = linesBefore;
        this.origin = origin;
        this.limits = limits;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(origin)
                .setUseMarks(true)
                .setParseComments(false)
                .setCodePointLimit(limits.characters())
                // The engine copies what it holds of one scalar each time it reads on.
                .setBufferSize(Math.max(SMALL_BUFFER, Math.min(text.length(), LARGE_BUFFER)))
                // The directive is judged here, with its place, and not by the parser.
                .setVersionFunction(version -> version)
                .build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
        this.source = new SourceCheck(text);
    }

    static List<Document> read(String text, String origin, YamlLimits limits) {
        List<Document> plain = PlainReader.read(text, origin, limits);
        return plain != null ? plain : readAll(text, 0, origin, limits);
    }

    /** Reads whatever YAML allows; {@code linesBefore} stand before the text. */
    static List<Document> readAll(String text, int linesBefore, String origin, YamlLimits limits) {
        String content = text;
        long reread = 0;
        while (true) {
            try {
                return attempt(content, linesBefore, origin, limits);
            } catch (Respelling other) {
                reread += other.end();
                if (reread > REREAD_CHARACTERS) {
                    throw new MalformedYamlException(
                            origin,
                            positionOf(content, other.start()),
                            "too many tabs between tokens, or spellings of YAML 1.1, in so long a text");
                }
                content = other.in(content);
            }
        }
    }

    private static List<Document> attempt(String text, int linesBefore, String origin, YamlLimits limits)
            throws Respelling {
        try {
            return new YamlReader(text, linesBefore, origin, limits).documents();
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().map(mark -> position(mark, 0)).orElse(Position.NONE);
            Respelling.lookFor(text, e);
            throw new MalformedYamlException(origin, at, problem(e));
        } catch (ReaderException e) {
            throw new MalformedYamlException(
                    origin,
                    positionOf(text, e.getPosition()),
                    String.format("control characters are not allowed: U+%04X", e.getCodePoint()));
        } catch (NumberFormatException e) {
            // snakeyaml-engine 3.0.1 parses the digits of an escape before it looks whether the text goes on.
            throw new MalformedYamlException(
                    origin, positionOf(text, text.length()), "the document ends within an escape of a quoted text");
        } catch (YamlEngineException e) {
            throw new MalformedYamlException(origin, Position.NONE, String.valueOf(e.getMessage()));
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ", ";
        return (context + e.getProblem()).replace('\n', ' ');
    }

    private List<Document> documents() throws Respelling {
        List<Document> documents = new ArrayList<>();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent start) {
                requireVersion11(start);
                refuse(source.directives(start));
                if (documents.size() == limits.documents()) {
                    throw malformed(start, "more than " + limits.documents() + " documents");
                }
                anchors.clear();
                duplicates = new ArrayList<>();
                Node root = node(events.next(), 0);
                documents.add(new Document(root, origin, duplicates));
            }
        }
        refuse(source.end());
        return documents;
    }

    private void requireVersion11(DocumentStartEvent start) {
        Optional<SpecVersion> version = start.getSpecVersion();
        if (version.isPresent()
                && (version.get().getMajor() != 1 || version.get().getMinor() != 1)) {
            throw malformed(
                    start,
                    "found incompatible YAML document: %YAML " + version.get().getMajor() + "."
                            + version.get().getMinor() + " (Kubernetes reads 1.1)");
        }
    }

    private void refuse(SourceCheck.@Nullable Problem problem) {
        if (problem != null) {
            Position at = positionOf(source.text(), problem.at());
            throw new MalformedYamlException(
                    origin, new Position(linesBefore + at.line(), at.column()), problem.words());
        }
    }

    private Node node(Event event, int depth) throws Respelling {
        nodes++;
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        if (event instanceof ScalarEvent scalar) {
            refuse(source.scalar(scalar, flows > 0));
            Node node = Scalar.of(value(scalar), position(scalar), scalar.getValue());
            scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
            return node;
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        if (depth == limits.depth()) {
            throw malformed(event, "nested deeper than " + limits.depth() + " levels");
        }
        refuse(source.anchor(start));
        String anchor = start.getAnchor().map(Object::toString).orElse(null);
        if (anchor != null) {
            anchors.put(anchor, start);
        }
        flows += start.isFlow() ? 1 : 0;
        Node node = start instanceof MappingStartEvent ? mapping(start, depth + 1) : sequence(start, depth + 1);
        flows -= start.isFlow() ? 1 : 0;
        if (anchor != null) {
            anchors.replace(anchor, start, node);
        }
        return node;
    }

    private Node alias(AliasEvent alias) throws Respelling {
        String name = alias.getAlias().getValue();
        if (!(anchors.get(name) instanceof Node target)) {
            if (name.endsWith(":") && anchors.containsKey(name.substring(0, name.length() - 1))) {
                throw Respelling.aliasBeforeColon(
                        source.indexOf(alias.getEndMark().orElseThrow()) - 1);
            }
            throw malformed(
                    alias,
                    anchors.containsKey(name)
                            ? "anchor '" + name + "' value contains itself"
                            : "unknown anchor '" + name + "' referenced");
        }
        nodes += target.expandedSize();
        aliased += target.expandedSize();
        if (aliased > YamlLimits.ALIASED_NODES_WITHOUT_CHECK
                && nodes > YamlLimits.NODES_WITHOUT_CHECK
                && (double) aliased / nodes > YamlLimits.allowedAliasShare(nodes)) {
            throw malformed(alias, "document contains excessive aliasing");
        }
        return target;
    }

    private Node sequence(CollectionStartEvent start, int depth) throws Respelling {
        List<Node> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth));
            event = events.next();
        }
        return Sequence.read(items, position(start));
    }

    private Node mapping(CollectionStartEvent start, int depth) throws Respelling {
        MappingBuilder entries = new MappingBuilder();
        Set<String> merged = Set.of();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Position at = position(event);
            if (isMerge(event)) {
                nodes++;
                merged = merged.isEmpty() ? new HashSet<>() : merged;
                merge(events.next(), depth, entries, at, merged);
            } else {
                String key = key(event, depth);
                Node value = node(events.next(), depth);
                if (entries.put(key, value, at)) {
                    // Once overridden it is the mapping's own key: a third time repeats it.
                    duplicates.add(new DuplicateKey(key, at, !merged.isEmpty() && merged.remove(key)));
                }
            }
            event = events.next();
        }
        return entries.build(position(start));
    }

    private static boolean isMerge(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.getValue().equals("<<")
                && scalar.getTag().map(MERGE_TAG::equals).orElse(scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }

    /**
     * As go-yaml v2 does: a merge takes effect where it stands, so it overrides what its own mapping said before it; a list of
     * mappings is written there, no alias of one.
     */
    private void merge(Event event, int depth, MappingBuilder entries, Position at, Set<String> merged)
            throws Respelling {
        Node source = node(event, depth);
        boolean written = !(event instanceof AliasEvent);
        List<Node> sources = written && source instanceof Sequence list ? list.items() : List.of(source);
        for (int i = sources.size() - 1; i >= 0; i--) {
            if (!(sources.get(i) instanceof Mapping mapping)) {
                throw malformed(event, "map merge requires map or sequence of maps as the value");
            }
            mapping.entries().forEach((key, value) -> {
                if (entries.put(key, value, at)) {
                    duplicates.add(new DuplicateKey(key, at, true));
                } else {
                    merged.add(key);
                }
            });
        }
    }

    private String key(Event event, int depth) throws Respelling {
        if (event instanceof ScalarEvent scalar) {
            nodes++;
            refuse(source.scalar(scalar, flows > 0));
            try {
                String text = ScalarRules.key(tag(scalar), isPlain(scalar), scalar.getValue());
                String known = names.putIfAbsent(text, text);
                String key = known == null ? text : known;
                scalar.getAnchor()
                        .ifPresent(anchor -> anchors.put(
                                anchor.getValue(), Scalar.of(value(scalar), position(scalar), scalar.getValue())));
                return key;
            } catch (ScalarRules.BadScalar e) {
                throw malformed(event, e.getMessage());
            }
        }
        if (node(event, depth) instanceof Scalar scalar) {
            Object value = scalar.value();
            if (value == null) {
                throw malformed(event, "unsupported map key: null");
            }
            return value.toString();
        }
        throw malformed(event, "invalid map key: a list or mapping (want a text, number or boolean)");
    }

    private @Nullable Object value(ScalarEvent scalar) {
        try {
            return ScalarRules.value(tag(scalar), isPlain(scalar), scalar.getValue());
        } catch (ScalarRules.BadScalar e) {
            throw malformed(scalar, e.getMessage());
        }
    }

    private static @Nullable String tag(ScalarEvent scalar) {
        return scalar.getTag().orElse(null);
    }

    private static boolean isPlain(ScalarEvent scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    private MalformedYamlException malformed(Event event, @Nullable String problem) {
        return new MalformedYamlException(origin, position(event), String.valueOf(problem));
    }

    private Position position(Event event) {
        return event.getStartMark().map(mark -> position(mark, linesBefore)).orElse(Position.NONE);
    }

    private static Position position(Mark mark, int linesBefore) {
        return new Position(linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Position positionOf(String text, int index) {
        int line = 1;
        int start = 0;
        int end = Math.min(index, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Position(line, text.codePointCount(start, end) + 1);
    }
}
