/** Group, version, kind, references, and the open tree that lies under every typed view. */
@NullMarked
package io.github.windlass4j.manifest.object;

import org.jspecify.annotations.NullMarked;
