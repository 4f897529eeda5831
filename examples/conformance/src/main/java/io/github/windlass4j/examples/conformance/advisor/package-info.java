/** Decision tables, matrices and articles put to the advisor: its kernel with tables of the cases, and its shipped packs. */
@NullMarked
package io.github.windlass4j.examples.conformance.advisor;

import org.jspecify.annotations.NullMarked;
