/** Connection settings in application configuration. */
@NullMarked
package io.github.windlass4j.scan.config;

import org.jspecify.annotations.NullMarked;
