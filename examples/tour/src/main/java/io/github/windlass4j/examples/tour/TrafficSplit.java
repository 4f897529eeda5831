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

/** Half of the traffic to each of two versions behind Application Gateway for Containers: {@code [FILE [URL]]}. */
public final class TrafficSplit {
    private TrafficSplit() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[FILE [URL]]", 0, 1, 2);
        Manifests manifests = Inputs.manifests(arguments, "traffic-split.yaml");
        String url = arguments.length > 1 ? arguments[1] : "http://shop.example.com/";
        AgcProfile profile = AgcProfile.newest();
        System.out.println(profile + ": " + AgcLint.of(profile).check(manifests).findings());
        Controller controller = Controller.named(profile.knowledge().names().controller())
                .accepting(profile.knowledge().names().gatewayClass());
        Attachment attachment = Attachment.of(GatewaySet.of(manifests), controller);
        System.out.println(
                "GET " + url + " goes to " + RouteSimulator.of(attachment).decide(Request.get(url)));
        Drawing drawing = GatewayDiagram.draw(attachment);
        System.out.println(drawing.text());
        System.out.print(drawing.mermaid().orElse(""));
    }
}
