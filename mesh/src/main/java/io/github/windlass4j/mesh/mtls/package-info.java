/** Effective policy, and what becomes of one call. */
@NullMarked
package io.github.windlass4j.mesh.mtls;

import org.jspecify.annotations.NullMarked;
