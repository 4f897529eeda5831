/** Application Gateway for Containers and the way from Ingress to Gateway API. */
@NullMarked
package io.github.windlass4j.examples.conformance.ingress;

import org.jspecify.annotations.NullMarked;
