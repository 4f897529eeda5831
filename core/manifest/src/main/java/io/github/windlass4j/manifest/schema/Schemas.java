package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The kinds that a cluster knows by its CustomResourceDefinitions, from {@code kubectl get crd -o yaml} or from a
 * release's files. A schema is compiled when it is first asked for. Safe to share.
 */
public final class Schemas {
    private final Map<GroupVersionKind, Supplier<Schema>> sources;
    private final Map<GroupVersionKind, Schema> compiled = new ConcurrentHashMap<>();

    private Schemas(Map<GroupVersionKind, Supplier<Schema>> sources) {
        this.sources = sources;
    }

    /**
     * The schemas of all definitions in a set of manifests; objects of other kinds are passed over.
     *
     * @param manifests what the files hold
     * @return the schemas
     */
    public static Schemas of(Manifests manifests) {
        Map<GroupVersionKind, Supplier<Schema>> sources = new LinkedHashMap<>();
        for (Resource definition : manifests.ofKind("apiextensions.k8s.io", "CustomResourceDefinition")) {
            Fields spec = definition.spec();
            String kind = spec.child("names").text("kind", "");
            boolean namespaced = !spec.text("scope", "Namespaced").equals("Cluster");
            // As version v1beta1 of definitions has it: one schema and one set of subresources for all versions.
            List<Fields> versions = spec.has("versions") ? spec.list("versions") : List.of(spec);
            boolean open = spec.flag("preserveUnknownFields")
                    .orElse(definition.type().version().startsWith("v1beta"));
            for (Fields version : versions) {
                String name = version.text("name", spec.text("version", ""));
                GroupVersionKind type = new GroupVersionKind(spec.text("group", ""), name, kind);
                Fields schema = version.has("schema") ? version.child("schema") : spec.child("validation");
                Node openApi = schema.child("openAPIV3Schema").node();
                boolean served = version.flag("served").orElse(true);
                Fields subresources = (version.has("subresources") ? version : spec).child("subresources");
                if (openApi instanceof Mapping) {
                    sources.put(
                            type,
                            () -> Schema.of(type, namespaced, served, subresources, open ? opened(openApi) : openApi));
                }
            }
        }
        return new Schemas(sources);
    }

    /** What {@code preserveUnknownFields: true} means: no object and no list loses a field. */
    private static Node opened(Node schema) {
        if (!(schema instanceof Mapping mapping)) {
            return schema;
        }
        Map<String, Node> entries = new LinkedHashMap<>(mapping.entries());
        entries.replaceAll((name, value) -> switch (name) {
            case "properties" -> Node.of(openedEach(value));
            case "items", "additionalProperties" -> opened(value);
            default -> value;
        });
        entries.put("x-kubernetes-preserve-unknown-fields", Scalar.of(true));
        return mapping.withEntries(entries);
    }

    private static Map<String, Node> openedEach(Node properties) {
        Map<String, Node> each = new LinkedHashMap<>();
        Fields.of(properties)
                .names()
                .forEach(name -> each.put(name, opened(properties.get(name).orElse(Scalar.NULL))));
        return each;
    }

    /**
     * Schemas from any source, each made when it is first asked for.
     *
     * @param sources what makes the schema of each kind
     * @return the schemas
     */
    public static Schemas lazy(Map<GroupVersionKind, Supplier<Schema>> sources) {
        return new Schemas(new LinkedHashMap<>(sources));
    }

    /**
     * Schemas in the compact notation of the definitions that this library carries.
     *
     * <p>A field is written {@code name: type}, required with {@code name!}, in one channel only with {@code +name}
     * (experimental) or {@code -name} (standard). A type is a mapping of fields, the name of another type, or a line of words:
     *
     * <pre>
     * text | int32 | int64 | integer | double | boolean | object | any | intOrText | list T | map T | T
     * 1..253        length, value, items or entries     ~pattern    a named pattern
     * A|B|+C        enumerated values                   format:x    an OpenAPI format
     * set, atomic, by:key   how lists compare           !rule       a named rule
     * nullable              null is a value
     * =json         the default, last on the line
     * </pre>
     *
     * <p>Patterns, values and rules take the same marks for the channel. In a mapping {@code $rules}, {@code $default},
     * {@code $atomic}, {@code $nullable} and {@code $oneOf} say the same of the object itself; {@code $atMostOne} lists sets of
     * fields that exclude each other, {@code $open} keeps fields that are not listed.
     *
     * @param content the text, UTF-8
     * @param origin its name, for errors
     * @param channel the word by which the versions of the text say whether they belong ("standard")
     * @return the schemas, each unfolded when it is first asked for
     * @throws io.github.windlass4j.manifest.yaml.MalformedYamlException with line and column, at once for a text that is no
     *     YAML and later for a type that is none
     */
    public static Schemas compact(byte[] content, String origin, String channel) {
        return CompactSchemas.read(content, origin, channel);
    }

    /**
     * All kinds and versions.
     *
     * @return the types in the order of the definitions, also versions that are not served
     */
    public Set<GroupVersionKind> types() {
        return Collections.unmodifiableSet(sources.keySet());
    }

    /**
     * The schema of a kind.
     *
     * @param type group, version and kind
     * @return the schema, if there is a definition
     */
    public Optional<Schema> find(GroupVersionKind type) {
        Supplier<Schema> source = sources.get(type);
        return source == null ? Optional.empty() : Optional.of(compiled.computeIfAbsent(type, unknown -> source.get()));
    }

    /**
     * The kinds whose schemas were asked for, and hence compiled.
     *
     * @return the types so far, in no order
     */
    public Set<GroupVersionKind> compiled() {
        return Set.copyOf(compiled.keySet());
    }

    /**
     * What the server would answer to the creation of an object of any kind. Versions that are defined but not served
     * count as known; ask {@link Schema#isServed()}.
     *
     * @param object the object
     * @return stored, refused, or no such kind
     */
    public SchemaVerdict create(Resource object) {
        return find(object.type())
                .map(schema -> schema.create(object))
                .orElseGet(() -> new SchemaVerdict.NoMatch(object.type().apiVersion(), object.kind()));
    }

    /**
     * What the server would refuse of a file's objects, and what it would drop of them; misspelt fields and kinds among it.
     *
     * @param manifests objects; those of groups without a definition here are passed over
     * @return for each object in turn the errors ({@code WL-MF-010}; {@code WL-MF-012} for a kind or version that its group does
     *     not serve), and a warning for each field that the definition does not know ({@code WL-MF-011})
     */
    public List<Finding> check(Manifests manifests) {
        return manifests.resources().stream()
                .flatMap(object -> check(object).stream())
                .toList();
    }

    /**
     * As {@link #check(Manifests)}, of one object.
     *
     * @param object the object
     * @return what there is to say; empty for one of a group without a definition here
     */
    public List<Finding> check(Resource object) {
        String group = object.type().group();
        if (types().stream().noneMatch(type -> type.group().equals(group))) {
            return List.of();
        }
        SchemaVerdict verdict = find(object.type())
                .filter(Schema::isServed)
                .map(schema -> schema.create(object))
                .orElseGet(() -> new SchemaVerdict.NoMatch(object.type().apiVersion(), object.kind()));
        List<Finding> findings = new ArrayList<>();
        verdict.errors().forEach(error -> findings.add(error.finding(object)));
        verdict.dropped()
                .forEach(field -> findings.add(finding(
                        "WL-MF-011", Severity.WARNING, object, "unknown field \"" + field + "\", which is dropped")));
        if (verdict instanceof SchemaVerdict.NoMatch unknown) {
            findings.add(finding("WL-MF-012", Severity.ERROR, object, unknown.message()));
        }
        return List.copyOf(findings);
    }

    private static Finding finding(String rule, Severity severity, Resource object, String message) {
        Location location =
                Location.of(object.origin()).at(object.at().line(), object.at().column());
        return new Finding(
                rule, severity, location, message, List.of(object.ref().toString()));
    }

    @Override
    public String toString() {
        return Count.of(types().size(), "kind");
    }
}
