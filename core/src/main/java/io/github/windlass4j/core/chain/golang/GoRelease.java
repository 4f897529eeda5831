package io.github.windlass4j.core.chain.golang;

/**
 * What differs between the modelled releases of Go.
 *
 * @param policies policies are processed as in RFC 5280, and their extensions may be critical (1.24)
 * @param strictParser key identifiers and authority information must not be critical, serial numbers not negative (1.23, 1.24)
 * @param leastRsaBits shortest RSA key that verifies a signature
 */
public record GoRelease(boolean policies, boolean strictParser, int leastRsaBits) {}
