/** Path validation that gives every path and, for each one that fails, the reason. */
@NullMarked
package io.github.windlass4j.core.chain;

import org.jspecify.annotations.NullMarked;
