/** Istio, AKS and Prometheus cases. */
@NullMarked
package io.github.windlass4j.examples.conformance.mesh;

import org.jspecify.annotations.NullMarked;
