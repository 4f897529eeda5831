/** Service identity: does a certificate speak for this host name or address (RFC 9525)? */
@NullMarked
package io.github.windlass4j.core.hostname;

import org.jspecify.annotations.NullMarked;
