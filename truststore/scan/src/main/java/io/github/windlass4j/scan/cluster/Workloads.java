package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.scan.cluster.ClusterObjects.Holder;
import io.github.windlass4j.scan.cluster.Mounts.Mounted;
import io.github.windlass4j.scan.config.ConfigScan;
import io.github.windlass4j.scan.config.Configuration;
import io.github.windlass4j.scan.config.MalformedConfigurationException;
import io.github.windlass4j.scan.internal.KeytoolScript;
import io.github.windlass4j.scan.internal.PathText;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.scan.inventory.Unresolved;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The programs that pods run: their environment, their mounted configuration, and what init containers do to their stores. */
final class Workloads {
    private final ClusterObjects objects;

    private final Inventory.Builder facts;

    Workloads(ClusterObjects objects, Inventory.Builder facts) {
        this.objects = objects;
        this.facts = facts;
    }

    void read(Workload workload) {
        PodSpec pod = workload.pod();
        for (PodSpec.Container container : pod.initContainers()) {
            keystores(workload, pod, container);
            container(workload, pod, container, " init container ");
        }
        for (PodSpec.Container container : pod.containers()) {
            keystores(workload, pod, container);
            container(workload, pod, container, " container ");
        }
    }

    private Mounts mounts(Workload workload, PodSpec pod, PodSpec.Container container) {
        return new Mounts(objects, workload.namespace(), workload.ref().toString(), pod, container);
    }

    private void container(Workload workload, PodSpec pod, PodSpec.Container container, String kind) {
        String who = workload.ref() + kind + container.name();
        Mounts mounts = mounts(workload, pod, container);
        Configuration environment = environment(workload, container, who);
        Configuration all = environment
                .over(new ServiceBindings(objects, who, mounts, facts).of(environment))
                .over(files(who, mounts, environment, container.commandLine()));
        facts.add(ConfigScan.of(who, all)
                .commandLine(container.commandLine())
                .home(container.image().isEmpty() ? "" : "image " + container.image())
                .workingDirectory(container.fields().text("workingDir", ""))
                .mounts(mounts::locate)
                .scan());
    }

    private Configuration environment(Workload workload, PodSpec.Container container, String who) {
        String namespace = workload.namespace();
        Place at = new Place(objects.cluster(), who + " env");
        Configuration environment = Configuration.none();
        for (Fields source : container.fields().list("envFrom")) {
            Configuration more = source.has("configMapRef")
                    ? all(source, "ConfigMap", source.child("configMapRef"), namespace, who)
                    : all(source, "Secret", source.child("secretRef"), namespace, who);
            environment = more.over(environment);
        }
        for (Fields variable : container.environment()) {
            String name = variable.text("name", "");
            if (!name.isEmpty()) {
                environment = variable(name, variable, namespace, at).over(environment);
            }
        }
        return environment;
    }

    private Configuration all(Fields source, String kind, Fields reference, String namespace, String who) {
        Holder holder = new Holder(kind, namespace, reference.text("name", ""));
        if (!objects.has(holder)) {
            if (!reference.flag("optional").orElse(false)) {
                facts.add(new Unresolved(
                        who, holder.toString(), "is not among what was scanned; envFrom takes all of it"));
            }
            return Configuration.none();
        }
        String prefix = source.text("prefix", "");
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : objects.keys(holder)) {
            objects.value(holder, key)
                    .ifPresent(bytes -> values.put(prefix + key, new String(bytes, StandardCharsets.UTF_8)));
        }
        return Configuration.environment(values, new Place(objects.cluster(), holder.toString()));
    }

    private Configuration variable(String name, Fields variable, String namespace, Place at) {
        Fields from = variable.child("valueFrom");
        if (!from.isPresent()) {
            return Configuration.environment(Map.of(name, variable.text("value", "")), at);
        }
        for (String field : List.of("configMapKeyRef", "secretKeyRef")) {
            if (from.has(field)) {
                Fields reference = from.child(field);
                String kind = field.equals("secretKeyRef") ? "Secret" : "ConfigMap";
                Holder holder = new Holder(kind, namespace, reference.text("name", ""));
                String key = reference.text("key", "");
                Optional<byte[]> value = objects.value(holder, key);
                Place place = new Place(objects.cluster(), holder + " key " + key);
                if (value.isPresent()) {
                    String text = new String(value.get(), StandardCharsets.UTF_8);
                    return Configuration.environment(Map.of(name, text), place);
                }
                return reference.flag("optional").orElse(false) && objects.has(holder)
                        ? Configuration.none()
                        : Configuration.unknown(Map.of(name, place.path()), at);
            }
        }
        return Configuration.unknown(Map.of(name, "the pod's own " + String.join(", ", from.names())), at);
    }

    /** Configuration files that volumes bring, under the profiles that environment, command line or they themselves switch on. */
    private Configuration files(String who, Mounts mounts, Configuration environment, List<String> commandLine) {
        Set<String> known =
                ConfigScan.of(who, environment).commandLine(commandLine).profiles();
        Configuration files = files(who, mounts, known);
        Set<String> own =
                known.isEmpty() ? ConfigScan.of(who, environment.over(files)).profiles() : Set.of();
        return own.isEmpty() ? files : files(who, mounts, own);
    }

    /** Weakest first: general ones, then those of a profile. */
    private Configuration files(String who, Mounts mounts, Set<String> profiles) {
        Configuration general = Configuration.none();
        Configuration special = Configuration.none();
        Map<String, Mounted> mounted = mounts.files();
        for (Map.Entry<String, Mounted> file : mounted.entrySet()) {
            String name = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
            Optional<Configuration> read =
                    content(file.getValue()).flatMap(bytes -> file(who, file.getKey(), mounted, bytes, profiles));
            int dash = name.indexOf('-');
            String profile = dash < 0 ? "" : name.substring(dash + 1).replaceAll("\\.\\w+$", "");
            boolean ofProfile = name.startsWith("application-");
            if (read.isPresent() && (!ofProfile || profiles.contains(profile))) {
                general = ofProfile ? general : read.get().over(general);
                special = ofProfile ? read.get().over(special) : special;
            }
        }
        return special.over(general);
    }

    private Optional<byte[]> content(Mounted mounted) {
        return objects.value(mounted.holder(), mounted.key());
    }

    private Optional<Configuration> file(
            String who, String path, Map<String, Mounted> files, byte[] bytes, Set<String> profiles) {
        Mounted mounted = Objects.requireNonNull(files.get(path));
        Place at = new Place(objects.cluster(), mounted.holder() + " key " + mounted.key());
        try {
            return Configuration.file(
                    path,
                    bytes,
                    at,
                    profiles,
                    other -> PathText.find(files, "", other).flatMap(this::content));
        } catch (MalformedYamlException e) {
            unreadable(who, Location.of(at.toString()).at(e.at().line(), e.at().column()), e.problem());
        } catch (MalformedConfigurationException e) {
            unreadable(who, Location.of(at.toString()).at(e.line(), e.column()), e.problem());
        }
        return Optional.empty();
    }

    private void unreadable(String who, Location at, String problem) {
        facts.add(new Finding(
                "WL-SC-004", Severity.ERROR, at, "configuration of " + who + " cannot be read: " + problem));
    }

    /** What a container's keytool makes of a volume that other containers then read. */
    private void keystores(Workload workload, PodSpec pod, PodSpec.Container container) {
        Mounts mounts = mounts(workload, pod, container);
        KeytoolScript.read(container.commandLine())
                .forEach((path, made) -> mounts.scratch(path)
                        .ifPresent(place -> keystore(
                                workload.ref() + " container " + container.name(), path, place, made, mounts)));
    }

    private void keystore(String who, String path, Place place, KeytoolScript.Made made, Mounts mounts) {
        List<Certificate> all = new ArrayList<>();
        List<String> missing = new ArrayList<>(made.open());
        if (!made.base().isEmpty()) {
            missing.add("copy of " + made.base());
        }
        Map<String, Mounted> files = mounts.files();
        for (String file : made.imported()) {
            // keytool imports the first certificate of a bundle and says that it was added.
            Optional<Certificate> first = Optional.ofNullable(files.get(file))
                    .flatMap(mounted -> objects.value(mounted.holder(), mounted.key()))
                    .flatMap(bytes -> CertificateBundle.read(bytes, file).certificates().stream()
                            .findFirst());
            first.ifPresentOrElse(all::add, () -> missing.add("import of " + file));
        }
        if (missing.isEmpty()) {
            facts.add(place, "", StoreSighting.Role.TRUST, KeytoolScript.holding(all, path));
        } else {
            missing.forEach(step -> facts.add(
                    new Unresolved(who, step, "is a step in making " + place.path() + " that was not followed")));
        }
    }
}
