/**
 * Windlass inside JSSE: a trust manager that judges by a profile and says why, and certificates from and to the JDK's types.
 *
 * {@snippet :
 * SSLContext context = SSLContext.getInstance("TLS");
 * context.init(null, new TrustManager[] {ChainTrustManager.of(validator, anchors, InstantSource.system())}, null);
 * }
 */
@NullMarked
package io.github.windlass4j.core.chain.tls;

import org.jspecify.annotations.NullMarked;
