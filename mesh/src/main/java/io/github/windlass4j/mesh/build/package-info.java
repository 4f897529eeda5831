/**
 * Fluent builders for Istio's fifteen kinds, which say what the API server and istiod's webhook would say before they do.
 *
 * {@snippet :
 * PeerAuthentication strict = PeerAuthenticationBuilder.of("shop", "cart")
 *         .pods(Map.of("app", "cart"))
 *         .mtls(MtlsMode.STRICT)
 *         .port(8443, MtlsMode.PERMISSIVE)
 *         .build();
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.build;

import org.jspecify.annotations.NullMarked;
