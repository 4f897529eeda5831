/** What several packages of this module share and no user types. */
@NullMarked
package io.github.windlass4j.core.internal;

import org.jspecify.annotations.NullMarked;
