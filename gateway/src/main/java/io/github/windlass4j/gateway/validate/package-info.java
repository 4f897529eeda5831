/** What the API server says of an object. */
@NullMarked
package io.github.windlass4j.gateway.validate;

import org.jspecify.annotations.NullMarked;
