/** Object trees, scalars and schemas. */
@org.jspecify.annotations.NullMarked
package io.github.windlass4j.examples.conformance.manifest;
