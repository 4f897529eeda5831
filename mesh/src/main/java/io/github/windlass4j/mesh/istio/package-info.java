/** Istio kinds as typed views and builders. */
@NullMarked
package io.github.windlass4j.mesh.istio;

import org.jspecify.annotations.NullMarked;
