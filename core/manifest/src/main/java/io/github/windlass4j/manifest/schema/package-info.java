/** Structural OpenAPI schemas and CEL rules, compiled from data. */
@NullMarked
package io.github.windlass4j.manifest.schema;

import org.jspecify.annotations.NullMarked;
