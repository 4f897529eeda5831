/** What several packages of this module share. */
@NullMarked
package io.github.windlass4j.manifest.internal;

import org.jspecify.annotations.NullMarked;
