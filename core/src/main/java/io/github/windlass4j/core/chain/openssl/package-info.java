/**
 * How OpenSSL's {@code X509_verify_cert} builds and judges a chain, step by step and in its order, so that its verdict, its
 * path and its error can be predicted without running it. Not exported.
 */
@NullMarked
package io.github.windlass4j.core.chain.openssl;

import org.jspecify.annotations.NullMarked;
