package io.github.windlass4j.core.knowledge;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** One pass over one document: tokens in, records out. */
final class Binding {
    private record Place(int line, int column, String path) {}

    private record Reference(String id, Place place) {}

    private static final JsonFactory JSON = new JsonFactory();

    private final String name;
    private final JsonParser parser;
    private final Map<Class<?>, RecordShape> shapes = new HashMap<>();
    private final Map<String, Place> sources = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private int depth;

    Binding(String name, String text) {
        this.name = name;
        this.parser = JSON.createParser(ObjectReadContext.empty(), text);
    }

    <T extends Record> T root(Class<T> type) {
        try (parser) {
            parser.nextToken();
            if (parser.currentToken() == null) {
                throw refuse(new Place(1, 1, ""), "empty document");
            }
            T result = type.cast(value(type, Map.of(), ""));
            if (parser.nextToken() != null) {
                throw refuse(here(""), "content after the end of the document");
            }
            checkReferences();
            return result;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new MalformedKnowledgeException(
                    name,
                    at == null ? 0 : at.getLineNr(),
                    at == null ? 0 : at.getColumnNr(),
                    "",
                    "not JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    private Object value(Type type, Map<TypeVariable<?>, Type> variables, String path) {
        if (type instanceof TypeVariable<?> variable) {
            Type bound = variables.get(variable);
            if (bound == null) {
                throw new IllegalArgumentException("type of " + variable + " is not known at " + path);
            }
            return value(bound, variables, path);
        }
        places.put(path, here(path));
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            throw refuse(here(path), "null (leave the property out instead)");
        }
        Class<?> raw = raw(type);
        if (++depth > KnowledgeReader.MAX_DEPTH) {
            throw refuse(here(path), "nested deeper than " + KnowledgeReader.MAX_DEPTH);
        }
        try {
            if (raw.isRecord()) {
                return record(raw, variablesOf(type, raw, variables), path);
            }
            if (raw == List.class) {
                return Collections.unmodifiableList(elements(type, variables, path));
            }
            if (raw == Set.class) {
                return distinct(type, variables, path);
            }
            if (raw == Map.class) {
                return map(type, variables, path);
            }
            return scalar(raw, path);
        } finally {
            depth--;
        }
    }

    private Object record(Class<?> type, Map<TypeVariable<?>, Type> variables, String path) {
        Place start = here(path);
        expect(JsonToken.START_OBJECT, "an object", path);
        RecordShape shape = shapes.computeIfAbsent(type, RecordShape::of);
        @Nullable Object[] arguments = new @Nullable Object[shape.size()];
        Place idPlace = start;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String property = parser.currentName();
            String inner = path.isEmpty() ? property : path + "." + property;
            int index = shape.indexOf(property);
            if (index < 0) {
                throw refuse(here(inner), "unknown property (known: " + String.join(", ", shape.names()) + ")");
            }
            if (arguments[index] != null) {
                throw refuse(here(inner), "property given twice");
            }
            parser.nextToken();
            Place place = here(inner);
            Object bound = value(shape.typeOf(index), variables, inner);
            if (shape.isSourceRef(index)) {
                refer(bound, place);
            }
            if (property.equals("id")) {
                idPlace = place;
            }
            arguments[index] = bound;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null && !shape.isOmittable(i)) {
                throw refuse(start, "missing property \"" + shape.names().get(i) + "\"");
            }
            if (arguments[i] == null) {
                arguments[i] = shape.absentValue(i);
            }
        }
        Object result = create(shape, arguments, start);
        if (result instanceof Source source && sources.putIfAbsent(source.id(), idPlace) != null) {
            throw refuse(idPlace, "source \"" + source.id() + "\" given twice");
        }
        return result;
    }

    private Object create(RecordShape shape, @Nullable Object[] arguments, Place start) {
        try {
            return shape.create(arguments);
        } catch (InvalidPropertyException e) {
            String path = start.path().isEmpty() ? e.path() : start.path() + "." + e.path();
            Place place = places.getOrDefault(path, start);
            throw new MalformedKnowledgeException(
                    name, place.line(), place.column(), path, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new MalformedKnowledgeException(
                    name, start.line(), start.column(), start.path(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Object> elements(Type type, Map<TypeVariable<?>, Type> variables, String path) {
        expect(JsonToken.START_ARRAY, "an array", path);
        Type element = argument(type, 0);
        List<Object> result = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            result.add(value(element, variables, path + "[" + result.size() + "]"));
        }
        return result;
    }

    private Set<Object> distinct(Type type, Map<TypeVariable<?>, Type> variables, String path) {
        expect(JsonToken.START_ARRAY, "an array", path);
        Type element = argument(type, 0);
        Set<Object> result = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Place place = here(path + "[" + result.size() + "]");
            Object added = value(element, variables, place.path());
            if (!result.add(added)) {
                throw refuse(place, "repeated: " + added);
            }
        }
        return Collections.unmodifiableSet(result);
    }

    private Map<Object, Object> map(Type type, Map<TypeVariable<?>, Type> variables, String path) {
        expect(JsonToken.START_OBJECT, "an object", path);
        Class<?> keyType = raw(argument(type, 0));
        Type valueType = argument(type, 1);
        Map<Object, Object> result = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String property = parser.currentName();
            String inner = path.isEmpty() ? property : path + "." + property;
            Place place = here(inner);
            Object key = keyType == String.class ? property : scalarOf(keyType, property, place);
            if (result.containsKey(key)) {
                throw refuse(place, "property given twice");
            }
            parser.nextToken();
            result.put(key, value(valueType, variables, inner));
        }
        return Collections.unmodifiableMap(result);
    }

    private Object scalar(Class<?> type, String path) {
        Place place = here(path);
        if (type == boolean.class || type == Boolean.class) {
            if (parser.currentToken() != JsonToken.VALUE_TRUE && parser.currentToken() != JsonToken.VALUE_FALSE) {
                throw refuse(place, found() + " (want true or false)");
            }
            return parser.currentToken() == JsonToken.VALUE_TRUE;
        }
        if (Scalars.isNumber(type)) {
            if (!parser.currentToken().isNumeric()) {
                throw refuse(place, found() + " (want a number)");
            }
            return scalarOf(type, parser.getString(), place);
        }
        expect(JsonToken.VALUE_STRING, "text", path);
        return scalarOf(type, parser.getString(), place);
    }

    private Object scalarOf(Class<?> type, String text, Place place) {
        try {
            return Scalars.parse(type, text);
        } catch (Scalars.Unreadable e) {
            throw refuse(place, "\"" + text + "\" (want " + e.wanted() + ")");
        }
    }

    private void refer(Object bound, Place place) {
        Collection<?> ids = bound instanceof Collection<?> several ? several : List.of(bound);
        if (ids.isEmpty()) {
            throw refuse(place, "no source (want at least one)");
        }
        for (Object id : ids) {
            references.add(new Reference(id.toString(), place));
        }
    }

    private void checkReferences() {
        Set<String> unused = new LinkedHashSet<>(sources.keySet());
        for (Reference reference : references) {
            if (!sources.containsKey(reference.id())) {
                throw refuse(reference.place(), "source \"" + reference.id() + "\" is not among the sources");
            }
            unused.remove(reference.id());
        }
        sources.forEach((id, place) -> {
            if (unused.contains(id)) {
                throw refuse(place, "nothing refers to source \"" + id + "\"");
            }
        });
    }

    private void expect(JsonToken token, String wanted, String path) {
        if (parser.currentToken() != token) {
            throw refuse(here(path), found() + " (want " + wanted + ")");
        }
    }

    private String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_TRUE, VALUE_FALSE -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number " + parser.getString();
            default -> String.valueOf(parser.currentToken());
        };
    }

    private Place here(String path) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr(), path);
    }

    private MalformedKnowledgeException refuse(Place place, String reason) {
        return new MalformedKnowledgeException(name, place.line(), place.column(), place.path(), reason, null);
    }

    private static Map<TypeVariable<?>, Type> variablesOf(Type type, Class<?> raw, Map<TypeVariable<?>, Type> outer) {
        if (!(type instanceof ParameterizedType parameterized)) {
            return Map.of();
        }
        Map<TypeVariable<?>, Type> result = new HashMap<>();
        TypeVariable<?>[] declared = raw.getTypeParameters();
        Type[] actual = parameterized.getActualTypeArguments();
        for (int i = 0; i < declared.length; i++) {
            Type argument = actual[i];
            result.put(declared[i], argument instanceof TypeVariable<?> v ? outer.getOrDefault(v, v) : argument);
        }
        return result;
    }

    private static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[index];
        }
        throw new IllegalArgumentException(type + " needs its element type");
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        throw new IllegalArgumentException("cannot read a value of type " + type);
    }
}
