package io.github.windlass4j.manifest.object;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A set of Kubernetes objects, read from any number of texts. Objects of unknown kinds are kept; {@code List} kinds are
 * taken apart; documents that are no objects are reported, not refused. Immutable; the order of reading is kept.
 */
public final class Manifests {
    private static final String REPEATED_KEY = "WL-MF-001";
    private static final String NO_OBJECT = "WL-MF-002";
    private static final String NO_KIND = "WL-MF-003";

    private final List<Resource> resources;
    private final List<Finding> findings;
    private final Map<ObjectRef, Resource> byRef = new LinkedHashMap<>();

    private Manifests(List<Resource> resources, List<Finding> findings) {
        this.resources = List.copyOf(resources);
        this.findings = List.copyOf(findings);
        for (Resource resource : resources) {
            byRef.put(resource.ref(), resource);
        }
    }

    /**
     * No objects.
     *
     * @return the empty set
     */
    public static Manifests empty() {
        return new Manifests(List.of(), List.of());
    }

    /**
     * Objects that are already in memory.
     *
     * @param resources the objects in order
     * @return the set
     */
    public static Manifests of(Collection<Resource> resources) {
        return new Manifests(List.copyOf(resources), List.of());
    }

    /**
     * Reads YAML (also several documents) or JSON.
     *
     * @param text the text
     * @param origin name used in errors and findings ("mesh.yaml")
     * @return its objects
     * @throws MalformedYamlException with line and column, when the text cannot be read at all
     */
    public static Manifests read(String text, String origin) {
        return of(Yaml.read(text, origin));
    }

    /**
     * Reads YAML (also several documents) or JSON.
     *
     * @param content UTF-8, or UTF-16 with a byte order mark
     * @param origin name used in errors and findings
     * @return its objects
     * @throws MalformedYamlException with line and column, when the text cannot be read at all
     */
    public static Manifests read(byte[] content, String origin) {
        return of(Yaml.read(content, origin));
    }

    private static Manifests of(List<Document> documents) {
        List<Resource> resources = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Document document : documents) {
            for (Document.DuplicateKey key : document.duplicates()) {
                findings.add(new Finding(
                        REPEATED_KEY,
                        Severity.WARNING,
                        at(document.origin(), key.at()),
                        "key \"" + key.key() + "\" stands again; the last value counts"));
            }
            flatten(document.root(), document.origin(), resources, findings);
        }
        return new Manifests(resources, findings);
    }

    private static Location at(String origin, Position position) {
        return Location.of(origin).at(position.line(), position.column());
    }

    private static void flatten(Node node, String origin, List<Resource> resources, List<Finding> findings) {
        if (node instanceof Scalar scalar && scalar.isNull()) {
            return;
        }
        if (!(node instanceof Mapping mapping)) {
            findings.add(new Finding(
                    NO_OBJECT,
                    Severity.WARNING,
                    at(origin, node.at()),
                    "not an object (want a mapping with apiVersion and kind)"));
            return;
        }
        Resource resource = Resource.of(mapping, origin);
        if (resource.kind().endsWith("List") && mapping.entries().get("items") instanceof Sequence items) {
            GroupVersionKind type = resource.type();
            String itemKind = type.kind().substring(0, type.kind().length() - "List".length());
            for (Node item : items.items()) {
                // A typed list, unlike v1 List, need not repeat apiVersion and kind in its items.
                flatten(
                        itemKind.isEmpty() ? item : typed(item, type.apiVersion(), itemKind),
                        origin,
                        resources,
                        findings);
            }
            return;
        }
        if (resource.kind().isEmpty() || resource.type().version().isEmpty()) {
            findings.add(new Finding(
                    NO_KIND, Severity.WARNING, at(origin, node.at()), "an object without apiVersion or kind"));
        }
        resources.add(resource);
    }

    private static Node typed(Node item, String apiVersion, String kind) {
        if (!(item instanceof Mapping mapping) || mapping.entries().containsKey("kind")) {
            return item;
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        entries.put("apiVersion", Scalar.of(apiVersion));
        entries.put("kind", Scalar.of(kind));
        entries.putAll(mapping.entries());
        return mapping.withEntries(entries);
    }

    /**
     * All objects.
     *
     * @return the objects in the order of reading
     */
    public List<Resource> resources() {
        return resources;
    }

    /**
     * What was read but has no effect, or not the one it seems to have: {@code WL-MF-001} a repeated key, {@code WL-MF-002}
     * a document that is no object, {@code WL-MF-003} an object without apiVersion or kind.
     *
     * @return the findings in the order of reading
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The objects of one kind, whatever their version.
     *
     * @param group API group, empty for the core group
     * @param kind kind
     * @return the objects in order
     */
    public List<Resource> ofKind(String group, String kind) {
        return resources.stream()
                .filter(resource ->
                        resource.kind().equals(kind) && resource.group().equals(group))
                .toList();
    }

    /**
     * The object of that name. When an object was given twice the last one counts, as with {@code kubectl apply}.
     *
     * @param ref the object's identity
     * @return the object, if it is in the set
     */
    public Optional<Resource> find(ObjectRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /**
     * These objects followed by others.
     *
     * @param others further objects
     * @return both
     */
    public Manifests plus(Manifests others) {
        List<Resource> all = new ArrayList<>(resources);
        all.addAll(others.resources);
        List<Finding> both = new ArrayList<>(findings);
        both.addAll(others.findings);
        return new Manifests(all, both);
    }

    /**
     * All objects as one YAML stream.
     *
     * @return the documents, separated by {@code ---}
     */
    public String toYaml() {
        return Yaml.write(resources.stream().map(Resource::root).toList());
    }

    @Override
    public String toString() {
        return Count.of(resources.size(), "object") + ", " + Count.of(findings.size(), "finding");
    }
}
