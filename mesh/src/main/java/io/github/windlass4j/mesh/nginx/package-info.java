/**
 * An NGINX ingress controller in front of a mesh: what breaks, why, and the smallest patch that mends it, proved by simulating
 * again.
 *
 * {@snippet :
 * NginxDoctor doctor = NginxDoctor.of(InjectionWebhook.ofRevision("asm-1-29"));
 * NginxSetup setup = NginxSetup.of("ingress-nginx", "ingress-nginx-controller", "bookinfo", "bookinfo");
 * NginxReport report = doctor.examine(mesh, setup); // BACKEND productpage:9080: REJECTED ... => 502
 * doctor.patch(mesh, setup);                        // the smallest set of edits after which every hop works
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.nginx;

import org.jspecify.annotations.NullMarked;
