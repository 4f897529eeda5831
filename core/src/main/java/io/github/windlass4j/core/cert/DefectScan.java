package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.cert.EncodingDefect.Kind;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.DerTime;
import io.github.windlass4j.core.internal.der.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks through a parsed certificate for what DER or RFC 5280 forbid. */
final class DefectScan {
    /** Nesting looked at below the certificate; its own syntax needs 12, deeper values are not of its making. */
    private static final int MAX_DEPTH = 24;

    /** Most defects listed; a hostile certificate could hold one for every other byte. */
    private static final int MAX_DEFECTS = 100;

    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    private final List<EncodingDefect> defects = new ArrayList<>(0);

    private DefectScan() {}

    static List<EncodingDefect> of(Certificate certificate, byte[] der) {
        DefectScan scan = new DefectScan();
        scan.lengths(new DerReader(der), 0);
        scan.certificate(certificate, new DerReader(der).next().inner());
        if (scan.defects.isEmpty()) {
            return List.of();
        }
        scan.defects.sort(Comparator.comparingInt(EncodingDefect::offset));
        return List.copyOf(scan.defects);
    }

    private void add(Kind kind, String field, int offset, String detail) {
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
                lengths(values.inner(), depth + 1);
            }
        }
    }

    private void certificate(Certificate certificate, DerReader outer) {
        DerReader fields = outer.next().inner();
        int version = certificate.version();
        if (fields.nextIf(Tag.contextConstructed(0))) {
            if (version == 1) {
                add(Kind.EXPLICIT_DEFAULT, "version", fields.start(), "v1 is written although it is the default");
            }
            if (version > 3) {
                add(
                        Kind.UNKNOWN_VERSION,
                        "version",
                        fields.start(),
                        "version number " + (version - 1L) + " (want 0 to 2)");
            }
        }
        fields.next();
        integer(fields, "serialNumber");
        byte[] inside = fields.next().encoded();
        name(fields.next().inner(), "issuer");
        DerReader times = fields.next().inner();
        time(times.next(), "notBefore");
        time(times.next(), "notAfter");
        name(fields.next().inner(), "subject");
        key(certificate, fields.next());
        for (int unique = 1; unique <= 2; unique++) {
            if (fields.nextIf(Tag.context(unique)) && version < 2) {
                add(Kind.FIELD_NOT_IN_VERSION, "uniqueID", fields.start(), "unique identifier in a v1 certificate");
            }
        }
        if (fields.nextIf(Tag.contextConstructed(3))) {
            if (version < 3) {
                add(
                        Kind.FIELD_NOT_IN_VERSION,
                        "extensions",
                        fields.start(),
                        "extensions in a v" + version + " certificate");
            }
            extensions(fields.inner().next());
        }
        byte[] outside = outer.next().encoded();
        if (!Arrays.equals(inside, outside)) {
            SignatureInfo signature = certificate.signature();
            add(
                    Kind.SIGNATURE_ALGORITHM_MISMATCH,
                    "signatureAlgorithm",
                    outer.start(),
                    signature.algorithm() + " outside, " + signature.tbsAlgorithm() + " under the signature");
        }
        bits(outer.next(), "signatureValue");
    }

    private void integer(DerReader value, String field) {
        byte[] content = value.content();
        if (content.length > 1
                && ((content[0] == 0 && content[1] >= 0) || (content[0] == (byte) 0xff && content[1] < 0))) {
            add(Kind.NON_MINIMAL_INTEGER, field, value.start(), "INTEGER in more octets than needed");
        }
    }

    private void bits(DerReader value, String field) {
        byte[] content = value.content();
        int unused = content[0] & 0xff;
        boolean tooMany = unused > 7 || (content.length == 1 && unused > 0);
        if (tooMany || (unused > 0 && (content[content.length - 1] & ((1 << unused) - 1)) != 0)) {
            add(Kind.BIT_STRING, field, value.start(), unused + " unused bits that are not there or not zero");
        }
    }

    private void time(DerReader value, String field) {
        if (!DerTime.isDer(value)) {
            add(Kind.TIME_FORMAT, field, value.start(), "time is not written as RFC 5280 4.1.2.5 asks");
        } else if (value.tag() == Tag.GENERALIZED_TIME && DerTime.instant(value).isBefore(YEAR_2050)) {
            add(Kind.GENERALIZED_TIME_BEFORE_2050, field, value.start(), "GeneralizedTime " + DerTime.instant(value));
        }
    }

    private void name(DerReader rdns, String field) {
        while (rdns.hasNext()) {
            DerReader attributes = rdns.next().inner();
            if (!attributes.hasNext()) {
                add(Kind.EMPTY_SEQUENCE, field, rdns.start(), "relative name without attribute");
            }
            while (attributes.hasNext()) {
                DerReader pair = attributes.next().inner();
                pair.next();
                pair.next();
                if (DerString.isString(pair.tag())
                        && !DerString.isValid(pair.tag(), pair.array(), pair.contentStart(), pair.end())) {
                    boolean printable = pair.tag() == Tag.PRINTABLE_STRING;
                    add(
                            printable ? Kind.PRINTABLE_STRING : Kind.NAME_STRING,
                            field,
                            pair.start(),
                            String.format("octets that the string type 0x%02x does not have", pair.tag()));
                }
            }
        }
    }

    private void key(Certificate certificate, DerReader value) {
        PublicKeyInfo key = certificate.publicKey();
        DerReader inner = value.inner();
        inner.next();
        inner.next();
        if (inner.content()[0] != 0) {
            add(Kind.BIT_STRING, "subjectPublicKey", inner.start(), "unused bits in a public key");
        }
        if (key.algorithm().equals("RSA") && key.size().isEmpty()) {
            add(Kind.MALFORMED_KEY, "subjectPublicKey", inner.start(), "no RSAPublicKey");
        }
    }

    private void extensions(DerReader value) {
        DerReader list = value.inner();
        if (!list.hasNext()) {
            add(Kind.EMPTY_EXTENSIONS, "extensions", value.start(), "no extension");
        }
        Set<String> seen = new HashSet<>();
        while (list.hasNext()) {
            DerReader fields = list.next().inner();
            fields.next();
            String oid = fields.oid();
            if (!seen.add(oid)) {
                add(Kind.DUPLICATE_EXTENSION, oid, list.start(), "a second extension of this kind");
            }
            if (fields.nextIf(Tag.BOOLEAN)) {
                critical(fields, oid);
            }
            fields.next();
            if (seen.size() <= Extensions.MAX_EXTENSIONS) {
                content(new Extensions(list.array(), list.start(), list.end()), oid, fields);
            }
        }
    }

    private void critical(DerReader value, String oid) {
        if (!value.bool()) {
            add(Kind.EXPLICIT_DEFAULT, oid, value.start(), "critical FALSE is written although it is the default");
        } else if (value.content()[0] != (byte) 0xff) {
            add(Kind.NON_CANONICAL_BOOLEAN, oid, value.start(), "TRUE is not written as 0xff");
        }
    }

    /** {@code one} holds only this extension, so that the second of two is looked at as well. */
    private void content(Extensions one, String oid, DerReader octets) {
        int before = defects.size();
        try {
            boolean known = ExtensionContent.decode(one, oid)
                    .map(empty -> {
                        if (empty) {
                            add(
                                    Kind.EMPTY_SEQUENCE,
                                    oid,
                                    octets.start(),
                                    "nothing where RFC 5280 wants at least one value");
                        }
                        return true;
                    })
                    .orElse(false);
            if (known) {
                lengths(octets.inner(), 0);
            }
        } catch (MalformedCertificateException e) {
            add(Kind.MALFORMED_EXTENSION, oid, e.offset(), e.getMessage());
        }
        if (defects.size() == before) {
            details(oid, octets);
        }
    }

    private void details(String oid, DerReader octets) {
        switch (oid) {
            case Extension.SUBJECT_ALTERNATIVE_NAME, Extension.ISSUER_ALTERNATIVE_NAME -> {
                for (DerReader names = octets.inner().next().inner(); names.hasNext(); ) {
                    names.next();
                    if (!GeneralNames.isIa5(names)) {
                        add(Kind.NON_IA5_NAME, oid, names.start(), "octets above 127: " + GeneralNames.readOne(names));
                    }
                    if (names.tag() == Tag.context(7) && names.length() != 4 && names.length() != 16) {
                        add(Kind.ADDRESS_LENGTH, oid, names.start(), "address of " + names.length() + " bytes");
                    }
                }
            }
            case Extension.BASIC_CONSTRAINTS -> {
                DerReader fields = octets.inner().next().inner();
                if (fields.nextIf(Tag.BOOLEAN)) {
                    critical(fields, oid);
                }
            }
            case Extension.KEY_USAGE -> bits(octets.inner().next(), oid);
            default -> {
                // The other kinds have no detail that their decoding does not check.
            }
        }
    }
}
