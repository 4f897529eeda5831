package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.NameConstraints.Subtree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Name constraints as crypto/x509/v3_ncons.c applies them: each CA's own constraints on each certificate below it, permitted
 * before excluded, the common name only for a leaf without dNSName. Wildcards and malformed DNS names are compared as text.
 */
final class NameConstraintCheck {
    /** {@code NAME_CHECK_MAX} of v3_ncons.c. */
    private static final long NAME_CHECK_MAX = 1 << 20;

    /** {@code id-on-SmtpUTF8Mailbox} (RFC 8398), compared with e-mail constraints. */
    private static final String SMTP_UTF8_MAILBOX = "1.3.6.1.5.5.7.8.9";

    /** A name outside the constraints and why OpenSSL says so. */
    record Violation(ChainError error, GeneralName name) {}

    private final boolean parsesUrls;
    private long comparisons;

    /**
     * {@code parsesUrls}: 3.2 and later read a URI with {@code OSSL_parse_url}, earlier ones cut it at the first colon or
     * slash.
     */
    NameConstraintCheck(boolean parsesUrls) {
        this.parsesUrls = parsesUrls;
    }

    /** Names times constraints so far. */
    long comparisons() {
        return comparisons;
    }

    /** Null if every name of {@code subject} is fine. */
    @Nullable
    Violation check(SeenCertificate subject, NameConstraints constraints, boolean isLeaf) {
        DistinguishedName name = subject.certificate().subject();
        long names = (long) name.rdns().stream().mapToInt(List::size).sum()
                + subject.altNames().size();
        long subtrees =
                (long) constraints.permitted().size() + constraints.excluded().size();
        if (names > 0 && subtrees > NAME_CHECK_MAX / names) {
            return new Violation(ChainError.TOO_MANY_NAMES, new GeneralName.Directory(name));
        }
        comparisons += names * subtrees;
        if (!name.isEmpty()) {
            Violation violation = match(new GeneralName.Directory(name), constraints);
            if (violation != null) {
                return violation;
            }
            for (String mailbox : name.values(DistinguishedName.EMAIL_ADDRESS)) {
                violation = match(new GeneralName.Email(mailbox), constraints);
                if (violation != null) {
                    return violation;
                }
            }
        }
        for (GeneralName alternative : subject.altNames()) {
            Violation violation = match(alternative, constraints);
            if (violation != null) {
                return violation;
            }
        }
        return isLeaf && subject.altNames().stream().noneMatch(GeneralName.Dns.class::isInstance)
                ? checkCommonNames(name, constraints)
                : null;
    }

    private @Nullable Violation checkCommonNames(DistinguishedName subject, NameConstraints constraints) {
        for (String commonName : subject.values(DistinguishedName.COMMON_NAME)) {
            if (CommonName.isDnsLike(commonName)) {
                Violation violation = match(new GeneralName.Dns(commonName), constraints);
                if (violation != null) {
                    return violation;
                }
            }
        }
        return null;
    }

    private @Nullable Violation match(GeneralName name, NameConstraints constraints) {
        boolean constrained = false;
        boolean permitted = false;
        for (Subtree subtree : constraints.permitted()) {
            if (!isSameKind(name, subtree.base())) {
                continue;
            }
            if (!subtree.isPlain()) {
                return new Violation(ChainError.SUBTREE_MINMAX, name);
            }
            constrained = true;
            if (permitted) {
                continue;
            }
            ChainError error = compare(name, subtree.base());
            if (error == null) {
                permitted = true;
            } else if (error != ChainError.PERMITTED_VIOLATION) {
                return new Violation(error, name);
            }
        }
        if (constrained && !permitted) {
            return new Violation(ChainError.PERMITTED_VIOLATION, name);
        }
        for (Subtree subtree : constraints.excluded()) {
            if (!isSameKind(name, subtree.base())) {
                continue;
            }
            if (!subtree.isPlain()) {
                return new Violation(ChainError.SUBTREE_MINMAX, name);
            }
            ChainError error = compare(name, subtree.base());
            if (error == null) {
                return new Violation(ChainError.EXCLUDED_VIOLATION, name);
            }
            if (error != ChainError.PERMITTED_VIOLATION) {
                return new Violation(error, name);
            }
        }
        return null;
    }

    private static boolean isSameKind(GeneralName name, GeneralName base) {
        if (name instanceof GeneralName.Other other) {
            return other.typeId().equals(SMTP_UTF8_MAILBOX)
                    ? base instanceof GeneralName.Email
                    : base instanceof GeneralName.Other that && that.typeId().equals(other.typeId());
        }
        if (name instanceof GeneralName.Unsupported unsupported) {
            return base instanceof GeneralName.Unsupported that && that.tagNumber() == unsupported.tagNumber();
        }
        return name.getClass() == base.getClass();
    }

    /** Null if {@code name} lies in the subtree. */
    private @Nullable ChainError compare(GeneralName name, GeneralName subtree) {
        if (name instanceof GeneralName.Directory directory && subtree instanceof GeneralName.Directory root) {
            return within(CanonicalName.of(directory.name()).isWithin(CanonicalName.of(root.name())));
        }
        if (name instanceof GeneralName.Dns dns && subtree instanceof GeneralName.Dns root) {
            return within(isDnsWithin(dns.name(), root.name()));
        }
        if (name instanceof GeneralName.Email mailbox && subtree instanceof GeneralName.Email root) {
            return mailbox.address().indexOf('@') < 0
                    ? ChainError.UNSUPPORTED_NAME_SYNTAX
                    : within(isMailboxWithin(mailbox.address(), root.address()));
        }
        if (name instanceof GeneralName.Uri uri && subtree instanceof GeneralName.Uri root) {
            Optional<String> host = parsesUrls ? UriHost.parsed(uri.uri()) : UriHost.cut(uri.uri());
            return host.isEmpty() ? ChainError.UNSUPPORTED_NAME_SYNTAX : within(isHostWithin(host.get(), root.uri()));
        }
        if (name instanceof GeneralName.Ip address && subtree instanceof GeneralName.Ip root) {
            byte[] host = address.octets().bytes();
            int base = root.octets().length();
            return (host.length != 4 && host.length != 16) || (base != 8 && base != 32)
                    ? ChainError.UNSUPPORTED_NAME_SYNTAX
                    : within(isAddressWithin(host, root.octets().bytes()));
        }
        return ChainError.UNSUPPORTED_CONSTRAINT_TYPE;
    }

    private static @Nullable ChainError within(boolean inside) {
        return inside ? null : ChainError.PERMITTED_VIOLATION;
    }

    /** A leading dot in the constraint and none mean nearly the same here: only the name itself is outside {@code .name}. */
    private static boolean isDnsWithin(String name, String base) {
        if (base.isEmpty()) {
            return true;
        }
        if (name.length() < base.length()) {
            return false;
        }
        int cut = name.length() - base.length();
        return (cut == 0 || base.charAt(0) == '.' || name.charAt(cut - 1) == '.')
                && lower(name).endsWith(lower(base));
    }

    private static boolean isMailboxWithin(String mailbox, String base) {
        int baseAt = base.lastIndexOf('@');
        if (baseAt < 0 && base.startsWith(".")) {
            return mailbox.length() > base.length() && lower(mailbox).endsWith(lower(base));
        }
        int at = mailbox.lastIndexOf('@');
        if (baseAt > 0 && !mailbox.substring(0, at).equals(base.substring(0, baseAt))) {
            return false;
        }
        return lower(mailbox.substring(at + 1)).equals(lower(base.substring(baseAt + 1)));
    }

    private static boolean isHostWithin(String host, String base) {
        return base.startsWith(".")
                ? host.length() > base.length() && lower(host).endsWith(lower(base))
                : lower(host).equals(lower(base));
    }

    /** A mask with holes is applied as it is. */
    private static boolean isAddressWithin(byte[] host, byte[] base) {
        if (host.length * 2 != base.length) {
            return false;
        }
        for (int i = 0; i < host.length; i++) {
            int mask = base[host.length + i];
            if ((host[i] & mask) != (base[i] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
