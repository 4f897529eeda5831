/** What changed between two stores, by key and by meaning. */
@NullMarked
package io.github.windlass4j.truststore.diff;

import org.jspecify.annotations.NullMarked;
