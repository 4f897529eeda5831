/** A real PostgreSQL for the length of one rehearsal: found or unpacked, started with TLS, its certificate swapped, stopped. */
@NullMarked
package io.github.windlass4j.examples.rehearsal.postgres;

import org.jspecify.annotations.NullMarked;
