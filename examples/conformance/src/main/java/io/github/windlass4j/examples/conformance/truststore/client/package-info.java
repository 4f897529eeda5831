/** Connections of drivers to servers, put to {@code Client.connect}. */
@NullMarked
package io.github.windlass4j.examples.conformance.truststore.client;

import org.jspecify.annotations.NullMarked;
