/** Application Gateway for Containers: kinds, limits, strategies. */
@NullMarked
package io.github.windlass4j.gateway.agc;

import org.jspecify.annotations.NullMarked;
