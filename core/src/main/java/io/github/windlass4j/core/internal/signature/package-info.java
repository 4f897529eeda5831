/** Verifying signatures, each algorithm by the provider that is fastest for it. */
@NullMarked
package io.github.windlass4j.core.internal.signature;

import org.jspecify.annotations.NullMarked;
