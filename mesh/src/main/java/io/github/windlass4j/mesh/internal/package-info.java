/** What several packages of the mesh read and write the same way. Not exported. */
@NullMarked
package io.github.windlass4j.mesh.internal;

import org.jspecify.annotations.NullMarked;
