package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.cert.RevocationReason;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * One revoked certificate of a CRL.
 *
 * @param serialNumber its serial number, as written
 * @param since when it was revoked
 * @param reason why, if that is told
 */
public record CrlEntry(BigInteger serialNumber, Instant since, Optional<RevocationReason> reason) {}
