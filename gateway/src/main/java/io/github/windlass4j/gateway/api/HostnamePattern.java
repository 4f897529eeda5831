package io.github.windlass4j.gateway.api;

import java.util.Locale;
import java.util.Optional;

/**
 * A host name of a listener or route: one name, or a wildcard that takes one or more labels in front ({@code *.example.com}
 * takes {@code a.b.example.com} and not {@code example.com}).
 *
 * @param text the name in lower case
 */
public record HostnamePattern(String text) {
    /** Lower case: host names are compared without regard to case. */
    public HostnamePattern {
        text = text.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the first label is a wildcard.
     *
     * @return true for {@code *.example.com}
     */
    public boolean isWildcard() {
        return text.startsWith("*.");
    }

    /**
     * Whether a name fulfils the pattern.
     *
     * @param host a name without port, in any case
     * @return true if the pattern takes it
     */
    public boolean matches(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return isWildcard() ? takes(name) : text.equals(name);
    }

    private boolean takes(String name) {
        // Also for another wildcard: it lies within this one if its own text does, "*" standing for some label.
        return name.length() > text.length() - 1 && name.endsWith(text.substring(1)) && !name.startsWith(".");
    }

    /**
     * The names that both patterns take.
     *
     * @param other another pattern
     * @return the more specific of the two, if one lies within the other; two patterns never overlap otherwise
     */
    public Optional<HostnamePattern> intersect(HostnamePattern other) {
        if (text.equals(other.text) || (other.isWildcard() && other.takes(text))) {
            return Optional.of(this);
        }
        return isWildcard() && takes(other.text) ? Optional.of(other) : Optional.empty();
    }

    /** The name. */
    @Override
    public String toString() {
        return text;
    }
}
