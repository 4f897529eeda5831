/** From an exception or a server log line to its cause. */
@NullMarked
package io.github.windlass4j.truststore.diagnose;

import org.jspecify.annotations.NullMarked;
