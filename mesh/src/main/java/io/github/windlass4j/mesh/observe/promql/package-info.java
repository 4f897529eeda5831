/**
 * PromQL: is a query well-formed, which metrics and labels does it read, and can it return anything.
 *
 * {@snippet :
 * PromQuery query = PromQuery.parse("sum by (app) (rate(istio_requests_total{response_code=~\"5..\"}[5m]))", "rule");
 * query.metrics(); // [istio_requests_total]
 * query.labels(); // [app, response_code]
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.observe.promql;

import org.jspecify.annotations.NullMarked;
