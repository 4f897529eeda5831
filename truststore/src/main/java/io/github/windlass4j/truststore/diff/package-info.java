/**
 * What really changed between two trust stores: by key and subject, not by bytes, alias or order.
 *
 * {@snippet :
 * StoreDiff diff = StoreDiff.between(TrustStore.read(yesterday), TrustStore.read(today));
 * diff.lines().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.diff;

import org.jspecify.annotations.NullMarked;
