/** A CA rotation: does this client connect before, does it after, why, until when, and what is the smallest fix. */
@NullMarked
package io.github.windlass4j.truststore.rotation;

import org.jspecify.annotations.NullMarked;
