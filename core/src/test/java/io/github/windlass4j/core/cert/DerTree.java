package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerWriter;
import java.util.ArrayList;
import java.util.List;

/** A certificate taken apart, changed in one place and put together again with all lengths right. */
final class DerTree {
    int tag;
    byte[] content;
    final List<DerTree> children = new ArrayList<>();

    /** Written with one length octet more than needed. */
    boolean longLength;

    private DerTree(int tag, byte[] content) {
        this.tag = tag;
        this.content = content;
    }

    static DerTree leaf(int tag, byte... content) {
        return new DerTree(tag, content);
    }

    static DerTree parse(byte[] der) {
        DerReader reader = new DerReader(der).next();
        return of(reader);
    }

    private static DerTree of(DerReader reader) {
        DerTree node = new DerTree(reader.tag(), reader.content());
        if ((reader.tag() & 0x20) != 0) {
            for (DerReader inner = reader.inner(); inner.hasNext(); ) {
                node.children.add(of(inner.next()));
            }
        }
        return node;
    }

    DerTree at(int... path) {
        DerTree node = this;
        for (int step : path) {
            node = node.children.get(step);
        }
        return node;
    }

    byte[] encode() {
        byte[] body = content;
        if ((tag & 0x20) != 0) {
            byte[][] parts = children.stream().map(DerTree::encode).toArray(byte[][]::new);
            byte[] whole = DerWriter.value(tag, parts);
            body = new DerReader(whole).next().content();
        }
        if (!longLength) {
            return DerWriter.value(tag, body);
        }
        byte[] out = new byte[body.length + 6];
        out[0] = (byte) tag;
        out[1] = (byte) 0x84;
        for (int i = 0; i < 4; i++) {
            out[2 + i] = (byte) (body.length >>> 8 * (3 - i));
        }
        System.arraycopy(body, 0, out, 6, body.length);
        return out;
    }

    /** The TBSCertificate of a v3 certificate: fields from 0 = version to 7 = extensions. */
    DerTree tbs() {
        return at(0);
    }

    /** The list of extensions of a v3 certificate. */
    DerTree extensions() {
        return at(0, 7, 0);
    }
}
