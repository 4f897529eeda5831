package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.hostname.ServerName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether one name of a certificate speaks for a host (RFC 9525 6), and what was nearly right where it does not. */
final class HostMatch {
    private HostMatch() {}

    static boolean matches(GeneralName name, ServerName host) {
        if (name instanceof GeneralName.Ip ip && host instanceof ServerName.Ip wanted) {
            return Arrays.equals(ip.bytes(), wanted.address());
        }
        return name instanceof GeneralName.Dns dns
                && host instanceof ServerName.Dns wanted
                && matches(dns.name().toLowerCase(Locale.ROOT), wanted.ascii());
    }

    private static boolean matches(String pattern, String host) {
        if (pattern.equals(host)) {
            return true;
        }
        int dot = host.indexOf('.');
        boolean wildcard = pattern.startsWith("*.") && pattern.indexOf('.', 2) > 0;
        return wildcard && dot > 0 && pattern.substring(1).equals(host.substring(dot));
    }

    /** The rule that keeps a wildcard from matching; empty if the name has nothing to do with the host. */
    static Optional<Rule> nearMiss(String pattern, String host) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return Optional.empty();
        }
        boolean wellPlaced = pattern.startsWith("*.") && pattern.indexOf('*', 1) < 0 && pattern.indexOf('.', 2) > 0;
        if (!wellPlaced) {
            return Optional.of(Rule.WILDCARD_MISPLACED);
        }
        boolean related = host.endsWith(pattern.substring(1)) || host.equals(pattern.substring(2));
        return related ? Optional.of(Rule.WILDCARD_TOO_SHALLOW) : Optional.empty();
    }
}
