/**
 * Trust stores and database clients in Kubernetes objects.
 *
 * {@snippet :
 * Inventory prod = ClusterScan.of(Manifests.read(dump, "prod.yaml")).cluster("prod").scan();
 * prod.unresolved().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.scan.cluster;

import org.jspecify.annotations.NullMarked;
