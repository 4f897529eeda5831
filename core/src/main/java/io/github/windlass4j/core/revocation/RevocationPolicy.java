package io.github.windlass4j.core.revocation;

import java.time.Duration;
import java.util.Optional;

/**
 * How revocation counts.
 *
 * @param mode whether data are looked at, and whether they must tell
 * @param indirectCrls whether a CRL may speak for certificates of other issuers (RFC 5280 5.2.5)
 * @param deltaCrls whether delta CRLs update complete ones (RFC 5280 5.2.4)
 * @param maxAge oldest thisUpdate that still counts; empty = the data's own nextUpdate decides alone, and must be there
 */
public record RevocationPolicy(Mode mode, boolean indirectCrls, boolean deltaCrls, Optional<Duration> maxAge) {
    /** What an unknown status does. */
    public enum Mode {
        /** Revocation is not looked at. */
        IGNORE,
        /** A revoked certificate is refused, an unknown status is told as a warning ("soft fail"). */
        PREFER,
        /** Every certificate of the path but the anchor must be known to be good ("hard fail"). */
        REQUIRE
    }

    /** Revocation is not looked at. */
    public static final RevocationPolicy IGNORE = new RevocationPolicy(Mode.IGNORE, true, true, Optional.empty());

    /** What is known to be revoked is refused. */
    public static final RevocationPolicy PREFER = new RevocationPolicy(Mode.PREFER, true, true, Optional.empty());

    /** What is not known to be good is refused. */
    public static final RevocationPolicy REQUIRE = new RevocationPolicy(Mode.REQUIRE, true, true, Optional.empty());

    /** This policy without indirect CRLs, as Go, BoringSSL and most TLS clients have it. */
    public RevocationPolicy withoutIndirectCrls() {
        return new RevocationPolicy(mode, false, deltaCrls, maxAge);
    }

    /** This policy without delta CRLs. */
    public RevocationPolicy withoutDeltaCrls() {
        return new RevocationPolicy(mode, indirectCrls, false, maxAge);
    }

    /** This policy with a limit on the age of data, counted from thisUpdate. */
    public RevocationPolicy withMaxAge(Duration age) {
        return new RevocationPolicy(mode, indirectCrls, deltaCrls, Optional.of(age));
    }
}
