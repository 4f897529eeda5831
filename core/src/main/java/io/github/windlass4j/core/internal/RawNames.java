package io.github.windlass4j.core.internal;

import java.util.List;

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

    /** As {@link #isPlainHost(int)}; false for lists that cannot tell. */
    static boolean isPlainHost(List<?> names, int index) {
        return names instanceof RawNames raw && raw.isPlainHost(index);
    }

    /** As {@link #differs(int, String)}; false for lists that cannot tell. */
    static boolean differs(List<?> names, int index, String text) {
        return names instanceof RawNames raw && raw.differs(index, text);
    }
}
