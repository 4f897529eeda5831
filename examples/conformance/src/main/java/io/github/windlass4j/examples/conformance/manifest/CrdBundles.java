package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The definitions of {@code crds/gateway-api-VERSION.tgz} by {@code VERSION/CHANNEL}. */
final class CrdBundles {
    private static final int BLOCK = 512;

    private final CaseFile file;
    private final Map<String, Schemas> byName = new HashMap<>();
    private final Map<Channel, GatewayRelease> bundled = new EnumMap<>(Channel.class);

    CrdBundles(CaseFile file) {
        this.file = file;
    }

    Schemas bundle(String name) {
        return byName.computeIfAbsent(name, this::read);
    }

    GatewayRelease release(String name) {
        int slash = name.indexOf('/');
        Channel channel = Channel.valueOf(name.substring(slash + 1).toUpperCase(Locale.ROOT));
        return GatewayRelease.of(name.substring(0, slash), channel, bundle(name));
    }

    /** The release that the library carries. */
    GatewayRelease bundled(Channel channel) {
        return bundled.computeIfAbsent(channel, GatewayRelease::shipped);
    }

    private Schemas read(String name) {
        String version = name.substring(0, name.indexOf('/'));
        String folder = "config/crd/" + name.substring(name.indexOf('/') + 1) + "/";
        byte[] tar = file.companion("crds/gateway-api-" + version + ".tgz").bytes();
        Manifests manifests = Manifests.empty();
        for (int at = 0; at + BLOCK <= tar.length && tar[at] != 0; ) {
            String path = text(tar, at, 100);
            int size = Integer.parseInt(text(tar, at + 124, 12).strip(), 8);
            boolean wanted = path.startsWith(folder)
                    && path.endsWith(".yaml")
                    && !path.endsWith("kustomization.yaml")
                    && !path.endsWith("_vap_safeupgrades.yaml");
            if (wanted) {
                byte[] content = Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size);
                manifests = manifests.plus(Manifests.read(content, path));
            }
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return Schemas.of(manifests);
    }

    private static String text(byte[] tar, int at, int length) {
        int end = at;
        while (end < at + length && tar[end] != 0) {
            end++;
        }
        String text = new String(tar, at, end - at, StandardCharsets.UTF_8);
        return text.startsWith("./") ? text.substring(2) : text;
    }
}
