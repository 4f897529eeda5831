/** A socket factory and trust manager for JDBC drivers. */
@NullMarked
package io.github.windlass4j.truststore.jdbc;

import org.jspecify.annotations.NullMarked;
