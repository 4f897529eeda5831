package io.github.windlass4j.core.internal;

/**
 * A long list of names that answers for its elements without decoding them: of twenty thousand names a validation looks closely
 * at none or one. Both questions are for leaving elements out; whoever hears "no" decodes the element and looks himself.
 */
public interface RawNames {
    /**
     * True only if the name is a dNSName of labels of letters, digits and hyphens that no reader takes for an address or a
     * wildcard.
     */
    boolean isPlainHost(int index);

    /** True only if the name is a dNSName without an asterisk that is not {@code text}, in whatever case. */
    boolean differs(int index, String text);
}
