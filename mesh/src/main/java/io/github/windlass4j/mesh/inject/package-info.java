/** Who gets a sidecar, and what it captures. */
@NullMarked
package io.github.windlass4j.mesh.inject;

import org.jspecify.annotations.NullMarked;
