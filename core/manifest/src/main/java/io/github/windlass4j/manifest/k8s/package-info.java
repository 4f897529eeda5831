/**
 * The few core kinds that gateways, meshes and scans all need, as views of the open tree.
 *
 * {@snippet :
 * for (Service service : Service.all(manifests)) {
 *     Workload.all(manifests).stream().filter(pods -> pods.isSelectedBy(service)).forEach(System.out::println);
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.manifest.k8s;

import org.jspecify.annotations.NullMarked;
