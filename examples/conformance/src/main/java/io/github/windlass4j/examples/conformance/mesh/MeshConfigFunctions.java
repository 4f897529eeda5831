package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.validate.Complaint;
import io.github.windlass4j.mesh.validate.MeshConfigReview;
import io.github.windlass4j.mesh.validate.Webhook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Configurations around what single functions of istiod are asked about, and MeshNetworks, which are asked as they are. */
final class MeshConfigFunctions {
    private static final String NETWORKS = "MeshNetworks";
    private static final String PROXY = "ValidateMeshConfigProxyConfig";
    private static final String PROVIDERS = "extensionProviders";

    /** A configuration; {@code @} stands for what is asked about. */
    private static final Map<String, String> AROUND = Map.ofEntries(
            Map.entry("ValidateTrustDomain", "{trustDomain: @}"),
            Map.entry("ValidateConnectTimeout", "{connectTimeout: @}"),
            Map.entry("ValidateProtocolDetectionTimeout", "{protocolDetectionTimeout: @}"),
            Map.entry("ValidateDrainDuration", "{defaultConfig: {drainDuration: @}}"),
            Map.entry("ValidateControlPlaneAuthPolicy", "{defaultConfig: {controlPlaneAuthPolicy: @}}"),
            Map.entry(PROXY, "{defaultConfig: @}"),
            Map.entry("validateConnectionSettings", "{defaultConfig: {connectionSettings: @}}"),
            Map.entry("validateServiceSettings", "{serviceSettings: [{hosts: @}]}"),
            Map.entry("validateMeshConfigDefaultTrafficPolicy", "{defaultTrafficPolicy: @}"),
            Map.entry("validateMeshConfigDefaultInboundHTTPRetryPolicy", "{defaultInboundHttpRetryPolicy: @}"),
            Map.entry("validateExtensionProviderService", provider("zipkin: {service: @, port: 80}")),
            Map.entry("validateExtensionProviderTracingZipkin", provider("zipkin: @")),
            Map.entry("validateExtensionProviderTracingLightStep", provider("lightstep: @")),
            Map.entry("validateExtensionProviderTracingDatadog", provider("datadog: @")),
            Map.entry("validateExtensionProviderTracingOpenCensusAgent", provider("opencensus: @")),
            Map.entry("validateExtensionProviderTracingSkyWalking", provider("skywalking: @")),
            Map.entry("ValidateExtensionProviderTracingOpentelemetry", provider("opentelemetry: @")),
            Map.entry("ValidateExtensionProviderEnvoyOtelAls", provider("envoyOtelAls: @")),
            Map.entry("ValidateExtensionProviderEnvoyHTTPAls", provider("envoyHttpAls: @")),
            Map.entry("ValidateExtensionProviderEnvoyTCPAls", provider("envoyTcpAls: @")),
            Map.entry("ValidateExtensionProviderEnvoyExtAuthzHTTP", provider("envoyExtAuthzHttp: @")),
            Map.entry("ValidateExtensionProviderEnvoyExtAuthzGRPC", provider("envoyExtAuthzGrpc: @")));

    private MeshConfigFunctions() {}

    private static String provider(String kind) {
        return "{" + PROVIDERS + ": [{name: a, " + kind + "}]}";
    }

    static boolean isAbout(JsonNode node) {
        if (node.has("fragment") || node.has("kind")) {
            return node.path("fragment").asString("").equals(NETWORKS);
        }
        String function = node.path("validator").asString("");
        // What an empty configuration of the proxy leaves out has defaults in a MeshConfig.
        boolean isDefault = function.equals(PROXY)
                && node.path("spec").isObject()
                && node.get("spec").isEmpty();
        return AROUND.containsKey(function) && !isDefault;
    }

    static Webhook.Answer ask(JsonNode node) {
        if (node.has("fragment")) {
            return MeshConfigReview.networks(Fields.of(Node.of(Trees.node(node.get("spec")))));
        }
        String around = Optional.ofNullable(AROUND.get(node.get("validator").asString()))
                .orElseThrow();
        Webhook.Answer answer = MeshConfigReview.review(
                MeshConfig.read(around.replace("@", node.get("spec").toString()), "case.yaml"));
        // The functions refuse providers; that istiod takes the configuration all the same is decided around them.
        List<Complaint> refused = answer.warnings().stream()
                .filter(warning -> warning.path().contains(PROVIDERS))
                .toList();
        return new Webhook.Answer(
                Stream.concat(answer.errors().stream(), refused.stream()).toList(), answer.warnings());
    }
}
