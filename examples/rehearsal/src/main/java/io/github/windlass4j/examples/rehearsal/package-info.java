/**
 * A CA rotation predicted, then performed on a real PostgreSQL.
 */
@NullMarked
package io.github.windlass4j.examples.rehearsal;

import org.jspecify.annotations.NullMarked;
