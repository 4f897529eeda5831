/** Who uses which store with which mode; mergeable. */
@NullMarked
package io.github.windlass4j.scan.inventory;

import org.jspecify.annotations.NullMarked;
