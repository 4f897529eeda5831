/** Facts measured from stores, URLs and manifests. */
@NullMarked
package io.github.windlass4j.advisor.facts;

import org.jspecify.annotations.NullMarked;
