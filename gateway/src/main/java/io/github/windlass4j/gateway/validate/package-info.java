/**
 * Gateway API objects against the schemas and rules of a release, without a cluster.
 *
 * {@snippet :
 * GatewayRelease release = GatewayRelease.shipped(Channel.STANDARD);
 * for (FieldError error : release.schemas().create(route).errors()) {
 *     System.out.println(error.finding(route));
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.validate;

import org.jspecify.annotations.NullMarked;
