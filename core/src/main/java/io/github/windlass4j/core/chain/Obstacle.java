package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.cert.Certificate;
import java.util.Comparator;

/**
 * One reason why a path is not valid: which certificate breaks which rule, what was found there, what was expected and
 * what would fix it. Two obstacles are equal if all of that is.
 *
 * @param rule the rule that is broken
 * @param index place of the certificate in its {@link Candidate#path()}, 0 = leaf
 * @param subject the certificate's subject, RFC 4514 text; the SHA-256 if the subject is empty
 * @param found what the certificate says or does
 * @param expected what the rule asks for
 * @param fix the smallest change that is known to remove the obstacle
 */
public record Obstacle(Rule rule, int index, String subject, String found, String expected, String fix) {
    /** Most specific rule first, then from the leaf upwards. */
    public static final Comparator<Obstacle> BY_SPECIFICITY = Comparator.comparing(
                    (Obstacle obstacle) -> obstacle.rule().rank())
            .thenComparingInt(Obstacle::index)
            .thenComparing(Obstacle::rule)
            .thenComparing(Obstacle::found);

    /** Checks that nothing is missing. */
    public Obstacle {
        requireNonNull(rule);
        requireNonNull(subject);
        requireNonNull(found);
        requireNonNull(expected);
        requireNonNull(fix);
        if (index < 0) {
            throw new IllegalArgumentException("index: " + index + " (want >= 0)");
        }
    }

    static Obstacle at(int index, Certificate certificate, Rule rule, String found, String expected, String fix) {
        return new Obstacle(rule, index, label(certificate), found, expected, fix);
    }

    static String label(Certificate certificate) {
        String subject = certificate.subject().toString();
        return subject.isEmpty() ? "SHA-256 " + certificate.sha256() : subject;
    }

    /** One sentence with everything but the fix. */
    public String message() {
        return rule.id() + " certificate " + index + " \"" + subject + "\": " + found + " (want " + expected + "; "
                + rule.clause() + ")";
    }

    @Override
    public String toString() {
        return message() + "; fix: " + fix;
    }
}
