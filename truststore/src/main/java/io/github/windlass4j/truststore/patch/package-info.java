/**
 * What to change in a trust store, as one plan, and the plan as everything that people run: keytool scripts, PEM,
 * Kubernetes objects, image lines, commands of other platforms.
 */
@NullMarked
package io.github.windlass4j.truststore.patch;

import org.jspecify.annotations.NullMarked;
