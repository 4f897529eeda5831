package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Oids;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a certificate (or of a CRL, or of one of its entries), decoded when asked for.
 *
 * <p>A typed accessor is empty exactly if the extension is absent. It throws {@link MalformedCertificateException} if the
 * extension is there and its content is not what RFC 5280 says, so that a broken constraint is never taken for none;
 * {@link Certificate#defects()} lists such extensions without throwing. Of a duplicate extension, the first is read.
 */
public final class Extensions {
    /** Most extensions read from one certificate. RFC 5280 defines 17; certificates in use stay below 20. */
    public static final int MAX_EXTENSIONS = 256;

    /** What the typed accessors of this class cover, and so what a validator built on them can process. */
    private enum Typed {
        SKI(Extension.SUBJECT_KEY_IDENTIFIER, "subjectKeyIdentifier"),
        KU(Extension.KEY_USAGE, "keyUsage"),
        SAN(Extension.SUBJECT_ALTERNATIVE_NAME, "subjectAltName"),
        IAN(Extension.ISSUER_ALTERNATIVE_NAME, "issuerAltName"),
        BC(Extension.BASIC_CONSTRAINTS, "basicConstraints"),
        NC(Extension.NAME_CONSTRAINTS, "nameConstraints"),
        CDP(Extension.CRL_DISTRIBUTION_POINTS, "cRLDistributionPoints"),
        CP(Extension.CERTIFICATE_POLICIES, "certificatePolicies"),
        PM(Extension.POLICY_MAPPINGS, "policyMappings"),
        AKI(Extension.AUTHORITY_KEY_IDENTIFIER, "authorityKeyIdentifier"),
        PC(Extension.POLICY_CONSTRAINTS, "policyConstraints"),
        EKU(Extension.EXTENDED_KEY_USAGE, "extendedKeyUsage"),
        FRESHEST(Extension.FRESHEST_CRL, "freshestCRL"),
        IAP(Extension.INHIBIT_ANY_POLICY, "inhibitAnyPolicy"),
        AIA(Extension.AUTHORITY_INFORMATION_ACCESS, "authorityInfoAccess");

        private static final Map<String, Typed> BY_OID = byOid();
        private static final int COUNT = values().length;

        /** RFC 5280 numbers its extensions below 2.5.29; this is the last octet of each. */
        private static final @Nullable Typed[] BY_LAST_OCTET = new Typed[Byte.MAX_VALUE + 1];

        private static final byte[] PREFIX = {0x55, 0x1d};

        static {
            for (Typed kind : values()) {
                byte[] content = Oids.encode(kind.oid);
                if (content.length == 3) {
                    BY_LAST_OCTET[content[2]] = kind;
                }
            }
        }

        /** The kind with this object identifier. */
        static @Nullable Typed of(String oid) {
            if (oid.length() == 9 && oid.startsWith("2.5.29.")) {
                int tens = oid.charAt(7) - '0';
                int ones = oid.charAt(8) - '0';
                return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? null : BY_LAST_OCTET[tens * 10 + ones];
            }
            return BY_OID.get(oid);
        }

        /** The kind that the reader's current value names. */
        static @Nullable Typed named(DerReader oid) {
            if (oid.length() != 3) {
                return BY_OID.get(oid.oid());
            }
            byte[] bytes = oid.array();
            int at = oid.contentStart();
            return bytes[at] == PREFIX[0] && bytes[at + 1] == PREFIX[1] && bytes[at + 2] >= 0
                    ? BY_LAST_OCTET[bytes[at + 2]]
                    : null;
        }

        private final String oid;
        private final String field;

        Typed(String oid, String field) {
            this.oid = oid;
            this.field = field;
        }

        private static Map<String, Typed> byOid() {
            Map<String, Typed> kinds = new HashMap<>();
            for (Typed kind : values()) {
                kinds.put(kind.oid, kind);
            }
            return kinds;
        }

        @SuppressWarnings("EnumOrdinal") // an index into arrays of this run, never stored
        int slot() {
            return ordinal();
        }
    }

    private static final int ABSENT = -1;

    /**
     * What stands where.
     *
     * @param starts of each typed kind, where its first extension starts; {@link #ABSENT} if there is none
     * @param criticals of each typed kind, whether that extension is critical: the bit of its slot
     * @param others whether a critical one of another kind is among them
     */
    @SuppressWarnings("ArrayRecordComponent") // private, never changed
    private record Index(int[] starts, int criticals, boolean others) {}

    private final byte[] array;
    private final int from;
    private final int to;
    private @Nullable Index index;

    /** What the typed accessors have answered, by kind; immutable, so that a race only decodes twice. */
    private final @Nullable Object[] decoded = new Object[Typed.COUNT];

    /** The extensions in {@code array[from, to)}, whose structure has been checked by {@link #check}. */
    Extensions(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /** Reads the DER of an Extensions value (SEQUENCE OF Extension); throws {@link MalformedCertificateException}. */
    public static Extensions parse(byte[] der) {
        try {
            DerReader reader = new DerReader(der.clone()).next(Tag.SEQUENCE, "Extensions");
            reader.finish("Extensions");
            check(reader.inner());
            return new Extensions(reader.array(), reader.contentStart(), reader.end());
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }

    /** Reads to the end and checks that every value is SEQUENCE { OID, BOOLEAN?, OCTET STRING }. */
    static void check(DerReader list) {
        int count = 0;
        while (list.hasNext()) {
            int start = list.position();
            int outer = list.next(Tag.SEQUENCE, "extension").enter();
            list.next(Tag.OID, "extnID").checkOid();
            if (list.nextIf(Tag.BOOLEAN) && (!list.bool() || list.array()[list.contentStart()] != -1)) {
                list.deviates();
            }
            list.next(Tag.OCTET_STRING, "extnValue");
            list.finish("extension");
            list.leave(outer);
            if (++count > MAX_EXTENSIONS) {
                throw new DerException("more than " + MAX_EXTENSIONS + " extensions", start);
            }
        }
    }

    /** The extensions, one value each. */
    DerReader reader() {
        return new DerReader(array, from, to);
    }

    /** Every extension in the order written, duplicates included. */
    public List<Extension> all() {
        List<Extension> all = new ArrayList<>();
        for (DerReader list = reader(); list.hasNext(); ) {
            DerReader fields = list.next().inner();
            String oid = fields.next().oid();
            boolean critical = fields.nextIf(Tag.BOOLEAN) && fields.bool();
            all.add(new Extension(oid, critical, fields.next().content()));
        }
        return List.copyOf(all);
    }

    /** The first extension of this kind. */
    public Optional<Extension> find(String oid) {
        int start = start(oid);
        if (start == ABSENT) {
            return Optional.empty();
        }
        DerReader fields = behindOid(start);
        boolean critical = fields.nextIf(Tag.BOOLEAN) && fields.bool();
        return Optional.of(new Extension(oid, critical, fields.next().content()));
    }

    /** True if there is an extension of this kind. */
    public boolean contains(String oid) {
        return start(oid) != ABSENT;
    }

    /** True if there is an extension of this kind and it is critical. */
    public boolean isCritical(String oid) {
        Typed kind = Typed.of(oid);
        if (kind != null) {
            return (index().criticals >>> kind.slot() & 1) != 0;
        }
        return find(oid).filter(Extension::critical).isPresent();
    }

    /** True if there is no extension at all. */
    public boolean isEmpty() {
        return from == to;
    }

    /** Kinds of the critical extensions that no typed accessor of this class covers, in the order written. */
    public List<String> unknownCritical() {
        if (!index().others) {
            return List.of();
        }
        return all().stream()
                .filter(extension -> extension.critical() && Typed.of(extension.oid()) == null)
                .map(Extension::oid)
                .toList();
    }

    /** Whether the certificate is that of an authority (RFC 5280 4.2.1.9). */
    public Optional<BasicConstraints> basicConstraints() {
        return typed(Typed.BC);
    }

    /** What the key may do (RFC 5280 4.2.1.3). */
    public Optional<KeyUsage> keyUsage() {
        return typed(Typed.KU);
    }

    /** What the key is for (RFC 5280 4.2.1.12). */
    public Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return typed(Typed.EKU);
    }

    /** Subject alternative names in the order written (RFC 5280 4.2.1.6); an empty list, which the RFC forbids, is kept. */
    public Optional<List<GeneralName>> subjectAlternativeNames() {
        return typed(Typed.SAN);
    }

    /** Issuer alternative names in the order written (RFC 5280 4.2.1.7). */
    public Optional<List<GeneralName>> issuerAlternativeNames() {
        return typed(Typed.IAN);
    }

    /** In which subtrees the authority may issue (RFC 5280 4.2.1.10). */
    public Optional<NameConstraints> nameConstraints() {
        return typed(Typed.NC);
    }

    /** Under which policies it was issued (RFC 5280 4.2.1.4). */
    public Optional<CertificatePolicies> certificatePolicies() {
        return typed(Typed.CP);
    }

    /** Policy mappings in the order written. */
    public Optional<List<PolicyMapping>> policyMappings() {
        return typed(Typed.PM);
    }

    /** When a policy is required and when mapping ends (RFC 5280 4.2.1.11). */
    public Optional<PolicyConstraints> policyConstraints() {
        return typed(Typed.PC);
    }

    /** Certificates that may follow before anyPolicy stops counting (RFC 5280 4.2.1.14). */
    public OptionalInt inhibitAnyPolicy() {
        Optional<Integer> skip = typed(Typed.IAP);
        return skip.isPresent() ? OptionalInt.of(skip.get()) : OptionalInt.empty();
    }

    /** Which key of the issuer signed (RFC 5280 4.2.1.1). */
    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return typed(Typed.AKI);
    }

    /** The subject key identifier as lower-case hex (RFC 5280 4.2.1.2). */
    public Optional<String> subjectKeyIdentifier() {
        return typed(Typed.SKI);
    }

    /** Authority information access in the order written. */
    public Optional<List<AccessDescription>> authorityInformationAccess() {
        return typed(Typed.AIA);
    }

    /** CRL distribution points in the order written. */
    public Optional<List<DistributionPoint>> crlDistributionPoints() {
        return typed(Typed.CDP);
    }

    /** Distribution points of delta CRLs in the order written (RFC 5280 4.2.1.15). */
    public Optional<List<DistributionPoint>> freshestCrl() {
        return typed(Typed.FRESHEST);
    }

    private static List<GeneralName> names(DerReader value) {
        value.next(Tag.SEQUENCE, "GeneralNames");
        value.finish("GeneralNames");
        value.enter();
        return GeneralNames.read(value);
    }

    private <T> Optional<T> typed(Typed kind) {
        int start = index().starts[kind.slot()];
        if (start == ABSENT) {
            return Optional.empty();
        }
        Object known = decoded[kind.slot()];
        if (known == null) {
            known = Optional.of(read(kind, start));
            decoded[kind.slot()] = known;
        }
        @SuppressWarnings("unchecked") // each kind has one type
        Optional<T> typed = (Optional<T>) known;
        return typed;
    }

    /**
     * Decodes the first extension of this kind, whose OCTET STRING is the reader's current value, and leaves the reader there.
     * What cannot be decoded is left to whoever asks for it.
     */
    void readAhead(String oid, DerReader octets) {
        Typed kind = Typed.of(oid);
        if (kind == null || decoded[kind.slot()] != null) {
            return;
        }
        int start = octets.start();
        int outer = octets.enter();
        try {
            decoded[kind.slot()] = Optional.of(content(kind, octets));
        } catch (DerException malformed) {
            decoded[kind.slot()] = null;
        }
        octets.leaveTo(start, outer);
    }

    private Object read(Typed kind, int start) {
        DerReader fields = behindOid(start);
        fields.nextIf(Tag.BOOLEAN);
        fields.next();
        fields.enter();
        try {
            return content(kind, fields);
        } catch (DerException e) {
            throw MalformedCertificateException.in(kind.field, e);
        }
    }

    private static Object content(Typed kind, DerReader value) {
        return switch (kind) {
            case SKI -> keyIdentifier(value);
            case KU -> KeyUsage.read(value);
            case SAN, IAN -> names(value);
            case BC -> BasicConstraints.read(value);
            case NC -> NameConstraints.read(value);
            case CDP, FRESHEST -> DistributionPoint.readAll(value);
            case CP -> CertificatePolicies.read(value);
            case PM -> PolicyMapping.read(value);
            case AKI -> AuthorityKeyIdentifier.read(value);
            case PC -> PolicyConstraints.read(value);
            case EKU -> ExtendedKeyUsage.read(value);
            case IAP -> skipCerts(value);
            case AIA -> AccessDescription.read(value);
        };
    }

    private static String keyIdentifier(DerReader value) {
        value.next(Tag.OCTET_STRING, "KeyIdentifier");
        value.finish("KeyIdentifier");
        return Hex.of(value.array(), value.contentStart(), value.end());
    }

    private static int skipCerts(DerReader value) {
        int count = value.next(Tag.INTEGER, "SkipCerts").nonNegative("SkipCerts");
        value.finish("SkipCerts");
        return count;
    }

    private Index index() {
        Index known = index;
        if (known == null) {
            known = index(reader());
            index = known;
        }
        return known;
    }

    private static Index index(DerReader list) {
        int[] starts = new int[Typed.COUNT];
        Arrays.fill(starts, ABSENT);
        int criticals = 0;
        boolean others = false;
        while (list.hasNext()) {
            int start = list.next().start();
            int outer = list.enter();
            Typed kind = Typed.named(list.next());
            boolean critical = list.nextIf(Tag.BOOLEAN) && list.bool();
            list.leave(outer);
            if (kind == null) {
                others |= critical;
            } else if (starts[kind.slot()] == ABSENT) {
                starts[kind.slot()] = start;
                criticals |= (critical ? 1 : 0) << kind.slot();
            }
        }
        return new Index(starts, criticals, others);
    }

    /** Where the first extension of this kind starts in the array, {@link #ABSENT} if there is none. */
    int start(String oid) {
        Typed kind = Typed.of(oid);
        if (kind != null) {
            return index().starts[kind.slot()];
        }
        for (DerReader list = reader(); list.hasNext(); ) {
            int start = list.next().start();
            int outer = list.enter();
            if (list.next().oid().equals(oid)) {
                return start;
            }
            list.leave(outer);
        }
        return ABSENT;
    }

    /** A reader just behind the OID of the extension at {@code start}. */
    private DerReader behindOid(int start) {
        DerReader fields = new DerReader(array, start, to).next();
        fields.enter();
        return fields.next();
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
