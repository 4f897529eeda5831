package io.github.windlass4j.examples.tour;

import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.nginx.NginxDoctor;
import io.github.windlass4j.mesh.nginx.NginxEdit;
import io.github.windlass4j.mesh.nginx.NginxPatch;
import io.github.windlass4j.mesh.nginx.NginxReport;
import io.github.windlass4j.mesh.nginx.NginxSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Before, each step of the usual recipe, and the smallest patch: {@code [FILE [CONTROLLER INGRESS [REVISION]]]}, both as
 * {@code namespace/name}.
 */
public final class NginxInFrontOfMesh {
    private static final List<NginxEdit> RECIPE = List.of(
            NginxEdit.INJECT, NginxEdit.INCLUDE_NO_INBOUND, NginxEdit.SERVICE_UPSTREAM, NginxEdit.UPSTREAM_VHOST);

    private NginxInFrontOfMesh() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[FILE [CONTROLLER INGRESS [REVISION]]]", 0, 1, 3, 4);
        boolean named = arguments.length > 2;
        Inputs.Name controller = Inputs.name(named ? arguments[1] : "ingress-nginx/ingress-nginx-controller");
        Inputs.Name ingress = Inputs.name(named ? arguments[2] : "bookinfo/bookinfo");
        NginxSetup setup =
                NginxSetup.of(controller.namespace(), controller.name(), ingress.namespace(), ingress.name());
        String revision = arguments.length > 3 ? arguments[3] : "asm-1-29";
        NginxDoctor doctor = NginxDoctor.of(InjectionWebhook.ofRevision(revision));
        Mesh mesh = Mesh.of(Inputs.manifests(arguments, "bookinfo-behind-nginx.yaml"));

        row("before", doctor.examine(mesh, setup));
        List<NginxEdit> done = new ArrayList<>();
        for (NginxEdit step : RECIPE) {
            done.add(step);
            row("+ " + step, doctor.examine(doctor.edited(mesh, setup, done), setup));
        }
        NginxPatch patch =
                doctor.patch(mesh, setup).orElseThrow(() -> new UsageException("no set of up to seven edits helps"));
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
}
