/** Where a request goes, and by which rule. */
@NullMarked
package io.github.windlass4j.gateway.route;

import org.jspecify.annotations.NullMarked;
