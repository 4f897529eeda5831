package io.github.windlass4j.gateway.migrate;

import java.util.List;

/** Ingresses of Application Gateway, as text. */
final class AgicSamples {
    static final String SERVICES = """
            {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{name: http, port: 80, targetPort: 9090}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: next}, spec: {ports: [{name: http, port: 8080}, {name: s, port: 80}]}}
            ---
            """;

    private AgicSamples() {}

    static String ingress(String name, String annotations, String spec) {
        return """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: %s, annotations: {%s}}
                spec: {ingressClassName: azure-application-gateway, %s}
                ---
                """.formatted(name, annotations, spec);
    }

    static String appgw(String... pairs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(AgicSettings.PREFIX + pairs[i] + ": '" + pairs[i + 1] + "'");
        }
        return text.toString();
    }

    static String tls(String host) {
        return "tls: [{hosts: [" + host + "], secretName: cert}], ";
    }

    static String rule(String host, String... paths) {
        return "rules: [{" + (host.isEmpty() ? "" : "host: " + host + ", ") + "http: {paths: ["
                + String.join(", ", List.of(paths)) + "]}}]";
    }

    static String path(String path, String type, String service) {
        return "{path: '" + path + "', pathType: " + type + ", backend: {service: {name: " + service
                + ", port: {number: 80}}}}";
    }
}
