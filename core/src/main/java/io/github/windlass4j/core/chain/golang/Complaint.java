package io.github.windlass4j.core.chain.golang;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.engine.Answer;

/**
 * One error of {@code crypto/x509} or {@code crypto/tls}.
 *
 * @param rule the nearest rule of our own vocabulary
 * @param index place in the chain, 0 = leaf
 * @param certificate what it is about
 * @param text as Go prints it, without what follows a colon
 * @param found what is there
 * @param expected what Go wants
 */
record Complaint(Rule rule, int index, Certificate certificate, String text, String found, String expected) {
    Obstacle obstacle() {
        return Answer.obstacle(rule, index, certificate, "Go says \"" + text + "\": " + found, expected, fix());
    }

    private String fix() {
        return switch (rule) {
            case ISSUER_UNKNOWN -> "put an issuer into the pool, or let the server send what lies between";
            case DIGEST_NOT_ALLOWED, KEY_TYPE_NOT_ALLOWED -> "reissue with a stronger key or digest";
            case EXPIRED, NOT_YET_VALID -> "replace the certificate; an expired one in the pool is no anchor for Go";
            case HOST_NOT_NAMED, ADDRESS_NOT_NAMED ->
                "connect to an alternative name of the certificate, or reissue it: Go does not look at common names";
            default -> "reissue the certificate";
        };
    }
}
