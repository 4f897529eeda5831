package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.RawNames;
import io.github.windlass4j.core.internal.der.DerReader;
import java.util.AbstractList;
import java.util.RandomAccess;

/** Names by their places in the DER, decoded each time that one is asked for: 4 octets a name instead of 90. Unmodifiable. */
final class ManyNames extends AbstractList<GeneralName> implements RandomAccess, RawNames {
    private static final int DNS = 0x82;

    /** RFC 1035 2.3.4, without the length octets. */
    private static final int MAX_NAME = 253;

    private static final int MAX_LABEL = 63;

    private final byte[] array;
    private final int[] starts;

    /** The names that begin at these places, all of which {@link GeneralNames} has read. */
    ManyNames(byte[] array, int[] starts) {
        this.array = array;
        this.starts = starts;
    }

    @Override
    public GeneralName get(int index) {
        int start = starts[index];
        return GeneralNames.readOne(new DerReader(array, start, DerReader.endOf(array, start)).next());
    }

    @Override
    public int size() {
        return starts.length;
    }

    @Override
    public boolean isPlainHost(int index) {
        int start = starts[index];
        int end = DerReader.endOf(array, start);
        int from = DerReader.contentOf(array, start);
        if ((array[start] & 0xff) != DNS || end - from > MAX_NAME) {
            return false;
        }
        int label = 0;
        boolean word = false;
        for (int i = from; i < end; i++) {
            int c = array[i] | 0x20;
            boolean hexadecimal = (c >= 'a' && c <= 'f') || c == 'x' || (array[i] >= '0' && array[i] <= '9');
            if (array[i] == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if (++label > MAX_LABEL || !(hexadecimal || (c >= 'a' && c <= 'z') || array[i] == '-')) {
                return false;
            }
            word |= !hexadecimal && array[i] != '.';
        }
        return label > 0 && word;
    }

    @Override
    public boolean differs(int index, String text) {
        int start = starts[index];
        if ((array[start] & 0xff) != DNS) {
            return false;
        }
        int from = DerReader.contentOf(array, start);
        int end = DerReader.endOf(array, start);
        boolean differs = end - from != text.length();
        for (int i = from; i < end; i++) {
            if (array[i] == '*' || array[i] < 0) {
                return false;
            }
            if (!differs) {
                char c = text.charAt(i - from);
                if (c >= 0x80) {
                    return false;
                }
                differs = lower(array[i]) != lower(c);
            }
        }
        return differs;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
    }
}
