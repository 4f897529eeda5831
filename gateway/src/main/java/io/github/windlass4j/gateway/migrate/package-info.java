/** From Ingress to Gateway API, with a report of what is lost. */
@NullMarked
package io.github.windlass4j.gateway.migrate;

import org.jspecify.annotations.NullMarked;
