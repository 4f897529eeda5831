/**
 * What is wrong with the certificates of a trust store, by stable rule.
 *
 * {@snippet :
 * StoreAudit audit = StoreAudit.of(TrustStore.read(path), Instant.now());
 * audit.findings().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.audit;

import org.jspecify.annotations.NullMarked;
