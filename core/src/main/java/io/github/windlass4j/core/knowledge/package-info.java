/** Dated, sourced facts as data, read by one strict loader. */
@NullMarked
package io.github.windlass4j.core.knowledge;

import org.jspecify.annotations.NullMarked;
