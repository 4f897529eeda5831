/** Stores: their formats, their differences, their faults. */
@org.jspecify.annotations.NullMarked
package io.github.windlass4j.examples.conformance.truststore.store;
