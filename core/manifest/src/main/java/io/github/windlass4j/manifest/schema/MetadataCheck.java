package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.Names;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the server asks of metadata (k8s.io/apimachinery/pkg/api/validation, objectmeta.go). */
final class MetadataCheck {
    /** All annotations together (objectmeta.go, TotalAnnotationSizeLimitB). */
    private static final int ANNOTATION_BYTES = 256 * 1024;

    /** The name of a field manager (meta/v1/validation, FieldManagerMaxLength). */
    private static final int MANAGER_LENGTH = 128;

    static final FieldPath METADATA = FieldPath.ROOT.child("metadata");

    private final FieldPath path;
    private final Fields metadata;
    private final Node around;
    private final List<FieldError> errors = new ArrayList<>();

    private MetadataCheck(FieldPath path, Mapping object) {
        this.path = path;
        this.metadata = Fields.of(object).child("metadata");
        this.around = metadata.isPresent() ? metadata.node() : object;
    }

    /** A new object. */
    static List<FieldError> created(Mapping root) {
        MetadataCheck check = new MetadataCheck(METADATA, root);
        String name = check.metadata.text("name", "");
        String prefix = check.metadata.text("generateName", "");
        if (!prefix.isEmpty()) {
            check.all("generateName", prefix, Names.subdomain(Names.prefix(prefix)));
        }
        if (!name.isEmpty()) {
            check.all("name", name, Names.subdomain(name));
        } else if (prefix.isEmpty()) {
            check.add(FieldError.Type.REQUIRED, "name", "", "name or generateName is required");
        }
        check.fresh();
        return check.errors;
    }

    /** An object inside of another one: it need not have a name, and its name need only fit into a path. */
    static List<FieldError> embedded(Mapping object, FieldPath path) {
        MetadataCheck check = new MetadataCheck(path, object);
        String prefix = check.metadata.text("generateName", "");
        if (!prefix.isEmpty()) {
            check.all("generateName", prefix, segment(prefix));
        }
        String name = check.metadata.text("name", "");
        check.all(
                "name",
                name,
                name.equals(".") || name.equals("..") ? List.of("may not be '" + name + "'") : segment(name));
        // Of an object of its own the server counts the generations itself.
        long generation = check.metadata.whole("generation").orElse(0);
        if (generation < 0) {
            check.add(
                    FieldError.Type.INVALID,
                    "generation",
                    Long.toString(generation),
                    "must be greater than or equal to 0");
        }
        check.fresh();
        return check.errors;
    }

    private static List<String> segment(String name) {
        List<String> problems = new ArrayList<>();
        for (String part : List.of("/", "%")) {
            if (name.contains(part)) {
                problems.add("may not contain '" + part + "'");
            }
        }
        return problems;
    }

    /** An object that takes the place of another: what identifies it stays. What the server fills in is not asked for. */
    static List<FieldError> updated(Mapping root, Mapping old) {
        MetadataCheck check = new MetadataCheck(METADATA, root);
        Fields before = Fields.of(old).child("metadata");
        if (before.has("deletionTimestamp")) {
            Set<String> added = new TreeSet<>(check.metadata.texts("finalizers"));
            before.texts("finalizers").forEach(added::remove);
            if (!added.isEmpty()) {
                String words = added.stream().map(Complaints::quote).collect(Collectors.joining(", "));
                check.add(
                        FieldError.Type.FORBIDDEN,
                        "finalizers",
                        "",
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + words + "}");
            }
        }
        for (String field : List.of("name", "namespace", "uid")) {
            String now = check.metadata.text(field, "");
            if (!now.isEmpty() && !now.equals(before.text(field, now))) {
                check.all(field, now, List.of("field is immutable"));
            }
        }
        check.common();
        check.managers();
        return check.errors;
    }

    private void fresh() {
        String namespace = metadata.text("namespace", "");
        if (!namespace.isEmpty()) {
            all("namespace", namespace, Names.label(namespace));
        }
        common();
        finalizers();
        managers();
    }

    /** What is asked at creation and at each update. */
    private void common() {
        metadata.textMap("labels").forEach((key, value) -> {
            all("labels", key, Names.qualified(key));
            all("labels", value, Names.labelValue(value));
        });
        long size = 0;
        for (Map.Entry<String, String> entry : metadata.textMap("annotations").entrySet()) {
            // Keys of annotations may be written in capitals.
            all("annotations", entry.getKey(), Names.qualified(entry.getKey().toLowerCase(Locale.ROOT)));
            size += entry.getKey().length() + entry.getValue().length();
        }
        // No character takes more than three bytes for each of Java's.
        if (size > ANNOTATION_BYTES / 3 && bytes(metadata.textMap("annotations")) > ANNOTATION_BYTES) {
            add(FieldError.Type.TOO_LONG, "annotations", "", "may not be more than " + ANNOTATION_BYTES + " bytes");
        }
        owners();
    }

    private void owners() {
        String controller = "";
        for (Fields owner : metadata.list("ownerReferences")) {
            String version = owner.text("apiVersion", "");
            if (version.substring(version.indexOf('/') + 1).isEmpty()
                    || version.indexOf('/') != version.lastIndexOf('/')) {
                all("ownerReferences.apiVersion", version, List.of("version must not be empty"));
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (owner.text(field, "").isEmpty()) {
                    all("ownerReferences." + field, "", List.of("must not be empty"));
                }
            }
            if (version.equals("v1") && owner.text("kind", "").equals("Event")) {
                add(
                        FieldError.Type.INVALID,
                        "ownerReferences",
                        Complaints.json(owner.node()),
                        "/v1, Kind=Event is disallowed from being an owner");
            }
            if (owner.flag("controller").orElse(false)) {
                String name = owner.text("kind", "") + "/" + owner.text("name", "");
                if (controller.isEmpty()) {
                    controller = name;
                } else {
                    add(
                            FieldError.Type.INVALID,
                            "ownerReferences",
                            Complaints.json(metadata.child("ownerReferences").node()),
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + controller + " and " + name);
                }
            }
        }
    }

    private void finalizers() {
        List<String> finalizers = metadata.texts("finalizers");
        finalizers.forEach(finalizer -> all("finalizers", finalizer, Names.qualified(finalizer)));
        if (finalizers.containsAll(List.of("orphan", "foregroundDeletion"))) {
            add(
                    FieldError.Type.INVALID,
                    "finalizers",
                    Complaints.json(metadata.child("finalizers").node()),
                    "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    private void managers() {
        for (Fields entry : metadata.list("managedFields")) {
            String here = entry.path().substring(entry.path().indexOf("managedFields"));
            String operation = entry.text("operation", "");
            if (!operation.equals("Apply") && !operation.equals("Update")) {
                all(here + ".operation", operation, List.of("must be `Apply` or `Update`"));
            }
            String type = entry.text("fieldsType", "");
            if (!type.isEmpty() && !type.equals("FieldsV1")) {
                all(here + ".fieldsType", type, List.of("must be `FieldsV1`"));
            }
            if (entry.text("manager", "").length() > MANAGER_LENGTH) {
                String words = "may not be more than " + MANAGER_LENGTH + " bytes";
                add(FieldError.Type.TOO_LONG, here + ".manager", "", words);
            }
        }
    }

    private static long bytes(Map<String, String> texts) {
        long size = 0;
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    private void all(String field, String value, List<String> problems) {
        problems.forEach(problem -> add(FieldError.Type.INVALID, field, Complaints.quote(value), problem));
    }

    private void add(FieldError.Type type, String field, String value, String detail) {
        Node at = around.get(field).orElse(around);
        errors.add(new FieldError(type, path.child(field).toString(), value, detail, at.at()));
    }
}
