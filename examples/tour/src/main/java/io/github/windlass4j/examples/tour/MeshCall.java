package io.github.windlass4j.examples.tour;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.io.IOException;

/** Will this call be mutual TLS, plain text or refused? {@code MeshCall [FILE]}. */
public final class MeshCall {
    private MeshCall() {}

    public static void main(String[] arguments) throws IOException {
        Manifests manifests = Resources.manifests(arguments, "bookinfo-behind-nginx.yaml");
        // README begins
        CallSimulator mesh = CallSimulator.of(Mesh.of(manifests), InjectionWebhook.ofRevision("asm-1-29"));
        CallVerdict verdict = mesh.decide(Call.from("ingress-nginx", "ingress-nginx-controller")
                .to("productpage.bookinfo.svc.cluster.local", 9080));

        System.out.println(verdict);
        verdict.trace().forEach(System.out::println);
        // README ends
    }
}
