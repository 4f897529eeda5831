/** Three-valued conditions and exact possible and necessary answers. */
@NullMarked
package io.github.windlass4j.advisor.decide;

import org.jspecify.annotations.NullMarked;
