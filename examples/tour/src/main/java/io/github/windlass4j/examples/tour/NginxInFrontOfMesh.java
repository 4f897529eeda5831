package io.github.windlass4j.examples.tour;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.nginx.NginxDoctor;
import io.github.windlass4j.mesh.nginx.NginxEdit;
import io.github.windlass4j.mesh.nginx.NginxPatch;
import io.github.windlass4j.mesh.nginx.NginxReport;
import io.github.windlass4j.mesh.nginx.NginxSetup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Before, each step of the usual recipe, and the smallest patch: {@code [FILE CONTROLLER INGRESS REVISION]}. */
public final class NginxInFrontOfMesh {
    private static final List<NginxEdit> RECIPE = List.of(
            NginxEdit.INJECT, NginxEdit.INCLUDE_NO_INBOUND, NginxEdit.SERVICE_UPSTREAM, NginxEdit.UPSTREAM_VHOST);

    private NginxInFrontOfMesh() {}

    public static void main(String[] arguments) throws IOException {
        boolean own = arguments.length > 3;
        String[] controller = (own ? arguments[1] : "ingress-nginx/ingress-nginx-controller").split("/", 2);
        String[] ingress = (own ? arguments[2] : "bookinfo/bookinfo").split("/", 2);
        NginxSetup setup = NginxSetup.of(controller[0], controller[1], ingress[0], ingress[1]);
        NginxDoctor doctor = NginxDoctor.of(InjectionWebhook.ofRevision(own ? arguments[3] : "asm-1-29"));
        Mesh mesh = Mesh.of(Manifests.read(own ? Files.readAllBytes(Path.of(arguments[0])) : bookinfo(), "manifests"));

        row("before", doctor.examine(mesh, setup));
        List<NginxEdit> done = new ArrayList<>();
        for (NginxEdit step : RECIPE) {
            done.add(step);
            row("+ " + step, doctor.examine(doctor.edited(mesh, setup, done), setup));
        }
        NginxPatch patch = doctor.patch(mesh, setup).orElseThrow();
        row("smallest patch", patch.after());
        patch.edits().forEach(edit -> System.out.println("  - " + edit.text()));
        System.out.println(patch.toYaml());
    }

    private static void row(String step, NginxReport report) {
        String cause = report.cause().map(stage -> stage.text()).orElse("everything works");
        String outcome =
                report.backend().map(verdict -> verdict.outcome().toString()).orElse("-");
        System.out.printf("%-22s %3d  %-15s %s%n", step, report.status(), outcome, cause);
    }

    private static byte[] bookinfo() throws IOException {
        String name = "bookinfo-behind-nginx.yaml";
        try (InputStream in = NginxInFrontOfMesh.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
