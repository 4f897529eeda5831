/** Real connections: pgjdbc in this JVM, pgjdbc in a JVM with another trust store, and psql. */
@NullMarked
package io.github.windlass4j.examples.rehearsal.connect;

import org.jspecify.annotations.NullMarked;
