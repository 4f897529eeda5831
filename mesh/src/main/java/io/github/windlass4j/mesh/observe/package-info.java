/**
 * Metrics of a mesh: what is scraped where and whether mutual TLS lets it through, which panels stay empty, which rules warn.
 *
 * {@snippet :
 * ScrapeConfig config = PrometheusConfigMap.forMesh("aks-istio-system").config();
 * for (PodScrape pod : ScrapeReach.of(mesh, Injector.of(mesh), config)) {
 *     System.out.println(pod);
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.observe;

import org.jspecify.annotations.NullMarked;
