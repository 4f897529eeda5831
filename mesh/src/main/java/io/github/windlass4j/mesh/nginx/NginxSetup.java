package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.mesh.call.Call;

/**
 * Which controller serves which Ingress.
 *
 * @param controller the workload of the controller
 * @param ingressNamespace of the Ingress
 * @param ingressName of the Ingress
 */
public record NginxSetup(Call.Client controller, String ingressNamespace, String ingressName) {
    /**
     * A controller and an Ingress.
     *
     * @param controllerNamespace of the controller
     * @param controller name of its Deployment or DaemonSet
     * @param ingressNamespace of the Ingress
     * @param ingressName of the Ingress
     * @return the setup
     */
    public static NginxSetup of(
            String controllerNamespace, String controller, String ingressNamespace, String ingressName) {
        return new NginxSetup(new Call.Client(controllerNamespace, controller), ingressNamespace, ingressName);
    }
}
