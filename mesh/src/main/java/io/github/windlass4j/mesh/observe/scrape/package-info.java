/**
 * Prometheus' scrape configuration: read strictly, relabelled rule by rule, with the target or the reason why there is none.
 *
 * {@snippet :
 * ScrapeConfig config = ScrapeConfig.read(text, "prometheus-config", Prometheus.V3);
 * TargetOutcome outcome = config.jobs().get(0).target(Map.of("__address__", "10.244.1.7:15020"));
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.observe.scrape;

import org.jspecify.annotations.NullMarked;
