/**
 * Revocation data as values: CRLs and OCSP responses that the caller hands in. Nothing is fetched.
 *
 * {@snippet :
 * Crl crl = Crl.parse(der);
 * RevocationStatus status = crl.check(leaf, issuer, at, RevocationPolicy.REQUIRE);
 * }
 */
@NullMarked
package io.github.windlass4j.core.revocation;

import org.jspecify.annotations.NullMarked;
