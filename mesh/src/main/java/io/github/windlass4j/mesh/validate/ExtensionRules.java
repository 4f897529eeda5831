package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.CelText;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the webhook says of WasmPlugins, TrafficExtensions, Telemetries and ProxyConfigs. */
final class ExtensionRules {
    private static final List<String> SCHEMES = List.of("", "file", "http", "https", "oci");

    private ExtensionRules() {}

    static void wasmPlugin(At spec, Resource object) {
        PolicyTargets.check(spec);
        wasm(spec);
        match(spec);
    }

    static void trafficExtension(At spec, Resource object) {
        PolicyTargets.check(spec);
        spec.errorIf(spec.has("wasm") == spec.has("lua"), "exactly one of wasm or lua must be set");
        if (spec.has("wasm")) {
            wasm(spec.child("wasm"));
        }
        At lua = spec.child("lua");
        if (lua.isPresent()) {
            String code = lua.text("inlineCode");
            lua.errorIf(code.isEmpty(), "lua.inlineCode must be set");
            int most = ValidationFacts.read().limits().luaBytes();
            lua.errorIf(
                    code.getBytes(StandardCharsets.UTF_8).length > most,
                    "lua.inlineCode exceeds maximum size of " + most / 1024 + "KB");
        }
        match(spec);
    }

    private static void wasm(At plugin) {
        url(plugin, plugin.text("url"));
        String sha = plugin.text("sha256");
        if (!sha.isEmpty() && sha.length() != 64) {
            plugin.error("sha256 field must be 64 characters long");
        } else {
            plugin.errorIf(!sha.matches("[a-f0-9]*"), "sha256 field must match [a-f0-9]{64} pattern");
        }
        plugin.errorIf(
                plugin.text("imagePullSecret").length() > 253,
                "imagePullSecret field must be less than 253 characters long");
        plugin.errorIf(
                plugin.text("pluginName").length() > 256, "pluginName field must be less than 255 characters long");
        Set<String> names = new HashSet<>();
        for (At variable : plugin.child("vmConfig").list("env")) {
            if (!variable.isPresent()) {
                continue;
            }
            String name = variable.text("name");
            variable.errorIf(name.isEmpty(), "spec.vmConfig.env invalid");
            variable.errorIf(name.length() > 256, "env.name field must be less than 255 characters long");
            variable.errorIf(!names.add(name), "duplicate env");
            variable.errorIf(
                    !List.of("", "INLINE").contains(variable.text("valueFrom"))
                            && !variable.text("value").isEmpty(),
                    "value may only be set when valueFrom is INLINE");
        }
    }

    /** What is no URL, nor an absolute path, istiod reads again as a host with a path: a reference to an image. */
    private static void url(At plugin, String url) {
        if (url.isEmpty()) {
            plugin.error("url field needs to be set");
            return;
        }
        Optional<GoUrl> written =
                GoUrl.parse(url).filter(parsed -> !parsed.scheme().isEmpty() || url.startsWith("/"));
        Optional<GoUrl> read = written.or(() -> GoUrl.parse("http://" + url));
        plugin.errorIf(read.isEmpty(), "failed to parse url: " + url);
        read.filter(parsed -> !SCHEMES.contains(parsed.scheme()))
                .ifPresent(parsed -> plugin.error("url contains unsupported scheme: " + parsed.scheme()));
    }

    private static void match(At spec) {
        List<At> matches = spec.list("match");
        for (int i = 0; i < matches.size(); i++) {
            At match = matches.get(i);
            match.errorIf(!match.isPresent(), "spec.Match[" + i + "] is nil");
            List<At> ports = match.list("ports");
            for (int j = 0; j < ports.size(); j++) {
                At port = ports.get(j);
                String where = "spec.Match[" + i + "].Ports[" + j + "] is ";
                long number = port.whole("number");
                port.errorIf(!port.isPresent(), where + "nil");
                port.errorIf(port.isPresent() && (number < 1 || number > 65535), where + "out of range: " + number);
            }
        }
    }

    static void telemetry(At spec, Resource object) {
        PolicyTargets.check(spec);
        for (At metrics : spec.list("metrics")) {
            providers(metrics);
            metrics.list("overrides").forEach(ExtensionRules::override);
        }
        List<At> tracings = spec.list("tracing");
        spec.warnIf(tracings.size() > 1, "multiple tracing is not currently supported");
        for (At tracing : tracings) {
            tracing.warnIf(tracing.list("providers").size() > 1, "multiple providers is not currently supported");
            providers(tracing);
            double share = tracing.number("randomSamplingPercentage");
            tracing.errorIf(share < 0 || share > 100, "randomSamplingPercentage must be in range [0.0, 100.0]");
            tracing.map("customTags").forEach(ExtensionRules::tag);
            At tags = tracing.child("customTags");
            tags.errorIf(tags.fields().names().contains(""), "tag name may not be empty");
        }
        for (At logging : spec.list("accessLogging")) {
            providers(logging);
            At filter = logging.child("filter");
            if (filter.isPresent()) {
                CelText.defect(filter.text("expression"))
                        .ifPresent(defect -> filter.error("filter is no expression: " + defect));
            }
        }
    }

    private static void providers(At at) {
        at.errorIf(
                at.list("providers").stream()
                        .anyMatch(provider -> provider.text("name").isEmpty()),
                "providers.name may not be empty");
    }

    private static void override(At override) {
        override.errorIf(!override.isPresent(), "tagOverrides may not be null");
        override.map("tagOverrides").forEach((name, tag) -> {
            tag.warnIf(name.isEmpty(), "tagOverrides.name may not be empty");
            tag.errorIf(!tag.isPresent(), "tagOverrides may not be null");
            boolean hasValue = !tag.text("value").isEmpty();
            // The enumeration's first value stands for an operation that is not written.
            boolean sets = tag.isPresent() && List.of("", "UPSERT").contains(tag.text("operation"));
            tag.errorIf(sets && !hasValue, "tagOverrides.value must be set when operation is UPSERT");
            tag.errorIf(
                    tag.text("operation").equals("REMOVE") && hasValue,
                    "tagOverrides.value may only be set when operation is UPSERT");
        });
        At match = override.child("match");
        match.errorIf(
                match.has("customMetric") && match.text("customMetric").isEmpty(), "customMetric may not be empty");
    }

    private static void tag(String name, At tag) {
        tag.errorIf(!tag.isPresent(), "tag '" + name + "' may not have a nil value");
        tag.errorIf(
                tag.has("literal") && tag.child("literal").text("value").isEmpty(),
                "literal tag value may not be empty");
        tag.errorIf(
                tag.has("header") && tag.child("header").text("name").isEmpty(), "header tag name may not be empty");
        tag.errorIf(
                tag.has("environment") && tag.child("environment").text("name").isEmpty(),
                "environment tag name may not be empty");
    }

    static void proxyConfig(At spec, Resource object) {
        Syntax.selector(spec.child("selector"), "matchLabels", "workload selector specified without labels");
        spec.errorIf(spec.whole("concurrency") < 0, "concurrency must be greater than or equal to 0");
    }
}
