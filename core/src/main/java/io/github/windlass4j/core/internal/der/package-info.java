/** Reading DER: one cursor over a byte array that never copies and never recurses. */
@NullMarked
package io.github.windlass4j.core.internal.der;

import org.jspecify.annotations.NullMarked;
