/**
 * Gateway API kinds and Ingress as typed views of the open tree, and the set of objects that decide together.
 *
 * {@snippet :
 * GatewaySet set = GatewaySet.of(Manifests.read(text, "shop.yaml"));
 * for (Route route : set.routes()) {
 *     System.out.println(route + " at " + route.at() + " wants " + route.parentRefs());
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.api;

import org.jspecify.annotations.NullMarked;
