/**
 * The clients of a PostgreSQL server as the server sees them: the query to ask it, and what its answers say and do not say.
 *
 * {@snippet :
 * ServerSample first = ServerSample.read(csv, "orders-db", Instant.parse("2026-11-22T08:00:00Z"));
 * ServerSample both = first.merge(second);
 * both.blindSpots().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.scan.discovery;

import org.jspecify.annotations.NullMarked;
