/**
 * Published certification authorities of a platform: which roots a store holds of them, which rotations it is ready for
 * and until when, without any chain file at hand.
 *
 * {@snippet :
 * StoreReview review = Authorities.azure().review(TrustStore.read(Path.of("root.crt")), Instant.now());
 * review.findings().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.authority;

import org.jspecify.annotations.NullMarked;
