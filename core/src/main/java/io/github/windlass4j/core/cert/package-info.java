/** One certificate, parsed once: identity by DER hash and by key, names, extensions, and the encodings it comes in. */
@NullMarked
package io.github.windlass4j.core.cert;

import org.jspecify.annotations.NullMarked;
