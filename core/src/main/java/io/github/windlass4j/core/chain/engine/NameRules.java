package io.github.windlass4j.core.chain.engine;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.Rule;

/** The rule that a name outside the name constraints breaks, by the name's kind. */
public final class NameRules {
    private NameRules() {}

    /** The name lies in no permitted subtree. */
    public static Rule notPermitted(GeneralName name) {
        if (name instanceof GeneralName.Dns) {
            return Rule.DNS_NAME_NOT_PERMITTED;
        }
        if (name instanceof GeneralName.Ip) {
            return Rule.IP_ADDRESS_NOT_PERMITTED;
        }
        if (name instanceof GeneralName.Email) {
            return Rule.MAILBOX_NOT_PERMITTED;
        }
        if (name instanceof GeneralName.Uri) {
            return Rule.URI_NOT_PERMITTED;
        }
        return name instanceof GeneralName.Directory
                ? Rule.DIRECTORY_NAME_NOT_PERMITTED
                : Rule.CONSTRAINED_NAME_UNSUPPORTED;
    }

    /** The name lies in an excluded subtree. */
    public static Rule excluded(GeneralName name) {
        if (name instanceof GeneralName.Dns) {
            return Rule.DNS_NAME_EXCLUDED;
        }
        if (name instanceof GeneralName.Ip) {
            return Rule.IP_ADDRESS_EXCLUDED;
        }
        if (name instanceof GeneralName.Email) {
            return Rule.MAILBOX_EXCLUDED;
        }
        if (name instanceof GeneralName.Uri) {
            return Rule.URI_EXCLUDED;
        }
        return name instanceof GeneralName.Directory ? Rule.DIRECTORY_NAME_EXCLUDED : Rule.CONSTRAINED_NAME_UNSUPPORTED;
    }

    /** The name is not what its kind asks for. */
    public static Rule malformed(GeneralName name) {
        if (name instanceof GeneralName.Email) {
            return Rule.MAILBOX_MALFORMED;
        }
        if (name instanceof GeneralName.Uri) {
            return Rule.URI_MALFORMED;
        }
        return name instanceof GeneralName.Ip ? Rule.IP_ADDRESS_MALFORMED : Rule.DNS_NAME_MALFORMED;
    }
}
