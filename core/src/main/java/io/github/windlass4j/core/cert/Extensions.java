package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;
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

    private static final int ABSENT = -1;

    /**
     * What stands where.
     *
     * @param kinds the typed kinds that there are: the bits of their slots
     * @param starts of each of them, by slot, where its first extension starts: never at 0, where the list has its own tag
     * @param decoded of each of them, what its typed accessor has answered; immutable, so that a race only decodes twice
     * @param criticals of each of them, whether that extension is critical: the bit of its slot
     * @param others whether a critical one of another kind is among them
     */
    @SuppressWarnings("ArrayRecordComponent") // private; but for what is decoded, never changed
    private record Index(int kinds, int[] starts, @Nullable Object[] decoded, int criticals, boolean others) {
        boolean holds(ExtensionKind kind) {
            return (kinds >>> kind.slot() & 1) != 0;
        }

        int place(ExtensionKind kind) {
            return Extensions.place(kinds, kind);
        }
    }

    private final byte[] array;
    private final int from;
    private final int to;
    private @Nullable Index index;

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
        DerReader list = new DerReader(array, from, to);
        if (index == null) {
            index = index(list);
            list.enter(from, to);
        }
        return list;
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
        ExtensionKind kind = ExtensionKind.of(oid);
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
                .filter(extension -> extension.critical() && ExtensionKind.of(extension.oid()) == null)
                .map(Extension::oid)
                .toList();
    }

    /** Whether the certificate is that of an authority (RFC 5280 4.2.1.9). */
    public Optional<BasicConstraints> basicConstraints() {
        return typed(ExtensionKind.BC);
    }

    /** What the key may do (RFC 5280 4.2.1.3). */
    public Optional<KeyUsage> keyUsage() {
        return typed(ExtensionKind.KU);
    }

    /** What the key is for (RFC 5280 4.2.1.12). */
    public Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return typed(ExtensionKind.EKU);
    }

    /** Subject alternative names in the order written (RFC 5280 4.2.1.6); an empty list, which the RFC forbids, is kept. */
    public Optional<List<GeneralName>> subjectAlternativeNames() {
        return typed(ExtensionKind.SAN);
    }

    /** Issuer alternative names in the order written (RFC 5280 4.2.1.7). */
    public Optional<List<GeneralName>> issuerAlternativeNames() {
        return typed(ExtensionKind.IAN);
    }

    /** In which subtrees the authority may issue (RFC 5280 4.2.1.10). */
    public Optional<NameConstraints> nameConstraints() {
        return typed(ExtensionKind.NC);
    }

    /** Under which policies it was issued (RFC 5280 4.2.1.4). */
    public Optional<CertificatePolicies> certificatePolicies() {
        return typed(ExtensionKind.CP);
    }

    /** Policy mappings in the order written. */
    public Optional<List<PolicyMapping>> policyMappings() {
        return typed(ExtensionKind.PM);
    }

    /** When a policy is required and when mapping ends (RFC 5280 4.2.1.11). */
    public Optional<PolicyConstraints> policyConstraints() {
        return typed(ExtensionKind.PC);
    }

    /** Certificates that may follow before anyPolicy stops counting (RFC 5280 4.2.1.14). */
    public OptionalInt inhibitAnyPolicy() {
        Optional<Integer> skip = typed(ExtensionKind.IAP);
        return skip.isPresent() ? OptionalInt.of(skip.get()) : OptionalInt.empty();
    }

    /** Which key of the issuer signed (RFC 5280 4.2.1.1). */
    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return typed(ExtensionKind.AKI);
    }

    /** The subject key identifier as lower-case hex (RFC 5280 4.2.1.2). */
    public Optional<String> subjectKeyIdentifier() {
        return typed(ExtensionKind.SKI);
    }

    /** Authority information access in the order written. */
    public Optional<List<AccessDescription>> authorityInformationAccess() {
        return typed(ExtensionKind.AIA);
    }

    /** CRL distribution points in the order written. */
    public Optional<List<DistributionPoint>> crlDistributionPoints() {
        return typed(ExtensionKind.CDP);
    }

    /** Distribution points of delta CRLs in the order written (RFC 5280 4.2.1.15). */
    public Optional<List<DistributionPoint>> freshestCrl() {
        return typed(ExtensionKind.FRESHEST);
    }

    private <T> Optional<T> typed(ExtensionKind kind) {
        Index all = index();
        if (!all.holds(kind)) {
            return Optional.empty();
        }
        int place = all.place(kind);
        Object known = all.decoded[place];
        if (known == null) {
            known = Optional.of(read(kind, all.starts[place]));
            all.decoded[place] = known;
        }
        @SuppressWarnings("unchecked") // each kind has one type
        Optional<T> typed = (Optional<T>) known;
        return typed;
    }

    /**
     * Decodes an extension of this kind, whose OCTET STRING is the reader's current value and will be again.
     *
     * @param first whether it is the first of its kind, which the typed accessors answer
     */
    Object decode(ExtensionKind kind, DerReader octets, boolean first) {
        Index all = index();
        if (first && all.decoded[all.place(kind)] instanceof Optional<?> answer) {
            return answer.orElseThrow();
        }
        int start = octets.start();
        int outer = octets.enter();
        try {
            Object value = kind.decode(octets);
            if (first) {
                all.decoded[all.place(kind)] = Optional.of(value);
            }
            return value;
        } catch (DerException e) {
            throw MalformedCertificateException.in(kind.field(), e);
        } finally {
            octets.leaveTo(start, outer);
        }
    }

    private Object read(ExtensionKind kind, int start) {
        DerReader fields = behindOid(start);
        fields.nextIf(Tag.BOOLEAN);
        fields.next();
        fields.enter();
        try {
            return kind.decode(fields);
        } catch (DerException e) {
            throw MalformedCertificateException.in(kind.field(), e);
        }
    }

    private Index index() {
        Index known = index;
        if (known == null) {
            known = index(new DerReader(array, from, to));
            index = known;
        }
        return known;
    }

    private Index index(DerReader list) {
        int kinds = kinds(list);
        int[] starts = new int[Integer.bitCount(kinds)];
        int criticals = 0;
        boolean others = false;
        list.enter(from, to);
        while (list.hasNext()) {
            int start = list.next().start();
            int outer = list.enter();
            ExtensionKind kind = ExtensionKind.named(list.next());
            boolean critical = list.nextIf(Tag.BOOLEAN) && list.bool();
            list.leave(outer);
            if (kind == null) {
                others |= critical;
            } else if (starts[place(kinds, kind)] == 0) {
                starts[place(kinds, kind)] = start;
                criticals |= (critical ? 1 : 0) << kind.slot();
            }
        }
        return new Index(kinds, starts, new Object[starts.length], criticals, others);
    }

    private static int kinds(DerReader list) {
        int kinds = 0;
        while (list.hasNext()) {
            int outer = list.next().enter();
            ExtensionKind kind = ExtensionKind.named(list.next());
            kinds |= kind == null ? 0 : 1 << kind.slot();
            list.leave(outer);
        }
        return kinds;
    }

    /** Where a kind stands among those that there are, by slot. */
    private static int place(int kinds, ExtensionKind kind) {
        return Integer.bitCount(kinds & ((1 << kind.slot()) - 1));
    }

    /** Where the first extension of this kind starts in the array, {@link #ABSENT} if there is none. */
    int start(ExtensionKind kind) {
        Index all = index();
        return all.holds(kind) ? all.starts[all.place(kind)] : ABSENT;
    }

    /** As {@link #start(ExtensionKind)}, of any kind. */
    int start(String oid) {
        ExtensionKind kind = ExtensionKind.of(oid);
        if (kind != null) {
            return start(kind);
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
