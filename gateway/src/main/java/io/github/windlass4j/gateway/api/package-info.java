/** Gateway API kinds and Ingress as typed views and builders. */
@NullMarked
package io.github.windlass4j.gateway.api;

import org.jspecify.annotations.NullMarked;
