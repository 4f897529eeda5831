/** What attaches to what, and the conditions that say so. */
@NullMarked
package io.github.windlass4j.gateway.attach;

import org.jspecify.annotations.NullMarked;
