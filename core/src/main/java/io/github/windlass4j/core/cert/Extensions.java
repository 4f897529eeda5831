package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Oids;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a certificate (or of a CRL, or of one of its entries), decoded when asked for and never kept.
 *
 * <p>A typed accessor is empty exactly if the extension is absent. It throws {@link MalformedCertificateException} if the
 * extension is there and its content is not what RFC 5280 says, so that a broken constraint is never taken for none;
 * {@link Certificate#defects()} lists such extensions without throwing. Of a duplicate extension, the first is read.
 */
public final class Extensions {
    /** Most extensions read from one certificate. RFC 5280 defines 17; certificates in use stay below 20. */
    public static final int MAX_EXTENSIONS = 256;

    /** What the typed accessors of this class cover, and so what a validator built on them can process. */
    private static final Set<String> TYPED = Set.of(
            Extension.SUBJECT_KEY_IDENTIFIER,
            Extension.KEY_USAGE,
            Extension.SUBJECT_ALTERNATIVE_NAME,
            Extension.ISSUER_ALTERNATIVE_NAME,
            Extension.BASIC_CONSTRAINTS,
            Extension.NAME_CONSTRAINTS,
            Extension.CRL_DISTRIBUTION_POINTS,
            Extension.CERTIFICATE_POLICIES,
            Extension.POLICY_MAPPINGS,
            Extension.AUTHORITY_KEY_IDENTIFIER,
            Extension.POLICY_CONSTRAINTS,
            Extension.EXTENDED_KEY_USAGE,
            Extension.FRESHEST_CRL,
            Extension.INHIBIT_ANY_POLICY,
            Extension.AUTHORITY_INFORMATION_ACCESS);

    private static final byte[] SKI = Oids.encode(Extension.SUBJECT_KEY_IDENTIFIER);
    private static final byte[] KU = Oids.encode(Extension.KEY_USAGE);
    private static final byte[] SAN = Oids.encode(Extension.SUBJECT_ALTERNATIVE_NAME);
    private static final byte[] IAN = Oids.encode(Extension.ISSUER_ALTERNATIVE_NAME);
    private static final byte[] BC = Oids.encode(Extension.BASIC_CONSTRAINTS);
    private static final byte[] NC = Oids.encode(Extension.NAME_CONSTRAINTS);
    private static final byte[] CDP = Oids.encode(Extension.CRL_DISTRIBUTION_POINTS);
    private static final byte[] CP = Oids.encode(Extension.CERTIFICATE_POLICIES);
    private static final byte[] PM = Oids.encode(Extension.POLICY_MAPPINGS);
    private static final byte[] AKI = Oids.encode(Extension.AUTHORITY_KEY_IDENTIFIER);
    private static final byte[] PC = Oids.encode(Extension.POLICY_CONSTRAINTS);
    private static final byte[] EKU = Oids.encode(Extension.EXTENDED_KEY_USAGE);
    private static final byte[] FRESHEST = Oids.encode(Extension.FRESHEST_CRL);
    private static final byte[] IAP = Oids.encode(Extension.INHIBIT_ANY_POLICY);
    private static final byte[] AIA = Oids.encode(Extension.AUTHORITY_INFORMATION_ACCESS);

    /** The kinds that are asked about at every validation, encoded once. */
    private static final Map<String, byte[]> OCTETS = Map.ofEntries(
            Map.entry(Extension.SUBJECT_KEY_IDENTIFIER, SKI),
            Map.entry(Extension.KEY_USAGE, KU),
            Map.entry(Extension.SUBJECT_ALTERNATIVE_NAME, SAN),
            Map.entry(Extension.ISSUER_ALTERNATIVE_NAME, IAN),
            Map.entry(Extension.BASIC_CONSTRAINTS, BC),
            Map.entry(Extension.NAME_CONSTRAINTS, NC),
            Map.entry(Extension.CRL_DISTRIBUTION_POINTS, CDP),
            Map.entry(Extension.CERTIFICATE_POLICIES, CP),
            Map.entry(Extension.POLICY_MAPPINGS, PM),
            Map.entry(Extension.AUTHORITY_KEY_IDENTIFIER, AKI),
            Map.entry(Extension.POLICY_CONSTRAINTS, PC),
            Map.entry(Extension.EXTENDED_KEY_USAGE, EKU),
            Map.entry(Extension.FRESHEST_CRL, FRESHEST),
            Map.entry(Extension.INHIBIT_ANY_POLICY, IAP),
            Map.entry(Extension.AUTHORITY_INFORMATION_ACCESS, AIA));

    private final byte[] array;
    private final int from;
    private final int to;

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
            DerReader fields = list.next(Tag.SEQUENCE, "extension").inner();
            fields.next(Tag.OID, "extnID").checkOid();
            if (fields.nextIf(Tag.BOOLEAN)) {
                fields.bool();
            }
            fields.next(Tag.OCTET_STRING, "extnValue");
            fields.finish("extension");
            if (++count > MAX_EXTENSIONS) {
                throw new DerException("more than " + MAX_EXTENSIONS + " extensions", list.start());
            }
        }
    }

    /** Every extension in the order written, duplicates included. */
    public List<Extension> all() {
        List<Extension> all = new ArrayList<>();
        for (DerReader list = new DerReader(array, from, to); list.hasNext(); ) {
            DerReader fields = list.next().inner();
            String oid = fields.next().oid();
            boolean critical = fields.nextIf(Tag.BOOLEAN) && fields.bool();
            all.add(new Extension(oid, critical, fields.next().content()));
        }
        return List.copyOf(all);
    }

    /** The first extension of this kind. */
    public Optional<Extension> find(String oid) {
        DerReader fields = locate(octets(oid));
        if (fields == null) {
            return Optional.empty();
        }
        boolean critical = fields.nextIf(Tag.BOOLEAN) && fields.bool();
        return Optional.of(new Extension(oid, critical, fields.next().content()));
    }

    /** True if there is an extension of this kind. */
    public boolean contains(String oid) {
        return locate(octets(oid)) != null;
    }

    /** True if there is an extension of this kind and it is critical. */
    public boolean isCritical(String oid) {
        DerReader fields = locate(octets(oid));
        return fields != null && fields.nextIf(Tag.BOOLEAN) && fields.bool();
    }

    /** True if there is no extension at all. */
    public boolean isEmpty() {
        return from == to;
    }

    /** Kinds of the critical extensions that no typed accessor of this class covers, in the order written. */
    public List<String> unknownCritical() {
        return all().stream()
                .filter(extension -> extension.critical() && !TYPED.contains(extension.oid()))
                .map(Extension::oid)
                .toList();
    }

    /** Whether the certificate is that of an authority (RFC 5280 4.2.1.9). */
    public Optional<BasicConstraints> basicConstraints() {
        return typed(BC, "basicConstraints", BasicConstraints::read);
    }

    /** What the key may do (RFC 5280 4.2.1.3). */
    public Optional<KeyUsage> keyUsage() {
        return typed(KU, "keyUsage", KeyUsage::read);
    }

    /** What the key is for (RFC 5280 4.2.1.12). */
    public Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return typed(EKU, "extendedKeyUsage", ExtendedKeyUsage::read);
    }

    /** Subject alternative names in the order written (RFC 5280 4.2.1.6); an empty list, which the RFC forbids, is kept. */
    public Optional<List<GeneralName>> subjectAlternativeNames() {
        return typed(SAN, "subjectAltName", Extensions::names);
    }

    /** Issuer alternative names in the order written (RFC 5280 4.2.1.7). */
    public Optional<List<GeneralName>> issuerAlternativeNames() {
        return typed(IAN, "issuerAltName", Extensions::names);
    }

    /** In which subtrees the authority may issue (RFC 5280 4.2.1.10). */
    public Optional<NameConstraints> nameConstraints() {
        return typed(NC, "nameConstraints", NameConstraints::read);
    }

    /** Under which policies it was issued (RFC 5280 4.2.1.4). */
    public Optional<CertificatePolicies> certificatePolicies() {
        return typed(CP, "certificatePolicies", CertificatePolicies::read);
    }

    /** Policy mappings in the order written. */
    public Optional<List<PolicyMapping>> policyMappings() {
        return typed(PM, "policyMappings", PolicyMapping::read);
    }

    /** When a policy is required and when mapping ends (RFC 5280 4.2.1.11). */
    public Optional<PolicyConstraints> policyConstraints() {
        return typed(PC, "policyConstraints", PolicyConstraints::read);
    }

    /** Certificates that may follow before anyPolicy stops counting (RFC 5280 4.2.1.14). */
    public OptionalInt inhibitAnyPolicy() {
        Optional<Integer> skip = typed(IAP, "inhibitAnyPolicy", value -> {
            int count = value.next(Tag.INTEGER, "SkipCerts").nonNegative("SkipCerts");
            value.finish("SkipCerts");
            return count;
        });
        return skip.isPresent() ? OptionalInt.of(skip.get()) : OptionalInt.empty();
    }

    /** Which key of the issuer signed (RFC 5280 4.2.1.1). */
    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return typed(AKI, "authorityKeyIdentifier", AuthorityKeyIdentifier::read);
    }

    /** The subject key identifier as lower-case hex (RFC 5280 4.2.1.2). */
    public Optional<String> subjectKeyIdentifier() {
        return typed(SKI, "subjectKeyIdentifier", value -> {
            String id = Hex.of(value.next(Tag.OCTET_STRING, "KeyIdentifier").content());
            value.finish("KeyIdentifier");
            return id;
        });
    }

    /** Authority information access in the order written. */
    public Optional<List<AccessDescription>> authorityInformationAccess() {
        return typed(AIA, "authorityInfoAccess", AccessDescription::read);
    }

    /** CRL distribution points in the order written. */
    public Optional<List<DistributionPoint>> crlDistributionPoints() {
        return typed(CDP, "cRLDistributionPoints", DistributionPoint::readAll);
    }

    /** Distribution points of delta CRLs in the order written (RFC 5280 4.2.1.15). */
    public Optional<List<DistributionPoint>> freshestCrl() {
        return typed(FRESHEST, "freshestCRL", DistributionPoint::readAll);
    }

    private static List<GeneralName> names(DerReader value) {
        DerReader names = value.next(Tag.SEQUENCE, "GeneralNames").inner();
        value.finish("GeneralNames");
        return GeneralNames.read(names);
    }

    private <T> Optional<T> typed(byte[] oid, String name, Function<DerReader, T> read) {
        DerReader fields = locate(oid);
        if (fields == null) {
            return Optional.empty();
        }
        fields.nextIf(Tag.BOOLEAN);
        fields.next();
        try {
            return Optional.of(read.apply(fields.inner()));
        } catch (DerException e) {
            throw MalformedCertificateException.in(name, e);
        }
    }

    private static byte[] octets(String oid) {
        byte[] known = OCTETS.get(oid);
        return known == null ? Oids.encode(oid) : known;
    }

    /** A reader just behind the OID of the first extension of this kind. */
    private @Nullable DerReader locate(byte[] oid) {
        for (DerReader list = new DerReader(array, from, to); list.hasNext(); ) {
            DerReader fields = list.next().inner();
            if (fields.next().contentIs(oid)) {
                return fields;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
