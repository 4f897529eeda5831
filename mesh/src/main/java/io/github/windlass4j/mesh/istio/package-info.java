/**
 * Istio's kinds as typed views over the open tree, the mesh's configuration, and a {@link Mesh} that finds them.
 *
 * {@snippet :
 * Mesh mesh = Mesh.of(Manifests.read(yaml, "mesh.yaml"));
 * for (PeerAuthentication policy : mesh.in(PeerAuthentication.KIND, "shop")) {
 *     System.out.println(policy.ref() + " " + policy.mode());
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.istio;

import org.jspecify.annotations.NullMarked;
