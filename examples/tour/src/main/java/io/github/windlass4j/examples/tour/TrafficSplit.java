package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.gateway.agc.AgcLint;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.diagram.GatewayDiagram;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.manifest.object.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Half of the traffic to each of two versions behind Application Gateway for Containers: {@code [manifests.yaml]}. */
public final class TrafficSplit {
    private static final String MANIFESTS = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata:
              name: gateway-01
              namespace: shop
              annotations: {alb.networking.azure.io/alb-namespace: platform, alb.networking.azure.io/alb-name: alb}
            spec:
              gatewayClassName: azure-alb-external
              listeners: [{name: http, port: 80, protocol: HTTP}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: split, namespace: shop}
            spec:
              parentRefs: [{name: gateway-01}]
              rules:
              - backendRefs: [{name: backend-v1, port: 8080, weight: 50}, {name: backend-v2, port: 8080, weight: 50}]
            ---
            {apiVersion: v1, kind: Service, metadata: {name: backend-v1, namespace: shop}, spec: {ports: [{port: 8080}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: backend-v2, namespace: shop}, spec: {ports: [{port: 8080}]}}
            """;

    private TrafficSplit() {}

    public static void main(String[] arguments) throws IOException {
        String yaml = arguments.length > 0 ? Files.readString(Path.of(arguments[0])) : MANIFESTS;
        Manifests manifests = Manifests.read(yaml, arguments.length > 0 ? arguments[0] : "split.yaml");
        AgcProfile profile = AgcProfile.newest();
        System.out.println(profile + ": " + AgcLint.of(profile).check(manifests).findings());
        Controller controller = Controller.named(profile.knowledge().names().controller())
                .accepting(profile.knowledge().names().gatewayClass());
        Attachment attachment = Attachment.of(GatewaySet.of(manifests), controller);
        System.out.println(
                "GET / goes to " + RouteSimulator.of(attachment).decide(Request.get("http://shop.example.com/")));
        Drawing drawing = GatewayDiagram.draw(attachment);
        System.out.println(drawing.text());
        System.out.print(drawing.mermaid().orElse(""));
    }
}
