/** The Common Expression Language as the API server evaluates it: parser, values, functions, cost. */
@NullMarked
package io.github.windlass4j.manifest.internal.cel;

import org.jspecify.annotations.NullMarked;
