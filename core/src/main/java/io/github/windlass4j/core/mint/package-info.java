/** Keys, authorities, leaves and cross-certificates for tests and rehearsals. */
@NullMarked
package io.github.windlass4j.core.mint;

import org.jspecify.annotations.NullMarked;
