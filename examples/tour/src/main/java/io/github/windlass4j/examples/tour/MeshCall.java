package io.github.windlass4j.examples.tour;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.io.IOException;

/**
 * Will this call be mutual TLS, plain text or refused? {@code MeshCall [FILE [CLIENT HOST PORT [REVISION]]]}, the client as {@code
 * namespace/workload}.
 */
public final class MeshCall {
    private MeshCall() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[FILE [CLIENT HOST PORT [REVISION]]]", 0, 1, 4, 5);
        boolean own = arguments.length > 1;
        Inputs.Name client = Inputs.name(own ? arguments[1] : "ingress-nginx/ingress-nginx-controller");
        String host = own ? arguments[2] : "productpage.bookinfo.svc.cluster.local";
        int port = own ? Inputs.port(arguments[3]) : 9080;
        String revision = arguments.length > 4 ? arguments[4] : "asm-1-29";
        Manifests manifests = Inputs.manifests(arguments, "bookinfo-behind-nginx.yaml");
        // README begins
        CallSimulator mesh = CallSimulator.of(Mesh.of(manifests), InjectionWebhook.ofRevision(revision));
        CallVerdict verdict =
                mesh.decide(Call.from(client.namespace(), client.name()).to(host, port));

        System.out.println(verdict);
        verdict.trace().forEach(System.out::println);
        // README ends
    }
}
