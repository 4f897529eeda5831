/**
 * What AuthorizationPolicies say about one request or connection that has arrived.
 *
 * {@snippet :
 * Access access = Access.tcp(9080).by("cluster.local/ns/shop/sa/cart");
 * Authorization.decide(mesh, "shop", Map.of("app", "catalog"), access).effect(); // ALLOWED, DENIED or UNKNOWN
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.authz;

import org.jspecify.annotations.NullMarked;
