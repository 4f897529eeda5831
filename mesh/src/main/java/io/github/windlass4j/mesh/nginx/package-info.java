/** The doctor for an ingress controller in front of a strict mesh. */
@NullMarked
package io.github.windlass4j.mesh.nginx;

import org.jspecify.annotations.NullMarked;
