package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.chain.Rule;

/**
 * Why the JDK refuses a path.
 *
 * @param certificate the one that it complains about
 * @param rule nearest rule of our own vocabulary
 * @param text the message of the exception that the JDK throws
 * @param found what is there
 * @param expected what the JDK wants
 * @param fix smallest change
 */
record Refusal(JdkCertificate certificate, Rule rule, String text, String found, String expected, String fix) {
    static Refusal of(JdkCertificate certificate, Rule rule, String text, String found, String expected) {
        return new Refusal(certificate, rule, text, found, expected, "reissue the certificate");
    }
}
