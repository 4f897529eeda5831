/**
 * Which implementations can run a set of manifests, by the conformance reports that they publish.
 *
 * {@snippet :
 * List<ConformanceReport> reports = ConformanceReport.all(Manifests.read(yaml, "report.yaml"));
 * System.out.print(Portability.of(GatewaySet.of(manifests), reports));
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.portability;

import org.jspecify.annotations.NullMarked;
