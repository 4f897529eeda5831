package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Objects around what single functions of the webhook are asked about: a name, an address or a setting, put where that function
 * is asked, with nothing else to complain about.
 */
final class WebhookFunctions {
    private static final String NETWORKING = "networking.istio.io/v1 ";
    private static final String ROUTE = "{route: [{destination: {host: a}}]}";
    private static final String LOCALITIES = "validateLocalities";
    private static final String BOUND_TO_GATEWAY = "ValidateWildcardDomainForVirtualServiceBoundToGateway";

    /** Version, kind and specification; {@code @} stands for what is asked about, {@code #} for the outlier detection beside it. */
    private static final Map<String, String> AROUND = Map.ofEntries(
            Map.entry(
                    "ValidateDuration",
                    NETWORKING + "DestinationRule {host: a, trafficPolicy: {outlierDetection: {interval: @}}}"),
            Map.entry(
                    LOCALITIES,
                    NETWORKING + "DestinationRule {host: a, trafficPolicy: {loadBalancer: {localityLbSetting:"
                            + " {distribute: [@]}}}}"),
            Map.entry("ValidateWildcardDomain", NETWORKING + "DestinationRule {host: @}"),
            Map.entry(
                    "ValidateFQDN", NETWORKING + "VirtualService {hosts: [a.b], gateways: [@], http: [" + ROUTE + "]}"),
            Map.entry(
                    "ValidateHTTPHeaderNameOrJwtClaimRoute",
                    NETWORKING
                            + "VirtualService {hosts: [a.b], gateways: [g/w], http: [{match: [{headers: {@: {exact: a}}}],"
                            + " route: [{destination: {host: a}}]}]}"),
            Map.entry(
                    "ValidateHTTPHeaderValue",
                    NETWORKING + "VirtualService {hosts: [a.b], http: [{headers: {request: {set: {n: @}}},"
                            + " route: [{destination: {host: a}}]}]}"),
            Map.entry(
                    "ValidateStrictHTTPHeaderName",
                    "security.istio.io/v1 RequestAuthentication {jwtRules: [{issuer: a,"
                            + " outputClaimToHeaders: [{claim: a, header: @}]}]}"),
            Map.entry(
                    "ValidateIPAddress",
                    NETWORKING + "Gateway {servers: [{bind: @, hosts: ['*'],"
                            + " port: {name: a, number: 80, protocol: HTTP}}]}"),
            Map.entry("ValidateIPSubnet", NETWORKING + "ServiceEntry {hosts: [a.b], addresses: [@]}"),
            Map.entry(
                    "ValidatePortName",
                    NETWORKING + "ServiceEntry {hosts: [a.b], ports: [{name: @, number: 80, protocol: HTTP}]}"),
            Map.entry(
                    "ValidateZoneAwareLbSetting",
                    NETWORKING + "DestinationRule {host: a, trafficPolicy: {outlierDetection: #,"
                            + " loadBalancer: {zoneAwareLbSetting: @}}}"),
            Map.entry(
                    BOUND_TO_GATEWAY,
                    NETWORKING + "VirtualService {hosts: [@], gateways: [g/w], http: [" + ROUTE + "]}"),
            Map.entry(
                    BOUND_TO_GATEWAY + "/sni",
                    NETWORKING + "VirtualService {hosts: [@], gateways: [g/w], tls: [{match: [{sniHosts: [@]}],"
                            + " route: [{destination: {host: a}}]}]}"));

    private WebhookFunctions() {}

    static boolean isAbout(JsonNode node) {
        String function = node.path("validator").asString("");
        // A VirtualService takes an address where this function takes none.
        boolean isAddress = function.equals(BOUND_TO_GATEWAY)
                && IpRange.isAddress(node.path("spec").asString(""));
        return !node.has("kind") && !node.has("fragment") && AROUND.containsKey(function) && !isAddress;
    }

    static Resource object(JsonNode node) {
        String function = node.get("validator").asString() + (node.path("sni").asBoolean(false) ? "/sni" : "");
        String[] around =
                Optional.ofNullable(AROUND.get(function)).orElseThrow().split(" ", 3);
        String spec = around[2]
                .replace("#", node.path("outlier").toString())
                .replace(
                        "@",
                        function.equals(LOCALITIES)
                                ? sources(node)
                                : node.get("spec").toString());
        return Manifests.read(
                        "{apiVersion: " + around[0] + ", kind: " + around[1]
                                + ", metadata: {name: foo, namespace: bar}, spec: " + spec + "}",
                        "case.yaml")
                .resources()
                .get(0);
    }

    /** Each locality as one from which traffic comes. */
    private static String sources(JsonNode node) {
        return node.get("spec")
                .valueStream()
                .map(locality -> "{from: " + locality + ", to: {a: 100}}")
                .collect(Collectors.joining(", "));
    }
}
