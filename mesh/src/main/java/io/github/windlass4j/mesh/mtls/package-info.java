/**
 * What a workload accepts, what a service is believed to accept, and how clients open connections to it.
 *
 * {@snippet :
 * PeerPolicy policy = PeerPolicy.of(mesh, "shop", Map.of("app", "cart"));
 * policy.port(8080); // STRICT (PeerAuthentication.security.istio.io shop/default, spec.mtls.mode)
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.mtls;

import org.jspecify.annotations.NullMarked;
