/** What {@code crypto/x509} of Go does with a chain. Not exported. */
@NullMarked
package io.github.windlass4j.core.chain.golang;

import org.jspecify.annotations.NullMarked;
