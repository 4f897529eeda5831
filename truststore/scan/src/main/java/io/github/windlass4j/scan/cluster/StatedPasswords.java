package io.github.windlass4j.scan.cluster;

import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The passwords of keystores that options of JVMs state, in containers and in what they take their variables from. */
final class StatedPasswords {
    /** Own bound: each is one more password function for each store that it does not open. */
    private static final int MAX_PASSWORDS = 8;

    private static final Pattern OPTION =
            Pattern.compile("-Djavax\\.net\\.ssl\\.(?:trust|key)StorePassword=([^\\s'\"$]{1,200})(?=[\\s'\"]|$)");

    private StatedPasswords() {}

    static List<char[]> of(Manifests manifests) {
        Set<String> found = new LinkedHashSet<>();
        for (Resource resource : manifests.resources()) {
            for (String text : texts(resource)) {
                Matcher option = OPTION.matcher(text);
                while (option.find() && found.size() < MAX_PASSWORDS) {
                    found.add(option.group(1));
                }
            }
        }
        return found.stream().map(String::toCharArray).toList();
    }

    private static List<String> texts(Resource resource) {
        List<String> texts = new ArrayList<>();
        boolean core = resource.group().isEmpty();
        if (core && resource.kind().equals(ConfigMap.KIND)) {
            ConfigMap map = new ConfigMap(resource);
            map.keys().forEach(key -> add(map.value(key), texts));
        } else if (core && resource.kind().equals(Secret.KIND)) {
            Secret secret = new Secret(resource);
            secret.keys().forEach(key -> add(secret.value(key), texts));
        } else {
            ClusterScan.workload(resource).ifPresent(workload -> {
                workload.pod().initContainers().forEach(container -> add(container, texts));
                workload.pod().containers().forEach(container -> add(container, texts));
            });
        }
        return texts;
    }

    private static void add(Optional<byte[]> value, List<String> texts) {
        value.ifPresent(bytes -> texts.add(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static void add(PodSpec.Container container, List<String> texts) {
        texts.addAll(container.commandLine());
        for (Fields variable : container.environment()) {
            texts.add(variable.text("value", ""));
        }
    }
}
