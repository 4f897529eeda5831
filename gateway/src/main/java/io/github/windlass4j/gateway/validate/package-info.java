/**
 * Gateway API objects against the schemas and rules of a release, without a cluster.
 *
 * {@snippet :
 * GatewayRelease release = GatewayRelease.shipped(Channel.STANDARD);
 * release.schemas().check(manifests).forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.validate;

import org.jspecify.annotations.NullMarked;
