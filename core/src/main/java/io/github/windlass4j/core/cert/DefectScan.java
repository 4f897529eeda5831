package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.cert.EncodingDefect.Kind;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.DerTime;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Looks through a parsed certificate for what DER or RFC 5280 forbid. */
final class DefectScan {
    /** Nesting looked at below the certificate; its own syntax needs 12, deeper values are not of its making. */
    private static final int MAX_DEPTH = 24;

    /** Most defects listed; a hostile certificate could hold one for every other byte. */
    private static final int MAX_DEFECTS = 100;

    private List<EncodingDefect> defects = List.of();

    private DefectScan() {}

    /** @param tidy whether the parser met nothing wrong, so that only what it steps over is left to look at */
    static List<EncodingDefect> of(Certificate certificate, byte[] der, boolean tidy) {
        DefectScan scan = new DefectScan();
        if (tidy) {
            scan.key(certificate.publicKey());
            scan.extensions(certificate.extensions());
        } else {
            scan.lengths(new DerReader(der), 0);
            scan.certificate(certificate, new DerReader(der).next().inner());
        }
        if (scan.defects.isEmpty()) {
            return List.of();
        }
        scan.defects.sort(Comparator.comparingInt(EncodingDefect::offset));
        return List.copyOf(scan.defects);
    }

    private void add(Kind kind, String field, int offset, String detail) {
        if (defects.isEmpty()) {
            defects = new ArrayList<>();
        }
        if (defects.size() < MAX_DEFECTS) {
            defects.add(new EncodingDefect(kind, field, offset, detail));
        }
    }

    /** Lengths of the values whose structure the parser has checked; a value of an unknown kind may hold anything. */
    private void lengths(DerReader values, int depth) {
        while (values.hasNext() && defects.size() < MAX_DEFECTS) {
            try {
                values.next();
            } catch (DerException insideAnUncheckedValue) {
                return;
            }
            if (!values.isMinimal()) {
                add(Kind.NON_MINIMAL_LENGTH, "length", values.start(), "length in more octets than needed");
            }
            if ((values.tag() & 0x20) != 0 && depth < MAX_DEPTH) {
                int outer = values.enter();
                lengths(values, depth + 1);
                values.leave(outer);
            }
        }
    }

    private void certificate(Certificate certificate, DerReader outer) {
        DerReader fields = outer.next().inner();
        version(fields, certificate.version());
        fields.next();
        integer(fields, "serialNumber");
        int inside = fields.next().start();
        int insideEnd = fields.end();
        name(fields.next(), "issuer");
        int outside = fields.next().enter();
        time(fields.next(), "notBefore");
        time(fields.next(), "notAfter");
        fields.leave(outside);
        name(fields.next(), "subject");
        key(certificate.publicKey());
        fields.next();
        optional(fields, certificate);
        outer.next();
        if (!Arrays.equals(outer.array(), inside, insideEnd, outer.array(), outer.start(), outer.end())) {
            SignatureInfo signature = certificate.signature();
            add(
                    Kind.SIGNATURE_ALGORITHM_MISMATCH,
                    "signatureAlgorithm",
                    outer.start(),
                    signature.algorithm() + " outside, " + signature.tbsAlgorithm() + " under the signature");
        }
        bits(outer.next(), "signatureValue");
    }

    private void version(DerReader fields, int version) {
        if (!fields.nextIf(Tag.contextConstructed(0))) {
            return;
        }
        if (version == 1) {
            add(Kind.EXPLICIT_DEFAULT, "version", fields.start(), "v1 is written although it is the default");
        }
        if (version > 3) {
            String written = "version number " + (version - 1L) + " (want 0 to 2)";
            add(Kind.UNKNOWN_VERSION, "version", fields.start(), written);
        }
    }

    /** What only later versions have behind the key: unique identifiers and extensions. */
    private void optional(DerReader fields, Certificate certificate) {
        int version = certificate.version();
        for (int unique = 1; unique <= 2; unique++) {
            if (fields.nextIf(Tag.context(unique)) && version < 2) {
                add(Kind.FIELD_NOT_IN_VERSION, "uniqueID", fields.start(), "unique identifier in a v1 certificate");
            }
        }
        if (!fields.nextIf(Tag.contextConstructed(3))) {
            return;
        }
        if (version < 3) {
            String written = "extensions in a v" + version + " certificate";
            add(Kind.FIELD_NOT_IN_VERSION, "extensions", fields.start(), written);
        }
        DerReader list = fields.inner().next();
        if (list.length() == 0) {
            add(Kind.EMPTY_EXTENSIONS, "extensions", list.start(), "no extension");
        }
        extensions(certificate.extensions());
    }

    private void integer(DerReader value, String field) {
        if (!value.isMinimalInteger()) {
            add(Kind.NON_MINIMAL_INTEGER, field, value.start(), "INTEGER in more octets than needed");
        }
    }

    private void bits(DerReader value, String field) {
        int unused = value.array()[value.contentStart()] & 0xff;
        boolean tooMany = unused > 7 || (value.length() == 1 && unused > 0);
        if (tooMany || (unused > 0 && (value.array()[value.end() - 1] & ((1 << unused) - 1)) != 0)) {
            add(Kind.BIT_STRING, field, value.start(), unused + " unused bits that are not there or not zero");
        }
    }

    private void time(DerReader value, String field) {
        if (!DerTime.isDer(value)) {
            add(Kind.TIME_FORMAT, field, value.start(), "time is not written as RFC 5280 4.1.2.5 asks");
        } else if (value.tag() == Tag.GENERALIZED_TIME && DerTime.epochSecond(value) < Certificate.YEAR_2050) {
            add(Kind.GENERALIZED_TIME_BEFORE_2050, field, value.start(), "GeneralizedTime " + DerTime.instant(value));
        }
    }

    private void name(DerReader name, String field) {
        int outer = name.enter();
        while (name.hasNext()) {
            int start = name.next().start();
            int rdns = name.enter();
            if (!name.hasNext()) {
                add(Kind.EMPTY_SEQUENCE, field, start, "relative name without attribute");
            }
            while (name.hasNext()) {
                int attributes = name.next().enter();
                name.next();
                value(name.next(), field);
                name.leave(attributes);
            }
            name.leave(rdns);
        }
        name.leave(outer);
    }

    private void value(DerReader value, String field) {
        if (DerString.isString(value.tag())
                && !DerString.isValid(value.tag(), value.array(), value.contentStart(), value.end())) {
            boolean printable = value.tag() == Tag.PRINTABLE_STRING;
            add(
                    printable ? Kind.PRINTABLE_STRING : Kind.NAME_STRING,
                    field,
                    value.start(),
                    String.format("octets that the string type 0x%02x does not have", value.tag()));
        }
    }

    private void key(PublicKeyInfo key) {
        if (key.unusedBits() != 0) {
            add(Kind.BIT_STRING, "subjectPublicKey", key.bitsStart(), "unused bits in a public key");
        }
        if (key.algorithm().equals("RSA") && key.size().isEmpty()) {
            add(Kind.MALFORMED_KEY, "subjectPublicKey", key.bitsStart(), "no RSAPublicKey");
        }
    }

    private void extensions(Extensions all) {
        DerReader list = all.reader();
        while (list.hasNext()) {
            int at = list.next().start();
            int outer = list.enter();
            list.next();
            ExtensionKind kind = ExtensionKind.named(list);
            if (kind == null) {
                unknown(all, at, list);
            } else {
                known(all, kind, at, list);
            }
            list.leave(outer);
        }
    }

    /** Of a kind that is not decoded, which the reader's current value names. */
    private void unknown(Extensions all, int at, DerReader fields) {
        String oid = fields.oid();
        if (all.start(oid) != at) {
            add(Kind.DUPLICATE_EXTENSION, oid, at, "a second extension of this kind");
        }
        if (fields.nextIf(Tag.BOOLEAN)) {
            critical(fields, oid);
        }
    }

    /** The second of two is looked at as well. */
    private void known(Extensions all, ExtensionKind kind, int at, DerReader fields) {
        boolean first = all.start(kind) == at;
        if (!first) {
            add(Kind.DUPLICATE_EXTENSION, kind.oid(), at, "a second extension of this kind");
        }
        if (fields.nextIf(Tag.BOOLEAN)) {
            critical(fields, kind.oid());
        }
        int start = fields.next().start();
        int before = defects.size();
        try {
            if (ExtensionKind.isEmpty(all.decode(kind, fields, first))) {
                add(Kind.EMPTY_SEQUENCE, kind.oid(), start, "nothing where RFC 5280 wants at least one value");
            }
            // Of a flat kind, the decoding itself has met every length.
            if (!kind.isFlat() || fields.hasDeviated()) {
                int outer = fields.enter();
                lengths(fields, 0);
                fields.leaveTo(start, outer);
            }
        } catch (MalformedCertificateException e) {
            add(Kind.MALFORMED_EXTENSION, kind.oid(), e.offset(), e.getMessage());
        }
        if (defects.size() == before) {
            details(kind, fields);
        }
    }

    private void critical(DerReader value, String oid) {
        if (!value.bool()) {
            add(Kind.EXPLICIT_DEFAULT, oid, value.start(), "critical FALSE is written although it is the default");
        } else if (value.array()[value.contentStart()] != -1) {
            add(Kind.NON_CANONICAL_BOOLEAN, oid, value.start(), "TRUE is not written as 0xff");
        }
    }

    private void details(ExtensionKind kind, DerReader octets) {
        int start = octets.start();
        int outer = octets.enter();
        switch (kind) {
            case SAN, IAN -> names(kind.oid(), octets);
            case BC -> {
                int fields = octets.next().enter();
                if (octets.nextIf(Tag.BOOLEAN)) {
                    critical(octets, kind.oid());
                }
                octets.leave(fields);
            }
            case KU -> bits(octets.next(), kind.oid());
            default -> {
                // The other kinds have no detail that their decoding does not check.
            }
        }
        octets.leaveTo(start, outer);
    }

    private void names(String oid, DerReader value) {
        int outer = value.next().enter();
        while (value.hasNext()) {
            value.next();
            if (!GeneralNames.isIa5(value)) {
                add(Kind.NON_IA5_NAME, oid, value.start(), "octets above 127: " + GeneralNames.readOne(value));
            }
            if (value.tag() == Tag.context(7) && value.length() != 4 && value.length() != 16) {
                add(Kind.ADDRESS_LENGTH, oid, value.start(), "address of " + value.length() + " bytes");
            }
        }
        value.leave(outer);
    }
}
