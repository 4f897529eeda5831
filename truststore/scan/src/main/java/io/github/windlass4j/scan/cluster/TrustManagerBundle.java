package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A view of trust-manager's Bundle ({@code trust.cert-manager.io}): the sources that it puts together and the keys of the
 * ConfigMap or Secret that it writes, under its own name, into the selected namespaces.
 *
 * @param resource the object
 */
public record TrustManagerBundle(Resource resource) implements ObjectView {
    /** The API group. */
    public static final String GROUP = "trust.cert-manager.io";

    private static final List<String> FORMATS = List.of("jks", "pkcs12");

    /** All bundles of a set, in order. */
    public static List<TrustManagerBundle> all(Manifests manifests) {
        return manifests.ofKind(GROUP, "Bundle").stream()
                .map(TrustManagerBundle::new)
                .toList();
    }

    /**
     * Where certificates come from.
     *
     * @param kind {@code defaultCAs}, {@code inLine}, {@code ConfigMap} or {@code Secret}
     * @param name name of the object; empty for the first two, and where a selector chooses the objects
     * @param key its key; empty if all keys are taken
     */
    public record Source(String kind, String name, String key) {
        /** {@code ConfigMap pg-roots key ca.crt}. */
        @Override
        public String toString() {
            return kind + (name.isEmpty() ? "" : " " + name) + (key.isEmpty() ? "" : " key " + key);
        }
    }

    /**
     * What it writes.
     *
     * @param kind {@code ConfigMap} or {@code Secret}
     * @param key the key
     * @param format {@code pem}, {@code jks} or {@code pkcs12}
     */
    public record Target(String kind, String key, String format) {}

    /** The sources in order. */
    public List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (Fields source : resource.spec().list("sources")) {
            if (source.flag("useDefaultCAs").orElse(false)) {
                sources.add(new Source("defaultCAs", "", ""));
            }
            source.text("inLine").ifPresent(text -> sources.add(new Source("inLine", "", "")));
            object(source, "configMap", "ConfigMap", sources);
            object(source, "secret", "Secret", sources);
        }
        return List.copyOf(sources);
    }

    private static void object(Fields source, String field, String kind, List<Source> sources) {
        if (source.has(field)) {
            Fields reference = source.child(field);
            sources.add(new Source(kind, reference.text("name", ""), reference.text("key", "")));
        }
    }

    /** The targets in order, PEM first. */
    public List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        Fields target = resource.spec().child("target");
        for (String field : List.of("configMap", "secret")) {
            if (target.has(field)) {
                String kind = field.equals("secret") ? "Secret" : "ConfigMap";
                target.child(field).text("key").ifPresent(key -> targets.add(new Target(kind, key, "pem")));
                for (String format : FORMATS) {
                    target.child("additionalFormats", format)
                            .text("key")
                            .ifPresent(key -> targets.add(new Target(kind, key, format)));
                }
            }
        }
        return List.copyOf(targets);
    }

    @Override
    public String toString() {
        return resource.toString();
    }
}
