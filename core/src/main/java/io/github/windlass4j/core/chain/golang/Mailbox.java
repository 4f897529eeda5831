package io.github.windlass4j.core.chain.golang;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mailbox as {@code parseRFC2821Mailbox} of {@code crypto/x509/verify.go} takes it apart.
 *
 * @param local without quotes and backslashes; compared letter by letter
 * @param domain compared without case
 */
record Mailbox(String local, String domain) {
    private static final Pattern QUOTED = Pattern.compile(
            "\"((?:[\\x01-\\x08\\x0b\\x0c\\x0e-\\x21\\x23-\\x5b\\x5d-\\x7f]|\\\\[\\x01-\\x09\\x0b\\x0c\\x0e-\\x7f])*)\"@(.*)",
            Pattern.DOTALL);
    private static final Pattern PLAIN =
            Pattern.compile("((?:[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~.]|\\\\.)+)@(.*)", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    /** Empty if it is none: then a certificate with name constraints is refused. */
    static Optional<Mailbox> parse(String text) {
        boolean quoted = text.startsWith("\"");
        Matcher parts = (quoted ? QUOTED : PLAIN).matcher(text);
        if (!parts.matches() || DomainNames.reversedLabels(parts.group(2)).isEmpty()) {
            return Optional.empty();
        }
        String local = ESCAPED.matcher(parts.group(1)).replaceAll("$1");
        boolean badDots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
        return !quoted && badDots ? Optional.empty() : Optional.of(new Mailbox(local, parts.group(2)));
    }

    /** Whether this mailbox lies under a constraint: a mailbox, or a domain as for dNSName. */
    boolean isWithin(String constraint) {
        if (!constraint.contains("@")) {
            return DomainNames.isWithin(domain, constraint);
        }
        return parse(constraint)
                .filter(that -> local.equals(that.local) && domain.equalsIgnoreCase(that.domain))
                .isPresent();
    }
}
