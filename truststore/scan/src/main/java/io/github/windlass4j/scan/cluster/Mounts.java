package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.scan.cluster.ClusterObjects.Holder;
import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The volumes of one container: which path leads to which key of which object. */
final class Mounts {
    /** A file that a volume brings, and where its content lies. */
    record Mounted(Holder holder, String key) {}

    private record Mount(String path, String volume, String subPath, Fields source) {}

    private final ClusterObjects objects;
    private final String namespace;
    private final String pod;
    private final List<Mount> mounts = new ArrayList<>();

    Mounts(ClusterObjects objects, String namespace, String pod, PodSpec spec, PodSpec.Container container) {
        this.objects = objects;
        this.namespace = namespace;
        this.pod = pod;
        for (Fields mount : container.volumeMounts()) {
            String name = mount.text("name", "");
            spec.volumes().stream()
                    .filter(volume -> volume.name().equals(name))
                    .findFirst()
                    .ifPresent(volume -> mounts.add(new Mount(
                            trimmed(mount.text("mountPath", "")), name, mount.text("subPath", ""), volume.fields())));
        }
        // The longest path wins, as in the kernel.
        mounts.sort((a, b) -> b.path.length() - a.path.length());
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Where a path leads to; empty if it lies in the image. */
    Optional<StorePointer> locate(String path) {
        if (path.startsWith("~/") || path.startsWith("./")) {
            // Whose home, and which working directory, is not known: what alone is called so is meant.
            String end = path.substring(1);
            List<Place> called = files().entrySet().stream()
                    .filter(file -> file.getKey().endsWith(end))
                    .map(file -> objects.place(
                            file.getValue().holder(), file.getValue().key()))
                    .distinct()
                    .toList();
            return called.size() == 1 ? Optional.of(StorePointer.to(called.get(0))) : Optional.empty();
        }
        if (path.equals(Place.jvmStore("").path())) {
            return jvmStore();
        }
        if (path.equals(Place.systemStore("").path())) {
            return first(OwnStores.SYSTEM_BUNDLES);
        }
        for (Mount mount : mounts) {
            if (path.equals(mount.path) || path.startsWith(mount.path + "/")) {
                return Optional.of(StorePointer.to(place(mount, path)));
            }
        }
        return Optional.empty();
    }

    private Optional<StorePointer> first(List<String> paths) {
        return paths.stream().map(this::locate).flatMap(Optional::stream).findFirst();
    }

    /** What is mounted over the store of a JDK, wherever that lies; over its folder it hides the store that was there. */
    private Optional<StorePointer> jvmStore() {
        List<String> paths = new ArrayList<>();
        for (String file : OwnStores.JVM_FILES) {
            Stream.concat(files().keySet().stream(), mounts.stream().map(Mount::path))
                    .filter(path -> path.endsWith(OwnStores.JVM_FOLDER + "/" + file))
                    .forEach(paths::add);
        }
        for (Mount mount : mounts) {
            if (mount.path.endsWith(OwnStores.JVM_FOLDER)) {
                paths.add(mount.path + "/cacerts");
            }
            OwnStores.JVM_LINKED.stream()
                    .filter(path -> path.equals(mount.path) || path.equals(mount.path + "/cacerts"))
                    .forEach(paths::add);
        }
        return first(paths);
    }

    private Place place(Mount mount, String path) {
        String inside = path.equals(mount.path) ? "" : path.substring(mount.path.length() + 1);
        String file =
                mount.subPath.isEmpty() ? inside : inside.isEmpty() ? mount.subPath : mount.subPath + "/" + inside;
        Mounted exact = files(mount.source).get(file);
        if (exact != null) {
            return objects.place(exact.holder(), exact.key());
        }
        Optional<Place> bundle = clusterTrustBundle(mount.source, file);
        if (bundle.isPresent()) {
            return bundle.get();
        }
        List<Holder> holders = holders(mount.source);
        if (holders.size() == 1 && !file.isEmpty() && !objects.has(holders.get(0))) {
            return objects.place(holders.get(0), file);
        }
        return volume(mount.volume, file);
    }

    /** A file of a volume that no object of the cluster fills: written at run time. */
    Place volume(String volume, String file) {
        return new Place(objects.cluster(), pod + " volume " + volume + (file.isEmpty() ? "" : " file " + file));
    }

    /** The volume and the file in it that a path leads to, if that is an emptyDir. */
    Optional<Place> scratch(String path) {
        for (Mount mount : mounts) {
            if (mount.source.has("emptyDir") && path.startsWith(mount.path + "/")) {
                String inside = path.substring(mount.path.length() + 1);
                return Optional.of(
                        volume(mount.volume, mount.subPath.isEmpty() ? inside : mount.subPath + "/" + inside));
            }
        }
        return Optional.empty();
    }

    /** The files that objects of the cluster bring, by their path in the container; those of absent objects are left out. */
    Map<String, Mounted> files() {
        Map<String, Mounted> all = new LinkedHashMap<>();
        for (Mount mount : mounts) {
            files(mount.source).forEach((file, mounted) -> {
                if (mount.subPath.isEmpty()) {
                    all.putIfAbsent(mount.path + "/" + file, mounted);
                } else if (file.equals(mount.subPath)) {
                    all.putIfAbsent(mount.path, mounted);
                } else if (file.startsWith(mount.subPath + "/")) {
                    all.putIfAbsent(mount.path + file.substring(mount.subPath.length()), mounted);
                }
            });
        }
        return all;
    }

    private Map<String, Mounted> files(Fields volume) {
        Map<String, Mounted> files = new LinkedHashMap<>();
        for (Fields source : sources(volume)) {
            holder(source).ifPresent(holder -> {
                List<Fields> items = items(source);
                if (items.isEmpty()) {
                    objects.keys(holder).forEach(key -> files.put(key, new Mounted(holder, key)));
                }
                for (Fields item : items) {
                    files.put(item.text("path", ""), new Mounted(holder, item.text("key", "")));
                }
            });
        }
        return files;
    }

    /** Objects that the volume takes from, whether they are there or not. */
    private List<Holder> holders(Fields volume) {
        return sources(volume).stream()
                .flatMap(source -> holder(source).stream())
                .toList();
    }

    private static List<Fields> sources(Fields volume) {
        return volume.has("projected") ? volume.child("projected").list("sources") : List.of(volume);
    }

    private Optional<Holder> holder(Fields source) {
        Optional<String> map = source.child("configMap").text("name");
        if (map.isPresent()) {
            return Optional.of(new Holder("ConfigMap", namespace, map.get()));
        }
        Fields secret = source.child("secret");
        return secret.text("secretName")
                .or(() -> secret.text("name"))
                .map(name -> new Holder("Secret", namespace, name));
    }

    private static List<Fields> items(Fields source) {
        return source.has("configMap")
                ? source.child("configMap").list("items")
                : source.child("secret").list("items");
    }

    private Optional<Place> clusterTrustBundle(Fields volume, String file) {
        for (Fields source : sources(volume)) {
            Fields bundle = source.child("clusterTrustBundle");
            if (bundle.text("path", "").equals(file) && !file.isEmpty()) {
                List<Resource> matching = objects.clusterTrustBundles().stream()
                        .filter(resource -> bundle.has("name")
                                ? resource.name().equals(bundle.text("name", ""))
                                : resource.spec().text("signerName", "").equals(bundle.text("signerName", "?"))
                                        && resource.labels()
                                                .entrySet()
                                                .containsAll(bundle.child("labelSelector")
                                                        .textMap("matchLabels")
                                                        .entrySet()))
                        .toList();
                String name = matching.size() == 1
                        ? matching.get(0).ref().toString()
                        : "ClusterTrustBundle " + bundle.text("name", bundle.text("signerName", ""));
                return Optional.of(new Place(objects.cluster(), name + " field spec.trustBundle"));
            }
        }
        return Optional.empty();
    }
}
