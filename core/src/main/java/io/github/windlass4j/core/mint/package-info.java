/**
 * Keys, authorities, leaves and cross-certificates for tests and rehearsals, from a seed, sound or broken on purpose.
 *
 * {@snippet :
 * Mint mint = Mint.seeded(42).at(Instant.parse("2026-11-22T00:00:00Z"));
 * Authority rootA = mint.root("Root A");
 * Authority rootB = mint.root("Root B");
 * Authority issuing = rootB.issueAuthority("Issuing CA 1");
 * Issued server = issuing.issueLeaf("db.example.test", spec -> spec.key(KeyType.RSA_2048));
 * Certificate cross = rootA.crossSign(rootB).certificate();
 * Files.writeString(keyFile, server.privateKeyPem());
 * }
 */
@NullMarked
package io.github.windlass4j.core.mint;

import org.jspecify.annotations.NullMarked;
