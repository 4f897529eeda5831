/**
 * A CA rotation: does this client connect before, does it after, why, until when, and what is the smallest fix.
 *
 * {@snippet :
 * Impact impact = Rotation.from(today).to(tomorrow).at(Instant.parse("2026-12-01T00:00:00Z")).impactOn(client);
 * System.out.println(impact.explain());
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.rotation;

import org.jspecify.annotations.NullMarked;
