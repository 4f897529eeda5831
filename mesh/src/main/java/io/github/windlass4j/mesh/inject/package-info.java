/**
 * Who gets a sidecar, from which control plane, and what it captures.
 *
 * {@snippet :
 * Injector injector = Injector.of(mesh);
 * InjectionVerdict verdict = injector.decide(workload);
 * boolean captured = verdict.capture().inbound(8443).isCaptured();
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.inject;

import org.jspecify.annotations.NullMarked;
