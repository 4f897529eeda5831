/** The few core Kubernetes kinds that the other modules need, typed once. */
@NullMarked
package io.github.windlass4j.manifest.k8s;

import org.jspecify.annotations.NullMarked;
