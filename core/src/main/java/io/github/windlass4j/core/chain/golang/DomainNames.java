package io.github.windlass4j.core.chain.golang;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Domain names as {@code crypto/x509/verify.go} reads and compares them. */
final class DomainNames {
    private static final Pattern PATTERN_LABEL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

    private DomainNames() {}

    /**
     * The labels from right to left; empty if one is empty or holds anything but printable ASCII. One leading dot is no label.
     */
    static Optional<List<String>> reversedLabels(String domain) {
        if (domain.isEmpty()) {
            return Optional.of(List.of());
        }
        List<String> labels = labels(domain.length() > 1 && domain.startsWith(".") ? domain.substring(1) : domain);
        for (String label : labels) {
            if (label.isEmpty() || !label.chars().allMatch(c -> c >= 33 && c <= 126)) {
                return Optional.empty();
            }
        }
        Collections.reverse(labels);
        return Optional.of(labels);
    }

    private static List<String> labels(String domain) {
        List<String> labels = new ArrayList<>();
        int start = 0;
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', start)) {
            labels.add(domain.substring(start, dot));
            start = dot + 1;
        }
        labels.add(domain.substring(start));
        return labels;
    }

    /** False for a constraint that makes Go refuse the certificate that carries it; a leading dot is allowed. */
    static boolean isConstraint(String domain) {
        return reversedLabels(domain.startsWith(".") ? domain.substring(1) : domain)
                .isPresent();
    }

    /**
     * Whether a name lies under a constraint: label by label from the right, at least one more where the constraint begins with
     * a dot; the empty constraint matches everything. Both must have been read before.
     */
    static boolean isWithin(String domain, String constraint) {
        if (constraint.isEmpty()) {
            return true;
        }
        boolean below = constraint.startsWith(".");
        List<String> name = reversedLabels(domain).orElse(List.of());
        List<String> base =
                reversedLabels(below ? constraint.substring(1) : constraint).orElse(List.of());
        if (name.size() < base.size() + (below ? 1 : 0)) {
            return false;
        }
        for (int i = 0; i < base.size(); i++) {
            if (!base.get(i).equalsIgnoreCase(name.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a dNSName is for a host: a wildcard stands for the whole first label; what is no host name must be equal. */
    static boolean isFor(String name, String host) {
        String wanted = lower(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        if (!isHostName(wanted, false) || !isHostName(name, true)) {
            return !name.isEmpty() && !name.equals(".") && lower(name).equals(lower(host));
        }
        List<String> pattern = labels(lower(name));
        List<String> labels = labels(wanted);
        if (pattern.size() != labels.size()) {
            return false;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!pattern.get(i).equals(labels.get(i))
                    && !(i == 0 && pattern.get(0).equals("*"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHostName(String name, boolean pattern) {
        List<String> labels = labels(name);
        for (int i = 0; i < labels.size(); i++) {
            boolean wildcard = pattern && i == 0 && labels.get(0).equals("*");
            if (!wildcard && !PATTERN_LABEL.matcher(labels.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
