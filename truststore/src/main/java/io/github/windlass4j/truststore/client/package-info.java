/** Database clients as data: engine, driver, version, factory and sslmode decide what is really verified, and against which store. */
@NullMarked
package io.github.windlass4j.truststore.client;

import org.jspecify.annotations.NullMarked;
