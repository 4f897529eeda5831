package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.engine.NameRules;
import java.util.Optional;

/**
 * One call of OpenSSL's verify callback with {@code ok = 0}.
 *
 * @param error what OpenSSL says
 * @param index depth in the chain, 0 = leaf
 * @param found what is there
 * @param expected what OpenSSL wants
 * @param name the name that breaks a constraint, if that is the reason
 */
record Complaint(ChainError error, int index, String found, String expected, Optional<GeneralName> name) {
    Complaint(ChainError error, int index, String found, String expected) {
        this(error, index, found, expected, Optional.empty());
    }

    /** As {@code openssl verify} prints it. */
    String text() {
        return error.at(index);
    }

    /** The nearest rule of our own vocabulary. */
    Rule rule() {
        return switch (error) {
            case PERMITTED_VIOLATION -> name.map(NameRules::notPermitted).orElse(error.rule());
            case EXCLUDED_VIOLATION -> name.map(NameRules::excluded).orElse(error.rule());
            case UNSUPPORTED_NAME_SYNTAX -> name.map(NameRules::malformed).orElse(error.rule());
            case INVALID_PURPOSE -> index > 0 ? Rule.CA_PURPOSE_MISSING : error.rule();
            default -> error.rule();
        };
    }

    /** The smallest change that satisfies OpenSSL. */
    String fix() {
        return switch (error) {
            case UNABLE_TO_GET_ISSUER, UNABLE_TO_GET_ISSUER_LOCALLY ->
                "put the self-signed root above this certificate into the trust store, and let the server send what lies between";
            case SELF_SIGNED_LEAF, SELF_SIGNED_IN_CHAIN -> "put this root into the trust store";
            case SIGNATURE_FAILURE ->
                "remove the look-alike issuer, or let the right one come first: OpenSSL does not try the next";
            case HAS_EXPIRED, NOT_YET_VALID ->
                "replace the certificate; where a valid one of the same name and key exists, let it be the first that is found";
            case HOSTNAME_MISMATCH, IP_ADDRESS_MISMATCH ->
                "connect to a name that the certificate holds, or reissue it";
            case EE_KEY_TOO_SMALL, CA_KEY_TOO_SMALL, CA_MD_TOO_WEAK -> "reissue with a stronger key or digest";
            default -> "reissue the certificate";
        };
    }
}
