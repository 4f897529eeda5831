/** The admission webhook's rules. */
@NullMarked
package io.github.windlass4j.mesh.validate;

import org.jspecify.annotations.NullMarked;
