package io.github.windlass4j.core.chain.golang;

import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.NameConstraints.Subtree;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.engine.ConstraintReader;
import io.github.windlass4j.core.chain.engine.NameRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name constraints as {@code crypto/x509} applies them: of dNSName, mailbox, URI and address, excluded before permitted;
 * minimum and maximum are not looked at, directory names neither.
 */
final class NameLimits {
    /** {@code MaxConstraintComparisions} unless a caller sets another. */
    static final int MAX_COMPARISONS = 250_000;

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private static final String OUTSIDE =
            "x509: a root or intermediate certificate is not authorized to sign for this name";

    /**
     * A name that a constraint stands against.
     *
     * @param rule the nearest rule of our own vocabulary
     * @param text as Go prints it, without what follows a colon or the name
     * @param found what is wrong with the name
     */
    record Violation(Rule rule, String text, String found) {
        /** The name lies outside of the constraints. */
        Violation(Rule rule, String found) {
            this(rule, OUTSIDE, found);
        }
    }

    private final NameConstraints constraints;
    private final boolean complete;

    private NameLimits(NameConstraints constraints, boolean complete) {
        this.constraints = constraints;
        this.complete = complete;
    }

    /** Throws {@link MalformedCertificateException} where Go refuses to read the certificate. */
    static Optional<NameLimits> read(Extensions extensions) {
        Optional<NameConstraints> found = ConstraintReader.read(extensions);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        NameConstraints constraints = found.get();
        if (constraints.permitted().isEmpty() && constraints.excluded().isEmpty()) {
            throw new MalformedCertificateException("empty name constraints extension", 0);
        }
        boolean complete = true;
        for (List<Subtree> subtrees : List.of(constraints.permitted(), constraints.excluded())) {
            for (Subtree subtree : subtrees) {
                complete &= isKnown(subtree.base());
            }
        }
        return Optional.of(new NameLimits(constraints, complete));
    }

    private static boolean isKnown(GeneralName base) {
        boolean readable;
        if (base instanceof GeneralName.Dns dns) {
            readable = isAscii(dns.name()) && DomainNames.isConstraint(dns.name());
        } else if (base instanceof GeneralName.Email email) {
            readable = isAscii(email.address())
                    && (email.address().contains("@")
                            ? Mailbox.parse(email.address()).isPresent()
                            : DomainNames.isConstraint(email.address()));
        } else if (base instanceof GeneralName.Uri uri) {
            readable =
                    isAscii(uri.uri()) && !ADDRESS.matcher(uri.uri()).matches() && DomainNames.isConstraint(uri.uri());
        } else if (base instanceof GeneralName.Ip ip) {
            readable = isRange(ip.octets().bytes());
        } else {
            return false;
        }
        if (!readable) {
            throw new MalformedCertificateException("name constraint " + base + " cannot be read", 0);
        }
        return true;
    }

    private static boolean isRange(byte[] range) {
        if (range.length != 8 && range.length != 32) {
            return false;
        }
        boolean zero = false;
        for (int i = range.length * 4; i < range.length * 8; i++) {
            boolean bit = ((range[i / 8] >> (7 - i % 8)) & 1) == 1;
            if (bit && zero) {
                return false;
            }
            zero |= !bit;
        }
        return true;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** False if there are constraints of other kinds, which must not be critical. */
    boolean isComplete() {
        return complete;
    }

    /** How many comparisons these names cost at most. */
    long comparisons(List<GeneralName> names) {
        return names.stream()
                .mapToLong(name -> of(name, constraints.permitted()).size()
                        + of(name, constraints.excluded()).size())
                .sum();
    }

    /** Null if every name is allowed. */
    @Nullable
    Violation check(List<GeneralName> names) {
        for (GeneralName name : names) {
            Violation violation = check(name);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private @Nullable Violation check(GeneralName name) {
        if (name instanceof GeneralName.Email email) {
            Optional<Mailbox> mailbox = Mailbox.parse(email.address());
            return mailbox.isEmpty()
                    ? unparsed(name, "rfc822Name", email.address())
                    : check(name, base -> mailbox.get().isWithin(((GeneralName.Email) base).address()));
        }
        if (name instanceof GeneralName.Dns dns) {
            return DomainNames.reversedLabels(dns.name()).isEmpty()
                    ? unparsed(name, "dnsName", dns.name())
                    : check(name, base -> DomainNames.isWithin(dns.name(), ((GeneralName.Dns) base).name()));
        }
        if (name instanceof GeneralName.Uri uri) {
            Optional<String> host = UrlHost.of(uri.uri()).flatMap(UrlHost::comparable);
            boolean constrained = comparisons(List.of(name)) > 0;
            return constrained && host.isEmpty()
                    ? new Violation(
                            NameRules.malformed(name), "URI " + uri.uri() + " cannot be matched against constraints")
                    : check(name, base -> DomainNames.isWithin(host.orElse(""), ((GeneralName.Uri) base).uri()));
        }
        return name instanceof GeneralName.Ip ip
                ? check(
                        name,
                        base -> isWithin(
                                ip.octets().bytes(),
                                ((GeneralName.Ip) base).octets().bytes()))
                : null;
    }

    private @Nullable Violation check(GeneralName name, Predicate<GeneralName> within) {
        for (Subtree subtree : of(name, constraints.excluded())) {
            if (within.test(subtree.base())) {
                return new Violation(NameRules.excluded(name), name + " is excluded by constraint " + subtree.base());
            }
        }
        List<Subtree> permitted = of(name, constraints.permitted());
        return permitted.isEmpty() || permitted.stream().anyMatch(subtree -> within.test(subtree.base()))
                ? null
                : new Violation(NameRules.notPermitted(name), name + " is not permitted by any constraint");
    }

    private static List<Subtree> of(GeneralName name, List<Subtree> subtrees) {
        return subtrees.stream()
                .filter(subtree -> subtree.base().getClass() == name.getClass())
                .toList();
    }

    private static Violation unparsed(GeneralName name, String kind, String text) {
        return new Violation(NameRules.malformed(name), "x509: cannot parse " + kind, text);
    }

    private static boolean isWithin(byte[] address, byte[] range) {
        if (address.length * 2 != range.length) {
            return false;
        }
        for (int i = 0; i < address.length; i++) {
            int mask = range[address.length + i];
            if ((address[i] & mask) != (range[i] & mask)) {
                return false;
            }
        }
        return true;
    }
}
