/** Status, attachment and routing of Gateway API objects, as others see them. */
@org.jspecify.annotations.NullMarked
package io.github.windlass4j.examples.conformance.gateway;
