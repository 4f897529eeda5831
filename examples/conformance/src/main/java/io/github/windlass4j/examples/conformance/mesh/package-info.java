/** Istio, its validation, injection and traffic. */
@org.jspecify.annotations.NullMarked
package io.github.windlass4j.examples.conformance.mesh;
