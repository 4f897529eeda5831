/** Analyzers over a whole mesh. */
@NullMarked
package io.github.windlass4j.mesh.analyze;

import org.jspecify.annotations.NullMarked;
