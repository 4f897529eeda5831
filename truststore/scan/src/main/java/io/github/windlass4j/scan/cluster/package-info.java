/** Trust stores and clients in Kubernetes manifests. */
@NullMarked
package io.github.windlass4j.scan.cluster;

import org.jspecify.annotations.NullMarked;
