package io.github.windlass4j.core.chain.engine;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.Rule;
import java.util.List;

/** What is said of names: the rule that one outside the name constraints breaks, by its kind, and how many are shown. */
public final class NameRules {
    /** Own choice: more names than these are noise in a message. */
    private static final int MOST_SHOWN = 20;

    private NameRules() {}

    /** The names as a message shows them: the first ones, and how many more there are. */
    public static String shown(List<GeneralName> names) {
        String first = names.stream().limit(MOST_SHOWN).toList().toString();
        return names.size() <= MOST_SHOWN ? first : first + " and " + (names.size() - MOST_SHOWN) + " more";
    }

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
