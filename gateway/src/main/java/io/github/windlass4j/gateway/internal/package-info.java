/** What several packages of this module share and nobody else sees. */
@NullMarked
package io.github.windlass4j.gateway.internal;

import org.jspecify.annotations.NullMarked;
