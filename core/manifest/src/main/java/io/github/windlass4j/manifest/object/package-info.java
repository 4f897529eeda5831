/**
 * Kubernetes objects as an open tree with names for what all kinds share.
 *
 * {@snippet :
 * Manifests manifests = Manifests.read(bytes, "mesh.yaml");
 * for (Resource gateway : manifests.ofKind("gateway.networking.k8s.io", "Gateway")) {
 *     System.out.println(gateway + " " + gateway.spec().text("gatewayClassName", "?"));
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.manifest.object;

import org.jspecify.annotations.NullMarked;
