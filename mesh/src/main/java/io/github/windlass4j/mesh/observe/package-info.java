/** Scrape configuration, relabelling, reach of metrics, dashboards and alerts. */
@NullMarked
package io.github.windlass4j.mesh.observe;

import org.jspecify.annotations.NullMarked;
