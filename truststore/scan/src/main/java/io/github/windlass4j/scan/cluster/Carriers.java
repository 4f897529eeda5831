package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.scan.internal.StoreProbe;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StoreSighting.Role;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stores inside Kubernetes objects: values of ConfigMaps and Secrets, Base64 fields like {@code caBundle}, and PEM text in
 * any field of any kind.
 */
final class Carriers {
    /** Fields that hold PEM or DER in Base64, whatever the kind: webhooks, APIServices, CRDs, issuers, kubeconfig. */
    private static final Set<String> BASE64_FIELDS =
            Set.of("caBundle", "certificate-authority-data", "caCertificate", "caData");

    /** Any that the probe tries. */
    private static final String PASSWORD = "changeit";

    private static final String TLS_CERTIFICATE = "tls.crt";
    private static final String TLS_KEY = "tls.key";

    private final Manifests manifests;
    private final String cluster;
    private final StoreProbe probe;
    private final Inventory.Builder facts;
    private final Map<Place, StoreSnapshot> read = new TreeMap<>();

    Carriers(Manifests manifests, String cluster, StoreProbe probe, Inventory.Builder facts) {
        this.manifests = manifests;
        this.cluster = cluster;
        this.probe = probe;
        this.facts = facts;
    }

    /** A value of a ConfigMap or Secret, under one name for whichever of its fields holds it. */
    static Place key(String cluster, ObjectRef object, String key) {
        return new Place(cluster, object + " key " + key);
    }

    void read(Resource resource) {
        if (resource.group().isEmpty() && resource.kind().equals(ConfigMap.KIND)) {
            configMap(new ConfigMap(resource));
        } else if (resource.group().isEmpty() && resource.kind().equals(Secret.KIND)) {
            secret(new Secret(resource));
        } else {
            for (Map.Entry<String, Node> field : resource.root().entries().entrySet()) {
                // Annotations repeat whole objects (last-applied-configuration).
                if (!field.getKey().equals("metadata")) {
                    walk(resource, field.getKey(), field.getKey(), field.getValue());
                }
            }
        }
    }

    private void configMap(ConfigMap map) {
        for (String key : map.keys()) {
            String holder = map.resource().fields().child("data").has(key) ? "data" : "binaryData";
            value(map.resource(), holder, key, map.value(key), Role.TRUST, List.of());
        }
    }

    private void secret(Secret secret) {
        List<char[]> passwords = passwords(secret);
        boolean pair = secret.keys().contains(TLS_CERTIFICATE) && secret.keys().contains(TLS_KEY);
        for (String key : secret.keys()) {
            String holder = secret.resource().fields().child("stringData").has(key) ? "stringData" : "data";
            boolean own = pair && (key.equals(TLS_CERTIFICATE) || key.equals(TLS_KEY));
            value(
                    secret.resource(),
                    holder,
                    key,
                    secret.value(key),
                    own ? Role.SERVER_CHAIN : Role.TRUST,
                    key.equals(TLS_KEY) ? List.of() : passwords);
        }
    }

    // A keystore and its password usually stand side by side.
    private static List<char[]> passwords(Secret secret) {
        List<char[]> found = new ArrayList<>();
        for (String key : secret.keys()) {
            String lower = key.toLowerCase(Locale.ROOT);
            if ((lower.contains("password") || lower.contains("storepass")) && found.size() < 4) {
                secret.value(key)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                        .ifPresent(text -> found.add(text.toCharArray()));
            }
        }
        return found;
    }

    private void value(
            Resource resource, String holder, String key, Optional<byte[]> bytes, Role role, List<char[]> more) {
        String field = holder + "[\"" + key + "\"]";
        if (bytes.isEmpty()) {
            malformed(resource, field, resource.fields().child(holder).at());
            return;
        }
        Place place = key(cluster, resource.ref(), key);
        remember(place, probe.probe(bytes.get(), key, place, field, role, more, facts));
    }

    private void remember(Place place, Optional<StoreSnapshot> content) {
        content.ifPresent(snapshot -> read.put(place, snapshot));
    }

    private void malformed(Resource resource, String field, Position at) {
        facts.add(new Finding(
                "WL-SC-002",
                Severity.ERROR,
                Location.of(resource.origin())
                        .entry(resource.ref() + " " + field)
                        .at(at.line(), at.column()),
                "not Base64: the API server refuses the object"));
    }

    private void walk(Resource resource, String path, String name, Node node) {
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((key, child) -> walk(resource, path + step(key), key, child));
        } else if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                walk(resource, path + "[" + i + "]", name, sequence.items().get(i));
            }
        } else if (node instanceof Scalar scalar && scalar.value() instanceof String text) {
            scalar(resource, path, name, text, node.at());
        }
    }

    private static String step(String key) {
        return key.indexOf('.') < 0 && key.indexOf('/') < 0 ? "." + key : "[\"" + key + "\"]";
    }

    private void scalar(Resource resource, String path, String name, String text, Position at) {
        Place place = new Place(cluster, resource.ref() + " field " + path);
        if (text.contains("-----BEGIN CERTIFICATE")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            remember(place, probe.probe(bytes, path, place, path, Role.TRUST, List.of(), facts));
        } else if (BASE64_FIELDS.contains(name) && !text.isBlank()) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[\\r\\n]", ""));
                remember(place, probe.probe(bytes, path, place, path, Role.TRUST, List.of(), facts));
            } catch (IllegalArgumentException notBase64) {
                malformed(resource, path, at);
            }
        }
    }

    /** What each trust-manager Bundle will put together, where all of its sources are at hand. */
    void bundles() {
        for (TrustManagerBundle bundle : TrustManagerBundle.all(manifests)) {
            List<Certificate> all = new ArrayList<>();
            boolean complete = true;
            for (TrustManagerBundle.Source source : bundle.sources()) {
                complete &= collect(bundle, source, all);
            }
            if (complete) {
                put(bundle, all);
            }
        }
    }

    private boolean collect(TrustManagerBundle bundle, TrustManagerBundle.Source source, List<Certificate> all) {
        if (source.kind().equals("inLine")) {
            String prefix = bundle.ref() + " field spec.sources[";
            read.forEach((place, content) -> {
                if (place.path().startsWith(prefix) && place.path().endsWith("].inLine")) {
                    all.addAll(trusted(content));
                }
            });
            return true;
        }
        String who = bundle.ref().toString();
        if (source.kind().equals("defaultCAs")) {
            facts.add(new Unresolved(who, "useDefaultCAs", "is a package inside trust-manager's own image"));
            return false;
        }
        if (source.name().isEmpty() || source.key().isEmpty()) {
            facts.add(new Unresolved(who, source.kind(), "is chosen by a selector or takes all keys; not followed"));
            return false;
        }
        // The namespace is an option of trust-manager's deployment; the name is unique in practice.
        List<StoreSnapshot> found = read.entrySet().stream()
                .filter(entry -> isKey(entry.getKey(), source))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        if (found.size() != 1) {
            facts.add(new Unresolved(
                    who,
                    source.toString(),
                    found.isEmpty() ? "is not among what was scanned" : "stands in several namespaces"));
            return false;
        }
        all.addAll(trusted(found.get(0)));
        return true;
    }

    private static boolean isKey(Place place, TrustManagerBundle.Source source) {
        String end = source.name() + " key " + source.key();
        return place.path().equals(source.kind() + " " + end)
                || (place.path().startsWith(source.kind() + " ") && place.path().endsWith("/" + end));
    }

    private static List<Certificate> trusted(StoreSnapshot content) {
        return content.entries().stream()
                .filter(StoreSnapshot.Item::trusted)
                .map(StoreSnapshot.Item::certificate)
                .toList();
    }

    // trust-manager writes each certificate once; the password of its keystores is no obstacle to a reader.
    private void put(TrustManagerBundle bundle, List<Certificate> all) {
        TrustStore store = TrustStore.of("", all.stream().distinct().toList());
        for (TrustManagerBundle.Target target : bundle.targets()) {
            StoreFile file = switch (target.format()) {
                case "jks" -> StoreFile.jks(store, PASSWORD.toCharArray(), Instant.EPOCH);
                case "pkcs12" -> StoreFile.pkcs12(store, PASSWORD.toCharArray());
                default -> StoreFile.pem(store);
            };
            Place place = target(cluster, bundle, target);
            probe.probe(file.bytes(), target.key(), place, "", Role.TRUST, List.of(), facts);
        }
    }

    /** What a Bundle writes has its name in every namespace that it selects. */
    static Place target(String cluster, TrustManagerBundle bundle, TrustManagerBundle.Target target) {
        return new Place(cluster, bundle.ref() + " target " + target.kind() + " key " + target.key());
    }
}
