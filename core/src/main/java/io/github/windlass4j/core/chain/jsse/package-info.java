/**
 * How the JDK builds and judges a chain: the {@code PKIX} path builder and validator of {@code sun.security.provider.certpath}
 * and the trust manager of JSSE on top, step by step, so that their verdict, path and reason can be predicted for a JDK that
 * is not the running one. None of their classes is called. Not exported.
 */
@NullMarked
package io.github.windlass4j.core.chain.jsse;

import org.jspecify.annotations.NullMarked;
