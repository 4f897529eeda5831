package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads GeneralName values (RFC 5280 4.2.1.6). */
final class GeneralNames {
    private GeneralNames() {}

    /** Own choice: as many names are decoded at once; what is in use seldom holds more. */
    static final int FEW = 100;

    /** Every name up to the reader's end. */
    static List<GeneralName> read(DerReader names) {
        int from = names.position();
        GeneralName first = names.hasNext() ? readOne(names.next()) : null;
        if (first == null || !names.hasNext()) {
            return first == null ? List.of() : List.of(first);
        }
        List<GeneralName> all = new ArrayList<>();
        all.add(first);
        while (names.hasNext() && all.size() < FEW) {
            all.add(readOne(names.next()));
        }
        return names.hasNext() ? many(names, from) : List.copyOf(all);
    }

    private static List<GeneralName> many(DerReader names, int from) {
        int count = FEW;
        for (DerReader rest = new DerReader(names.array(), names.position(), names.limit()); rest.hasNext(); ) {
            check(rest.next());
            count++;
        }
        int[] starts = new int[count];
        int outer = names.enter(from, names.limit());
        for (int i = 0; i < count; i++) {
            starts[i] = names.next().start();
        }
        names.leave(outer);
        return new ManyNames(names.array(), starts);
    }

    /** Fails as {@link #readOne} would. */
    private static void check(DerReader name) {
        switch (name.tag()) {
            case 0x81, 0x82, 0xa3, 0xa5, 0x86, 0x87 -> {
                // Any content is read.
            }
            case 0x88 -> name.checkOid();
            default -> readOne(name);
        }
    }

    /** The name that is the reader's current value. */
    static GeneralName readOne(DerReader name) {
        return switch (name.tag()) {
            case 0xa0 -> other(name.inner());
            case 0x81 -> new GeneralName.Email(ia5(name));
            case 0x82 -> new GeneralName.Dns(ia5(name));
            case 0xa3 -> new GeneralName.Unsupported(3, name.encoded());
            case 0xa4 -> directory(name.inner());
            case 0xa5 -> new GeneralName.Unsupported(5, name.encoded());
            case 0x86 -> new GeneralName.Uri(ia5(name));
            case 0x87 -> new GeneralName.Ip(name.content());
            case 0x88 -> new GeneralName.RegisteredId(name.oid());
            default ->
                throw new DerException(
                        String.format("GeneralName: tag 0x%02x (want [0] to [8])", name.tag()), name.start());
        };
    }

    private static GeneralName other(DerReader inner) {
        String type = inner.next(Tag.OID, "otherName type").oid();
        inner.next(Tag.contextConstructed(0), "otherName value");
        inner.finish("otherName");
        return new GeneralName.Other(type, inner.content());
    }

    /** Name is a CHOICE, so [4] is explicit although the module says IMPLICIT (X.680 31.2.7). */
    private static GeneralName directory(DerReader inner) {
        DistinguishedName name = DistinguishedName.read(inner, "directoryName");
        inner.finish("directoryName");
        return new GeneralName.Directory(name);
    }

    /**
     * IA5String is 7-bit. Octets above are read as UTF-8 so that a message can show them; {@link #isIa5} tells, and a name with
     * such octets equals no reference name.
     */
    private static String ia5(DerReader name) {
        return new String(name.array(), name.contentStart(), name.length(), StandardCharsets.UTF_8);
    }

    /** True unless the current value is an e-mail, DNS or URI name with octets above 127. */
    static boolean isIa5(DerReader name) {
        return switch (name.tag()) {
            case 0x81, 0x82, 0x86 -> DerString.isAscii(name.array(), name.contentStart(), name.end());
            default -> true;
        };
    }
}
