package io.github.windlass4j.manifest.k8s;

import io.github.windlass4j.manifest.object.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A view of a pod's {@code spec}.
 *
 * @param fields its fields
 */
public record PodSpec(Fields fields) {
    /**
     * The containers that run together.
     *
     * @return the containers in order, without init containers
     */
    public List<Container> containers() {
        return fields.list("containers").stream().map(Container::new).toList();
    }

    /**
     * The containers that run before them, or beside them as sidecars.
     *
     * @return the init containers in order
     */
    public List<Container> initContainers() {
        return fields.list("initContainers").stream().map(Container::new).toList();
    }

    /**
     * The volumes.
     *
     * @return the volumes in order
     */
    public List<Volume> volumes() {
        return fields.list("volumes").stream().map(Volume::new).toList();
    }

    /**
     * Who the pod is.
     *
     * @return the ServiceAccount's name, {@code default} when absent
     */
    public String serviceAccount() {
        return fields.text("serviceAccountName")
                .or(() -> fields.text("serviceAccount"))
                .orElse("default");
    }

    /**
     * Whether the pod shares its node's network.
     *
     * @return true for {@code hostNetwork: true}
     */
    public boolean isHostNetwork() {
        return fields.flag("hostNetwork").orElse(false);
    }

    /**
     * The number of a container's named port.
     *
     * @param name name of the port
     * @return the first container port of that name
     */
    public Optional<Integer> port(String name) {
        return containers().stream()
                .flatMap(container -> container.ports().stream())
                .filter(port -> port.text("name", "").equals(name))
                .findFirst()
                .map(port -> (int) port.whole("containerPort").orElse(0));
    }

    /**
     * One container.
     *
     * @param fields its fields
     */
    public record Container(Fields fields) {
        /**
         * The name.
         *
         * @return name, empty when absent
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * The image.
         *
         * @return reference of the image, empty when absent
         */
        public String image() {
            return fields.text("image", "");
        }

        /**
         * The declared ports.
         *
         * @return fields of each port in order
         */
        public List<Fields> ports() {
            return fields.list("ports");
        }

        /**
         * An environment variable with a value of its own.
         *
         * @param name name of the variable
         * @return its value; empty when absent or taken from elsewhere
         */
        public Optional<String> env(String name) {
            return fields.list("env").stream()
                    .filter(variable -> variable.text("name", "").equals(name))
                    .findFirst()
                    .flatMap(variable -> variable.text("value"));
        }

        /**
         * All environment variables, also those taken from elsewhere.
         *
         * @return fields of each variable in order
         */
        public List<Fields> environment() {
            return fields.list("env");
        }

        /**
         * Command line: {@code command}, then {@code args}.
         *
         * @return the words in order; empty when the image decides
         */
        public List<String> commandLine() {
            List<String> words = new ArrayList<>(fields.texts("command"));
            words.addAll(fields.texts("args"));
            return List.copyOf(words);
        }

        /**
         * Where volumes are mounted.
         *
         * @return fields of each mount ({@code name}, {@code mountPath}, {@code subPath}) in order
         */
        public List<Fields> volumeMounts() {
            return fields.list("volumeMounts");
        }
    }

    /**
     * One volume.
     *
     * @param fields its fields
     */
    public record Volume(Fields fields) {
        /**
         * The name that mounts use.
         *
         * @return name, empty when absent
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * ConfigMaps whose keys become files here, directly or in a projected volume.
         *
         * @return their names in order
         */
        public List<String> configMaps() {
            List<String> names = new ArrayList<>();
            fields.child("configMap").text("name").ifPresent(names::add);
            for (Fields source : fields.child("projected").list("sources")) {
                source.child("configMap").text("name").ifPresent(names::add);
            }
            return List.copyOf(names);
        }

        /**
         * Secrets whose keys become files here, directly or in a projected volume.
         *
         * @return their names in order
         */
        public List<String> secrets() {
            List<String> names = new ArrayList<>();
            fields.child("secret").text("secretName").ifPresent(names::add);
            for (Fields source : fields.child("projected").list("sources")) {
                source.child("secret").text("name").ifPresent(names::add);
            }
            return List.copyOf(names);
        }
    }
}
