package io.github.windlass4j.examples.tour;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteDecision;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.manifest.object.Manifests;
import java.io.IOException;

/** Where does this request go? {@code RequestRoute [FILE [URL [GATEWAY]]]}, the Gateway as {@code namespace/name}. */
public final class RequestRoute {
    private RequestRoute() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[FILE [URL [GATEWAY]]]", 0, 1, 2, 3);
        Inputs.Name gateway = Inputs.name(arguments.length > 2 ? arguments[2] : "shop/edge");
        Manifests manifests = Inputs.manifests(arguments, "shop-behind-agc.yaml");
        String url = arguments.length > 1 ? arguments[1] : "http://shop.example.com/cart";
        // README begins
        Controller controller = AgcProfile.newest().controller();
        Attachment attachment = Attachment.of(GatewaySet.of(manifests), controller);
        RouteDecision decision =
                RouteSimulator.of(attachment).decide(Request.get(url).atGateway(gateway.namespace(), gateway.name()));

        System.out.println(decision);
        decision.trace().steps().forEach(System.out::println);
        // README ends
    }
}
