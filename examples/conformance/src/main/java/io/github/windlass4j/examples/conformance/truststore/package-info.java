/** Stores, engines and rotations. */
@org.jspecify.annotations.NullMarked
package io.github.windlass4j.examples.conformance.truststore;
