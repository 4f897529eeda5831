/** Trust stores read and written, whatever their format. */
@NullMarked
package io.github.windlass4j.truststore.store;

import org.jspecify.annotations.NullMarked;
