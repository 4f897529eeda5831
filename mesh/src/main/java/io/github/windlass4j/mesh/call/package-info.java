/**
 * End to end: what becomes of one call, from the application that makes it to the one that answers.
 *
 * {@snippet :
 * CallSimulator simulator = CallSimulator.of(Mesh.of(manifests));
 * CallVerdict verdict = simulator.decide(Call.from("shop", "cart").to("catalog.shop.svc.cluster.local", 80));
 * verdict.outcome(); // MTLS, PLAINTEXT, PASSTHROUGH_TLS, REJECTED, DENIED, NO_ROUTE or UNKNOWN
 * verdict.trace();   // why, stage by stage, each with object and field
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.call;

import org.jspecify.annotations.NullMarked;
